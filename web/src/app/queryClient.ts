import { MutationCache, QueryCache, QueryClient } from '@tanstack/react-query';
import { Problem } from '@/lib/problem';

interface Reactions {
  onSignedOut: () => void;
  onProblem: (problem: unknown) => void;
}

/** The server's state as the page knows it. An ended session leads to the sign-in from wherever it is noticed. */
export function createQueryClient({ onSignedOut, onProblem }: Reactions): QueryClient {
  const isSignedOut = (error: unknown) => error instanceof Problem && error.status === 401;
  return new QueryClient({
    queryCache: new QueryCache({
      onError: (error, query) => {
        // The first look at who we are belongs to the router, which knows the way to the sign-in.
        if (isSignedOut(error) && !(query.queryKey[0] === 'me' && query.state.data === undefined))
          onSignedOut();
      },
    }),
    mutationCache: new MutationCache({
      onError: (error, _variables, _context, mutation) => {
        if (mutation.meta?.showsProblem) return;
        if (isSignedOut(error)) onSignedOut();
        else onProblem(error);
      },
    }),
    defaultOptions: {
      queries: {
        staleTime: 15_000,
        retry: (failures, error) =>
          failures < 2 && !(error instanceof Problem && error.status >= 400 && error.status < 500),
        retryDelay: (attempt) => 500 * 2 ** attempt,
      },
    },
  });
}
