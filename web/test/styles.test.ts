import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';

const web = join(import.meta.dirname, '..');

function files(folder: string): string[] {
  return readdirSync(folder).flatMap((name) => {
    const path = join(folder, name);
    return statSync(path).isDirectory() ? files(path) : [path];
  });
}

const sources = files(join(web, 'src'));

it('has the styles of every Mantine component in use', () => {
  const loaded = readFileSync(join(web, 'src/app/styles.ts'), 'utf8');
  const also: Record<string, string[]> = {
    TagsInput: ['PillsInput', 'Pill', 'Combobox'],
    Select: ['Combobox'],
  };
  const used = sources
    .filter((path) => path.endsWith('.tsx'))
    .flatMap((path) => [...readFileSync(path, 'utf8').matchAll(/import \{([^}]*)\} from '@mantine\/core'/g)])
    .flatMap(([, names]) => (names ?? '').split(',').map((name) => name.trim()))
    .flatMap((name) => [name, ...(also[name] ?? [])])
    .filter((name) => existsSync(join(web, `node_modules/@mantine/core/styles/${name}.css`)));
  expect([...new Set(used)].filter((name) => !loaded.includes(`/styles/${name}.css`))).toEqual([]);
});

it('lays out by reading direction, never by left and right', () => {
  const physical =
    /(^|[\s;{])((margin|padding|border)-(left|right)|left|right|float:\s*(left|right)|text-align:\s*(left|right))\b\s*:?/;
  const offending = sources
    .filter((path) => path.endsWith('.css'))
    .flatMap((path) =>
      readFileSync(path, 'utf8')
        .replace(/\/\*[\s\S]*?\*\//g, '')
        .split('\n')
        .filter((line) => physical.test(line))
        .map((line) => `${path.slice(web.length + 1)}: ${line.trim()}`),
    );
  expect(offending).toEqual([]);
});
