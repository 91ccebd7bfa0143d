import { defaultParseSearch } from '@tanstack/react-router';

/** An address with filters or a place in the page, in the parts that a router link takes. */
export function linkTo(address: string) {
  const { pathname, search, hash } = new URL(address, window.location.href);
  return {
    to: pathname,
    search: defaultParseSearch(search) as Record<string, unknown>,
    hash: hash.slice(1) || undefined,
  };
}
