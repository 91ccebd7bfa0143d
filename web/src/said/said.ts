import i18next from 'i18next';
import { formatFor, isolate } from '@/lib/format';

/** What a sentence of the server says, beside the English one: a stable code and the parts that vary. */
export interface Wording {
  code: string;
  values?: Readonly<Record<string, unknown>>;
}

/**
 * The server writes English. In any other language the words for its codes are ours, in `locale/<language>.json`;
 * undefined where there are none, and then its own sentence has to do.
 */
export function said(
  kind: string,
  codes: string | string[],
  values: Wording['values'] = {},
): string | undefined {
  for (const code of [codes].flat()) {
    const key = `said:${kind}.${code}`;
    const parts = shown(values);
    if (i18next.exists(key, parts)) return translate(key, parts);
  }
  return undefined;
}

// The codes come from the server: no type of ours can know them.
const translate = i18next.t.bind(i18next) as (key: string, values: Record<string, unknown>) => string;

function shown(values: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, part(name, value)]));
}

/** Parts that are words of ours rather than names. */
const ours = ['field', 'what'];

const day = /^\d{4}-\d\d-\d\d(T|$)/;

/** Names, addresses and what others said keep their own direction inside our sentence. */
function part(name: string, value: unknown): string {
  const format = formatFor(i18next.language, undefined);
  if (Array.isArray(value)) return format.list(value.map((one) => part(name, one)));
  if (typeof value === 'number') return format.number(value);
  if (isWording(value)) return said('text', value.code, value.values) ?? '';
  const text = typeof value === 'string' ? value : '';
  if (day.test(text)) return isolate(text.includes('T') ? format.moment(text) : format.day(text));
  return (ours.includes(name) && said('word', `${name}.${text}`)) || isolate(text);
}

export function isWording(value: unknown): value is Wording {
  return typeof value === 'object' && value !== null && 'code' in value;
}
