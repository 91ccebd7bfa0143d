import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import i18next from 'i18next';
import { beforeAll, describe, expect, it } from 'vitest';
import { Problem } from '@/lib/problem';
import arabic from '@/said/locale/ar.json';
import { said } from '@/said/said';
import { problemText } from '@/ui/problems';

/** The server's own sentences are English; every code it can send must have words in the other languages. */
const server = join(import.meta.dirname, '../../server/src/main/java');
const sources = readdirSync(server, { recursive: true, encoding: 'utf8' })
  .filter((path) => path.endsWith('.java'))
  .map((path) => ({ path, text: readFileSync(join(server, path), 'utf8') }));

interface Found {
  path: string;
  code: string;
}

/** What stands as the code in each call: a word, or the name of a constant of the same file. */
function codes(call: RegExp): Found[] {
  return sources.flatMap(({ path, text }) =>
    [...text.matchAll(call)].map(([, argument = '']) => ({ path, code: resolved(argument, text) })),
  );
}

function resolved(argument: string, text: string): string {
  if (argument.startsWith('"')) return argument.slice(1, -1);
  return new RegExp(`String ${argument} = "([^"]+)"`).exec(text)?.[1] ?? argument;
}

const first = String.raw`\(\s*("[^"]*"|\w+)`;
const second = String.raw`\(\s*[\w.]+,\s*("[^"]*"|\w+)`;

