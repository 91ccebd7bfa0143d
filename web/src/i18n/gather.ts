import type { ResourceLanguage } from 'i18next';

/** `../features/customers/locale/en.json` → the namespace "customers". */
export function gather(files: Record<string, ResourceLanguage>): ResourceLanguage {
  return Object.fromEntries(
    Object.entries(files).map(([path, words]) => [path.split('/').at(-3) ?? path, words]),
  );
}
