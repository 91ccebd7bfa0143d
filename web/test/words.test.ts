import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

type Words = { [key: string]: string | Words };

const src = join(import.meta.dirname, '../src');
// What the server says is English in itself; said.test.ts sees to it that the others have words for all of it.
const folders = walk(src).filter((path) => path.endsWith('/locale') && !path.endsWith('/said/locale'));
const forms = { en: ['one', 'other'], ar: ['zero', 'one', 'two', 'few', 'many', 'other'] };
const pluralEnding = /_(zero|one|two|few|many|other)$/;

function walk(folder: string): string[] {
  return readdirSync(folder).flatMap((name) => {
    const path = join(folder, name);
    return statSync(path).isDirectory() ? [path, ...walk(path)] : [path];
  });
}

function flat(words: Words, prefix = ''): [string, string][] {
  return Object.entries(words).flatMap(([key, value]) =>
    typeof value === 'string' ? [[prefix + key, value] as [string, string]] : flat(value, `${prefix}${key}.`),
  );
}

const read = (folder: string, language: string) =>
  new Map(flat(JSON.parse(readFileSync(join(folder, `${language}.json`), 'utf8')) as Words));
const stems = (words: Map<string, string>) =>
  [...new Set([...words.keys()].map((key) => key.replace(pluralEnding, '')))].sort();
const slots = (text = '') => [...text.matchAll(/\{\{\s*(\w+)/g)].map(([, name]) => name);
const tags = (text = '') => [...text.matchAll(/<\/?(\w+)/g)].map(([tag]) => tag).sort();

describe.each(folders.map((folder) => [folder.slice(src.length + 1), folder] as const))(
  'the words of %s',
  (_name, folder) => {
    const en = read(folder, 'en');
    const ar = read(folder, 'ar');

    it('are all there in both languages', () => {
      expect(stems(ar)).toEqual(stems(en));
    });

    it.each(['en', 'ar'] as const)('have every plural form of %s', (language) => {
      const words = { en, ar }[language];
      const counted = stems(en).filter((stem) => en.has(`${stem}_other`));
      for (const stem of counted) {
        expect([stem, ...forms[language].filter((form) => !words.has(`${stem}_${form}`))]).toEqual([stem]);
      }
    });

    it('fill the same places', () => {
      for (const [key, text] of ar) {
        const stem = key.replace(pluralEnding, '');
        const english = en.get(key) ?? en.get(`${stem}_other`);
        // A plural form may say the number in words ("one", "two"), every other place must be filled.
        const wanted = slots(english).filter((name) => name !== 'count' || key === stem);
        expect([key, ...slots(text).filter((name) => name !== 'count' || key === stem)].sort()).toEqual(
          [key, ...wanted].sort(),
        );
        expect([key, ...tags(text)]).toEqual([key, ...tags(english)]);
      }
    });
  },
);

it('only words that exist are asked for by name', () => {
  // t('…') is checked by the compiler; labels in tables of entries are plain strings and are checked here.
  const known = new Set(
    folders.flatMap((folder) => {
      const namespace = folder.split('/').at(-2) ?? '';
      return stems(read(folder, 'en')).flatMap((stem) =>
        namespace === 'app' ? [stem, `app:${stem}`] : [`${namespace}:${stem}`],
      );
    }),
  );
  const asked = walk(src)
    .filter((path) => path.endsWith('/feature.ts') || path.endsWith('/feature.tsx'))
    .flatMap((path) =>
      [...readFileSync(path, 'utf8').matchAll(/label: '([^']+)'/g)].map(([, key]) => key ?? ''),
    );
  expect(asked.filter((key) => !known.has(key))).toEqual([]);
  expect(asked.length).toBeGreaterThan(0);
});
