import { infiniteQueryOptions, keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { api, type Page, type Query } from './api';
import type { Topic } from './live';

/** A list the server hands out page by page. */
export const pagesOf = <T>(
  key: readonly unknown[],
  path: string,
  query: Query = {},
  live: readonly Topic[] = [],
) =>
  infiniteQueryOptions({
    queryKey: [...key, query],
    queryFn: ({ pageParam, signal }) =>
      api.get<Page<T>>(path, { query: { ...query, cursor: pageParam }, signal }),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.nextCursor,
    placeholderData: keepPreviousData, // while a filter changes, the old rows stay rather than flash
    meta: { live },
  });

/** The rows so far, and the way to more of them. */
export function usePages<T>(options: ReturnType<typeof pagesOf<T>>) {
  const result = useInfiniteQuery(options);
  return {
    ...result,
    items: result.data?.pages.flatMap(({ items }) => items) ?? [],
    total: result.data?.pages[0]?.total,
    more: result.hasNextPage
      ? { load: () => void result.fetchNextPage(), loading: result.isFetchingNextPage }
      : undefined,
  };
}