describe('problems of the server', () => {
  const found = [
    ...codes(
      new RegExp(String.raw`Problem\s*\.\s*(?:invalid|conflict|forbidden|unprocessable)${first}`, 'g'),
    ),
    ...codes(new RegExp(String.raw`Problem\s*\.\s*of${second}`, 'g')),
    ...codes(new RegExp(`new Reading\\.Rejected${first}`, 'g')),
    ...codes(/\bnew Refusal\(\s*("[a-z_]+")/g),
    ...codes(/\bRefused\(\s*("[a-z_]+")/g),
    ...codes(/problem\(response, \d+, ("\w+")/g),
    ...codes(/case \d{3} -> (?:[^;]*\? )?("\w+")(?: : "\w+")?;/g).filter(({ path }) =>
      /ProblemAnswers/.test(path),
    ),
    ...codes(/case 400 [^;]*: ("\w+");/g),
    ...codes(/setProperty\("code", ("\w+")\)/g),
  ];
  // A code that is passed on was made elsewhere, where it is found; an error of a CRM is named by its class.
  const passedOn = ['code', 'refusal'];
  const crm = sources.find(({ path }) => path.endsWith('connector/ErrorClass.java'))?.text ?? '';
  const classes = [...crm.matchAll(/^ {4}([A-Z_]+)[,;]/gm)].map(
    ([, name = '']) => `crm_${name.toLowerCase()}`,
  );
  const all = [...new Set([...found.map(({ code }) => code), ...classes, 'not_found'])].filter(
    (code) => code !== 'crm_' && !passedOn.includes(code),
  );

  it('are found in the sources', () => {
    expect(all).toEqual(expect.arrayContaining(['weak_password', 'too_large', 'crm_rate', 'invalid_field']));
    expect(all.length).toBeGreaterThan(90);
  });

  it('all have Arabic words', () => {
    expect(all.filter((code) => !(code in arabic.problem)).sort()).toEqual([]);
  });

  it('have no Arabic words for codes that are gone', () => {
    const known = new Set(all);
    const closer = (code: string) => [...known].some((one) => code.startsWith(`${one}_`));
    expect(Object.keys(arabic.problem).filter((code) => !known.has(code) && !closer(code))).toEqual([]);
  });
});

describe('what may be wrong with a video', () => {
  const render = join(import.meta.dirname, '../../render/src/main/java');
  const texts = readdirSync(render, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.java'))
    .map((path) => readFileSync(join(render, path), 'utf8'))
    .concat(sources.map(({ text }) => text));
  const codesOfVideos = texts.flatMap((text) =>
    [...text.matchAll(/new (?:Refused|RenderFailed|RenderFailure)\(\s*"([a-z_]+)"/g)].map(
      ([, code = '']) => code,
    ),
  );

  it('has Arabic words', () => {
    expect(codesOfVideos).toEqual(expect.arrayContaining(['video_too_long', 'disk_full', 'file_infected']));
    expect(codesOfVideos.filter((code) => !(code in arabic.video)).sort()).toEqual([]);
  });
});

describe('what the server says beside problems', () => {
  const calls = codesWithin(
    /(?:Wording\.of|\bwords)\(((?:[^()]|\([^()]*\))*)\)/g,
    /(?:^|[?:])\s*"([a-z_]+)"/g,
  );
  const reasons = codesWithin(/static Wording unanswered(.*?)\n {4}\}/gs, /-> "([a-z_]+)"/g);
  const unanswered = codes(/new Answer\.Unanswered\(\s*("\w+"|Addresses\.REFUSED)/g).map(({ code }) =>
    code === 'Addresses.REFUSED' ? 'webhook_address_refused' : code,
  );
  const endpoint = ['answered', ...unanswered].map((code) => `endpoint_${code}`);
  const warnings = codesWithin(/new Warning\((.*?);\n/gs, /"([a-z]+(?:_[a-z]+)+)"/g).concat(
    codesWithin(/static Wording unfit(.*?)\n {4}\}/gs, /Wording\.of\("(\w+)"/g),
  );
  const all = [...new Set([...calls, ...reasons, ...endpoint])];
  /** Where all is well, or where the sentence is a part of another, there is nothing to do. */
  const noNextStep =
    /^(works|test_ok|object_usable|version_spoken|field_there|endpoint_\w+)$|cue_|_without_|^(read_as|looks_like|more_of_the_kind)$|^(viewing|training)_/;

  it('all has Arabic words', () => {
    expect(all).toEqual(expect.arrayContaining(['signed_out', 'timeout', 'keeps_failing', 'field_missing']));
    expect(all).toEqual(expect.arrayContaining(warnings));
    expect(warnings).toEqual(expect.arrayContaining(['participants_unknown', 'value_does_not_fit']));
    expect(all.filter((code) => !(code in arabic.text)).sort()).toEqual([]);
    expect(
      all
        .filter((code) => !noNextStep.test(code) && !warnings.includes(code) && !(code in arabic.next))
        .sort(),
    ).toEqual([]);
    expect(Object.keys(arabic.text).filter((code) => !all.includes(code))).toEqual([]);
  });

  it('the notices too', () => {
    const kinds = codesWithin(/\bNotice\(\s*("[^;]*)/g, /^"([a-z_.]+)",/g).concat(
      codesWithin(/news\.notice\(([^;]*)/g, /"(connection\.[a-z_]+)"/g),
      ['connection.request_approved', 'connection.request_declined'],
    );
    expect(kinds).toEqual(expect.arrayContaining(['webhook.disabled', 'connection.needs_reconnect']));
    const words = (kind: string) =>
      kind
        .split('.')
        .reduce<unknown>((at, key) => (at as Record<string, unknown> | undefined)?.[key], arabic.notice);
    expect(kinds.filter((kind) => !words(kind))).toEqual([]);
  });

  function codesWithin(call: RegExp, code: RegExp): string[] {
    const writing = sources.filter(({ text }) => /\b(Wording|Notice|CallFailed)\b/.test(text));
    return writing.flatMap(({ text }) =>
      [...text.matchAll(call)].flatMap(([, inside = '']) =>
        [...inside.matchAll(code)].map(([, found = '']) => found),
      ),
    );
  }
});

describe('in Arabic', () => {
  const problem = (code: string, details: Record<string, unknown>) =>
    problemText(new Problem(400, code, 'In English.', { details }));

  beforeAll(() => i18next.init({ lng: 'ar', fallbackLng: false, resources: { ar: { said: arabic } } }));

  it('a problem names what it is about, and keeps its direction', () => {
    expect(problem('domain_taken', { domain: 'acme.com', field: 'domains' })).toContain(
      '\u2068acme.com\u2069',
    );
    expect(problem('weak_password', { limit: 10, field: 'password' })).toContain('10');
    expect(problem('scope_not_held', { scopes: ['a:b', 'c:d'] })).toContain('\u2068c:d\u2069');
  });

  it('a code for many mistakes is said by its field', () => {
    expect(problem('invalid_field', { field: 'zone' })).toContain('Europe/Berlin');
    expect(problem('invalid_field', { field: 'title', constraint: 'NotBlank' })).toContain('العنوان');
    expect(problem('invalid_field', { field: 'somethingNew' })).toContain('somethingNew');
  });

  it('a reason inside another is said too, and what a provider said stays as it is', () => {
    const cause = {
      code: 'content_refused',
      values: { provider: 'HubSpot', said: 'Property “x” does not exist' },
    };
    const text = said('text', 'keeps_failing', { cause, times: 5, provider: 'HubSpot' });
    expect(text).toContain('رفض \u2068HubSpot\u2069 المحتوى: \u2068Property “x” does not exist\u2069');
    expect(text).toContain('5');
    const lookup = said('text', 'lookup_failed', { what: 'open deal', cause });
    expect(lookup).toContain('الصفقة المفتوحة');
    expect(lookup).toContain('\u2068Property “x” does not exist\u2069');
    expect(said('notice', 'webhook.disabled.title', { name: 'Ours' })).toContain('\u2068Ours\u2069');
  });

  it('a line of the timeline says who watched how much', () => {
    const extent = { code: 'viewing_share', values: { percent: 25 } };
    const line = said('text', 'viewing_clicked', { name: 'Ann', extent });
    expect(line).toMatch(/^شاهد \u2068Ann\u2069 .*الفيديو وفتح الرابط/);
    expect(line).toMatch(/25|٢٥/);
    expect(line).not.toContain('viewing');
  });

  it('a code of a newer server is left in its own sentence', () => {
    expect(problem('something_new', {})).toBe('In English.');
  });
});
