import { Marked } from 'marked';
import { directionOf, type Language } from '@/i18n';
import { anchor } from '@/lib/anchor';

/** The guides as the repository keeps them, each once in English and once in every other language's folder. */
const sources = import.meta.glob<string>(
  [
    '../../../../docs/guides/**/*.md',
    '../../../../docs/concepts/**/touchpoint.md',
    '../../../../docs/concepts/**/delivery.md',
  ],
  { query: '?raw', import: 'default' },
);

export const guideNames = [
  'salesforce',
  'hubspot',
  'webhooks',
  'videos',
  'troubleshooting',
  'touchpoint',
  'delivery',
] as const;
export type GuideName = (typeof guideNames)[number];

export const isGuide = (name: string): name is GuideName => guideNames.some((known) => known === name);

export interface Guide {
  title: string;
  html: string;
  /** Of this text: English where nobody has translated it. */
  language: Language;
  direction: 'ltr' | 'rtl';
}

const markdown = new Marked({
  renderer: {
    // It scrolls, so the keyboard must reach it.
    code({ text }) {
      const shown = text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
      return `<pre tabindex="0"><code>${shown}</code></pre>`;
    },
    heading({ tokens, depth, text }) {
      return `<h${depth} id="${anchor(text)}">${this.parser.parseInline(tokens)}</h${depth}>`;
    },
    link({ href, tokens }) {
      const inside = /^(?:\.\.?\/)*(?:concepts\/|guides\/)?(?:ar\/)?([\w-]+)\.md(#.*)?$/.exec(href);
      const target = inside ? `/help/${inside[1] ?? ''}${inside[2] ?? ''}` : href;
      return `<a href="${target}">${this.parser.parseInline(tokens)}</a>`;
    },
  },
});

const folder = (language: Language) => (language === 'en' ? '' : `${language}/`);

export async function loadGuide(name: GuideName, asked: Language): Promise<Guide> {
  const found = (language: Language) =>
    Object.entries(sources).find(([path]) =>
      new RegExp(`docs/\\w+/${folder(language)}${name}\\.md$`).test(path),
    )?.[1];
  const language = found(asked) ? asked : 'en';
  const source = await found(language)?.();
  if (source === undefined) throw new Error(`the guide ${name} is missing`);
  const title = /^# (.+)$/m.exec(source)?.[1] ?? name;
  // Our own text, bundled with the app: nothing in it comes from outside.
  return {
    title,
    html: await markdown.parse(source.replace(/^# .+$/m, '')),
    language,
    direction: directionOf(language),
  };
}
