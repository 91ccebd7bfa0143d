/** Names as people paste them: one per line, or between commas and tabs; each once, however it is written. */
export function readNames(text: string): string[] {
  const names = text
    .split(/[\n\r\t,;،؛]+/)
    .map((name) => name.replace(/\s+/g, ' ').trim())
    .filter(Boolean);
  return names.filter((name, at) => names.findIndex((other) => alike(other) === alike(name)) === at);
}

/** One spelling for letter cases, accents written in two ways, and spaces. */
export const alike = (name: string) => name.normalize('NFC').replace(/\s+/g, ' ').trim().toLowerCase();
