import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

const docs = join(import.meta.dirname, '../../docs');
const markdown = (folder: string) => readdirSync(join(docs, folder)).filter((name) => name.endsWith('.md'));
const shown = [
  ...markdown('guides').map((name) => ['guides', name] as const),
  ...markdown('concepts/ar').map((name) => ['concepts', name] as const),
];

describe.each(shown)('%s/%s', (folder, name) => {
  const read = (path: string) => readFileSync(join(docs, folder, path, name), 'utf8');
  const all = (text: string, what: RegExp) => [...text.matchAll(what)].map(([found]) => found);

  it('says the same in Arabic', () => {
    for (const what of [/^#+ (\w+:)?/gm, /^```[^]*?^```/gm, /^\|/gm, /^\d+\. /gm]) {
      expect(all(read('ar'), what)).toEqual(all(read('.'), what));
    }
    expect(all(read('ar'), /`[^`\n]+`/g).sort()).toEqual(all(read('.'), /`[^`\n]+`/g).sort());
  });
});

it.each([
  ['en', 'guides/videos.md'],
  ['ar', 'guides/ar/videos.md'],
])('the link to what the numbers mean finds its heading (%s)', (language, guide) => {
  const words = join(import.meta.dirname, `../src/features/videos/locale/${language}.json`);
  const { guideNumbers } = JSON.parse(readFileSync(words, 'utf8')) as { guideNumbers: string };
  expect(readFileSync(join(docs, guide), 'utf8').split('\n')).toContain(`## ${guideNumbers}`);
});
