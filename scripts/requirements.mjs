#!/usr/bin/env node
// Writes docs/reference/requirements.md: which test shows which requirement, and on which page. From the tests' own tags.
// With --check it writes nothing and fails when the file is out of date.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

const home = fileURLToPath(new URL('..', import.meta.url));
const target = join(home, 'docs/reference/requirements.md');
const rows = new Map();

function* files(folder, ending) {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory() && !['node_modules', 'target', 'dist'].includes(entry.name)) yield* files(path, ending);
    else if (entry.isFile() && ending.test(entry.name)) yield path;
  }
}

const note = (id, shown) => rows.set(id, [...(rows.get(id) ?? []), shown]);

for (const module of ['server', 'render']) {
  for (const path of files(join(home, module, 'src/test'), /\.java$/)) {
    const text = readFileSync(path, 'utf8');
    const type = /(?:class|interface|record)\s+(\w+)/.exec(text)?.[1];
    for (const tag of text.matchAll(/@Requirement\((\{[^}]*\}|"[^"]*")\)([\s\S]{0,400}?)(?:void|class|interface)\s+(\w+)/g)) {
      for (const id of tag[1].matchAll(/"([A-Z]-\d+)"/g)) {
        note(id[1], { test: tag[3] === type ? type : `${type}.${tag[3]}`, file: relative(home, path), page: '' });
      }
    }
  }
}

for (const root of ['web/e2e', 'web/journeys', 'web/src', 'web/test']) {
  for (const path of files(join(home, root), /\.(test|spec)\.tsx?$/)) {
    const text = readFileSync(path, 'utf8');
    const blocks = text.split(/\n(?=\s*(?:test|it)\()/);
    for (const block of blocks) {
      const title = /(?:test|it)\(\s*['"`]([^'"`]*)['"`]/.exec(block)?.[1];
      const page = /goto\(\s*['"`]([^'"`$]*)/.exec(block)?.[1] ?? '';
      for (const ids of title?.matchAll(/\[([^\]]+)\]/g) ?? []) {
        for (const id of ids[1].matchAll(/[A-Z]-\d+/g)) {
          note(id[0], { test: title.replace(/\s*\[[^\]]*\]/g, '').trim(), file: relative(home, path), page });
        }
      }
    }
  }
}

const order = (id) => id[0] + id.slice(2).padStart(4, '0');
const lines = [
  '# Requirements and the tests that show them',
  '',
  'Made by `scripts/requirements.mjs` from the tags of the tests themselves; do not edit. A requirement that is not listed has no',
  'test and is not claimed.',
  '',
  '| Requirement | Test | Page |',
  '| --- | --- | --- |',
];
for (const id of [...rows.keys()].sort((a, b) => order(a).localeCompare(order(b)))) {
  const shown = rows.get(id);
  const tests = shown.map((one) => `[${one.test}](../../${one.file})`).sort();
  const pages = [...new Set(shown.map((one) => one.page).filter(Boolean))].sort().map((page) => `\`${page}\``);
  lines.push(`| ${id} | ${tests.join('<br>')} | ${pages.join(' ')} |`);
}
const text = lines.join('\n') + '\n';

if (process.argv.includes('--check')) {
  let now = '';
  try {
    now = readFileSync(target, 'utf8');
  } catch {
    // reported below
  }
  if (now !== text) {
    console.error('docs/reference/requirements.md is out of date. Run: node scripts/requirements.mjs');
    process.exit(1);
  }
} else {
  writeFileSync(target, text);
  console.log(`${rows.size} requirements`);
}
