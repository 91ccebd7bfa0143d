const browsers: readonly [string, RegExp][] = [
  ['Edge', /\bEdg(e|A|iOS)?\//],
  ['Opera', /\bOPR\//],
  ['Firefox', /\b(Firefox|FxiOS)\//],
  ['Chrome', /(Chrome|Chromium|CriOS)\//],
  ['Safari', /\bSafari\//],
];
const systems: readonly [string, RegExp][] = [
  ['Android', /Android/],
  ['iOS', /iPhone|iPad/],
  ['Windows', /Windows/],
  ['macOS', /Mac OS X|Macintosh/],
  ['Linux', /Linux|X11/],
];

/** What a person would call the device behind a user agent; nothing where it is not a browser. */
export function deviceOf(userAgent: string): { browser?: string; system?: string } {
  const first = (table: typeof browsers) => table.find(([, pattern]) => pattern.test(userAgent))?.[0];
  return { browser: first(browsers), system: first(systems) };
}
