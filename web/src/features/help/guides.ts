import { Marked } from 'marked';

/** The guides as the repository keeps them; each text exists once. */
const sources = import.meta.glob<string>(
  [
    '../../../../docs/guides/*.md',
    '../../../../docs/concepts/touchpoint.md',
    '../../../../docs/concepts/delivery.md',
  ],
  { query: '?raw', import: 'default' },
);

export const guideNames = [
  'salesforce',
  'hubspot',
  'webhooks',
  'troubleshooting',
  'touchpoint',
  'delivery',
] as const;
export type GuideName = (typeof guideNames)[number];

export const isGuide = (name: string): name is GuideName => guideNames.some((known) => known === name);

export interface Guide {
  title: string;
  html: string;
}

/** A heading "auth: the sign-in is not accepted" is found under #auth, any other under its own words. */
const anchor = (heading: string) =>
  (/^(\w+):/.exec(heading)?.[1] ?? heading).toLowerCase().replace(/[^\p{L}\p{N}_]+/gu, '-');

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
      const inside = /^(?:\.\.?\/)*(?:concepts\/|guides\/)?([\w-]+)\.md(#.*)?$/.exec(href);
      const target = inside ? `/help/${inside[1] ?? ''}${inside[2] ?? ''}` : href;
      return `<a href="${target}">${this.parser.parseInline(tokens)}</a>`;
    },
  },
});

export async function loadGuide(name: GuideName): Promise<Guide> {
  const path = Object.keys(sources).find((known) => known.endsWith(`/${name}.md`));
  const source = await sources[path ?? '']?.();
  if (source === undefined) throw new Error(`the guide ${name} is missing`);
  const title = /^# (.+)$/m.exec(source)?.[1] ?? name;
  // Our own text, bundled with the app: nothing in it comes from outside.
  return { title, html: await markdown.parse(source.replace(/^# .+$/m, '')) };
}
