/** Numbers, dates and words in the reader's language and zone. Arabic keeps Latin digits and Gregorian dates. */
const locales: Record<string, string> = { en: 'en-GB', ar: 'ar-u-ca-gregory-nu-latn' };

export function localeOf(language: string): string {
  return locales[language] ?? language;
}

export interface Format {
  number: (value: number) => string;
  /** A share between 0 and 1 as whole percent. */
  percent: (share: number) => string;
  /** A moment, such as "12 Mar 2026, 14:05". */
  moment: (at: string | Date) => string;
  /** A calendar day; plain dates ("2026-03-12") are days, not moments, and never shift with the zone. */
  day: (at: string | Date) => string;
  time: (at: string | Date) => string;
  /** "Thursday 12 March". */
  weekday: (at: string | Date) => string;
  /** "3 minutes ago", "in 2 days"; beyond a month, the day itself. */
  relative: (at: string | Date, now: Date) => string;
  list: (items: string[]) => string;
  compare: (a: string, b: string) => number;
}

/** The month as a word: 03/04 would be read either way. */
const dayParts = { day: 'numeric', month: 'short', year: 'numeric' } as const;

const steps: readonly [Intl.RelativeTimeFormatUnit, number][] = [
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
];

export function formatFor(language: string, zone: string | undefined): Format {
  const locale = localeOf(language);
  const timeZone = knownZone(zone);
  const dates = (options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat(locale, { timeZone, ...options });
  const moment = dates({ ...dayParts, hour: 'numeric', minute: '2-digit' });
  const day = dates(dayParts);
  const plainDay = new Intl.DateTimeFormat(locale, { ...dayParts, timeZone: 'UTC' });
  const time = dates({ timeStyle: 'short' });
  const weekday = dates({ weekday: 'long', day: 'numeric', month: 'long' });
  const relative = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' });
  const number = new Intl.NumberFormat(locale);
  const percent = new Intl.NumberFormat(locale, { style: 'percent' });
  const list = new Intl.ListFormat(locale, { type: 'conjunction' });
  const collator = new Intl.Collator(locale, { numeric: true });

  const onDay = (at: string | Date) =>
    typeof at === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(at)
      ? plainDay.format(new Date(at))
      : day.format(new Date(at));

  return {
    number: (value) => number.format(value),
    percent: (share) => percent.format(share),
    moment: (at) => moment.format(new Date(at)),
    day: onDay,
    weekday: (at) => weekday.format(new Date(at)),
    time: (at) => time.format(new Date(at)),
    relative: (at, now) => {
      const seconds = (new Date(at).getTime() - now.getTime()) / 1000;
      if (Math.abs(seconds) > 30 * 86_400) return onDay(at);
      const [unit, size] = steps.find(([, length]) => Math.abs(seconds) >= length) ?? ['second', 60];
      return relative.format(unit === 'second' ? 0 : Math.trunc(seconds / size), unit);
    },
    list: (items) => list.format(items),
    compare: (a, b) => collator.compare(a, b),
  };
}

function knownZone(zone: string | undefined): string | undefined {
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone });
    return zone;
  } catch {
    return undefined; // a zone this browser does not know: its own will do
  }
}

/** For plain text (titles, labels) where no <bdi> can stand: keeps a name's direction to itself. */
export function isolate(text: string): string {
  return `\u2068${text}\u2069`;
}
