import type { QueryClient } from '@tanstack/react-query';

/** What the server announces; a query names the topics it depends on in `meta.live`. */
export const topics = [
  'timeline',
  'conversation',
  'sync',
  'notice',
  'monitor',
  'job',
  'webhook-delivery',
  'connection',
  'customer',
  'unmatched',
  'training',
] as const;
export type Topic = (typeof topics)[number];

/** A burst of news (an import, say) becomes one reload per query. */
const settle = 150;

/**
 * Listens to what happens in the organisation and refreshes what the open page shows of it.
 * The browser reconnects by itself; after a gap everything live is refreshed once, since news may have been missed.
 */
export function listen(
  client: QueryClient,
  open: (url: string) => EventSource = (url) => new EventSource(url),
) {
  const source = open('/api/live');
  const heard = new Set<Topic>();
  let timer: ReturnType<typeof setTimeout> | undefined;
  let interrupted = false;

  const refresh = () => {
    timer = undefined;
    const now = new Set(heard);
    heard.clear();
    void client.invalidateQueries({
      predicate: ({ meta }) => meta?.live?.some((topic) => now.has(topic)) ?? false,
    });
  };
  const hear = (...news: readonly Topic[]) => {
    news.forEach((topic) => heard.add(topic));
    timer ??= setTimeout(refresh, settle);
  };

  for (const topic of topics) source.addEventListener(topic, () => hear(topic));
  source.onerror = () => {
    interrupted = true;
  };
  source.onopen = () => {
    if (interrupted) hear(...topics);
    interrupted = false;
  };
  return () => {
    clearTimeout(timer);
    source.close();
  };
}

declare module '@tanstack/react-query' {
  interface Register {
    queryMeta: { live?: readonly Topic[] };
    mutationMeta: { /** The form shows the problem itself. */ showsProblem?: boolean };
  }
}
