import type { Person, Point } from './api';

/** What the editor works on: a point with an id, whether the server has seen it or not. */
export type Draft = Point & { id: string };

/** Where the server puts a text of which nothing is said. */
export const usual = { x: 0.5, y: 0.85, size: 0.08, color: '#ffffff' } as const;

const usualImage = 0.2;

export const shortest = 0.1;
const usualLength = { overlay: 4, speech: 1 } as const;

export type Mistake = 'outside' | 'short' | 'overlap' | 'words' | 'image';

/** What a point shows or says. */
export type Look = 'text' | 'image' | 'speech';

export const lookOf = ({ kind, image }: Point): Look =>
  kind === 'speech' ? 'speech' : image == null ? 'text' : 'image';

/** The same point, showing or saying something else; its words are kept. */
export const dressed = (point: Draft, look: Look): Draft => ({
  ...point,
  kind: look === 'speech' ? 'speech' : 'overlay',
  image: look === 'image' ? (point.image ?? '') : null,
  // What is high for letters is low for a picture.
  size: look === 'image' && (point.size ?? usual.size) === usual.size ? usualImage : point.size,
});

const tenths = (seconds: number) => Math.round(seconds * 10) / 10;
const between = (value: number, low: number, high: number) => Math.min(Math.max(value, low), high);

export const drafts = (points: readonly Point[]): Draft[] =>
  points.map((point) => ({ ...point, id: point.id ?? crypto.randomUUID() }));

/** A new point where one looks, or in the next gap after it that has room. */
export function freshPoint(
  kind: Point['kind'],
  at: number,
  points: readonly Draft[],
  duration: number,
): Draft {
  const same = points.filter((point) => point.kind === kind).sort((a, b) => a.from - b.from);
  let from = tenths(between(at, 0, Math.max(0, duration - shortest)));
  for (const point of same) if (from < point.to && from + shortest > point.from) from = point.to;
  const next = same.find((point) => point.from >= from)?.from ?? duration;
  const to = tenths(Math.min(from + usualLength[kind], next, duration));
  const words = kind === 'overlay' ? 'Hi {{first_name}}' : '{{first_name}}';
  return {
    id: crypto.randomUUID(),
    kind,
    from,
    to,
    template: words,
    fallback: '',
    x: kind === 'overlay' ? usual.x : null,
    y: kind === 'overlay' ? usual.y : null,
    size: kind === 'overlay' ? usual.size : null,
    color: kind === 'overlay' ? usual.color : null,
  };
}

/** The whole interval, as long as it was. */
export function moved<T extends Point>(point: T, by: number, duration: number): T {
  const length = point.to - point.from;
  const from = tenths(between(point.from + by, 0, Math.max(0, duration - length)));
  return { ...point, from, to: tenths(from + length) };
}

/** One end of it. */
export function stretched<T extends Point>(point: T, end: 'from' | 'to', to: number, duration: number): T {
  return end === 'from'
    ? { ...point, from: tenths(between(to, 0, point.to - shortest)) }
    : { ...point, to: tenths(between(to, point.from + shortest, duration)) };
}

/** What the server would refuse, point by point. */
export function mistakes(points: readonly Draft[], duration: number): Map<string, Mistake[]> {
  const found = new Map<string, Mistake[]>();
  for (const point of points) {
    const all: Mistake[] = [];
    if (point.from < 0 || point.to > duration + 0.05) all.push('outside');
    if (point.to - point.from < shortest - 1e-9) all.push('short');
    const meets = (other: Draft) =>
      other !== point && other.kind === point.kind && other.from < point.to && point.from < other.to;
    if (points.some(meets)) all.push('overlap');
    const look = lookOf(point);
    if (look === 'image' && !point.image) all.push('image');
    if (look !== 'image' && !point.template?.trim()) all.push('words');
    if (all.length > 0) found.set(point.id, all);
  }
  return found;
}

const placeholder = /\{\{([^{}]*)\}\}|\[\s*(\p{L}[\p{L}\p{N}]*(?:[ _-]+[\p{L}\p{N}]+)*)\s*\]/gu;
const nameOf = (column: string) =>
  column
    .trim()
    .toLowerCase()
    .replace(/[\s_-]+/g, '_');

/** The columns that the points' words ask for. */
export function columnsOf(points: readonly Point[]): string[] {
  const worded = points.filter((point) => lookOf(point) !== 'image');
  const names = worded.flatMap(({ template }) =>
    [...(template ?? '').matchAll(placeholder)].map(([, braced, bracketed]) =>
      nameOf(braced ?? bracketed ?? ''),
    ),
  );
  return [...new Set(names.filter(Boolean))];
}

/** The words for one person: a missing value becomes the fallback, a raw placeholder never remains. */
export function wordsFor(point: Point, values: Readonly<Record<string, string>>): string {
  const known = new Map(Object.entries(values).map(([name, value]) => [nameOf(name), value.trim()]));
  return (point.template ?? '')
    .replace(
      placeholder,
      (_all, braced?: string, bracketed?: string) =>
        known.get(nameOf(braced ?? bracketed ?? '')) || (point.fallback ?? ''),
    )
    .replace(/\s+/g, ' ')
    .trim();
}

/**
 * Rows as they come from a spreadsheet: the first names the columns, tabs, commas or semicolons between them. The column
 * "id" (or "email") tells people apart; without one the first does.
 */
export function readPeople(text: string): Person[] {
  const lines = text.split(/\r?\n/).filter((line) => line.trim() !== '');
  const [first = '', ...rest] = lines;
  const mark = ['\t', ';', ','].find((each) => first.includes(each)) ?? '\t';
  const cells = (line: string) => line.split(mark).map((cell) => cell.trim().replace(/^"(.*)"$/, '$1'));
  const names = cells(first).map(nameOf);
  const key = Math.max(
    0,
    names.findIndex((name) => name === 'id'),
    names.indexOf('email'),
  );
  return rest.map((line, row) => {
    const values = cells(line);
    const named = names.flatMap((name, at) => (name ? [[name, values[at] ?? ''] as const] : []));
    return { id: values[key] || String(row + 1), values: Object.fromEntries(named) };
  });
}
