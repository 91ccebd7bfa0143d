import { useCallback, useEffect, useState } from 'react';
import { fetchShared, type Shared } from './sharedVideo';

/** What the link leads to, and how to ask again. */
export function useShared(token: string): [Shared, () => void] {
  const [shared, setShared] = useState<Shared>({ state: 'loading' });
  const [asked, setAsked] = useState(0);
  useEffect(() => {
    let stale = false;
    void fetchShared(token).then((found) => {
      if (!stale) setShared(found);
    });
    return () => {
      stale = true;
    };
  }, [token, asked]);
  const again = useCallback(() => {
    setShared({ state: 'loading' });
    setAsked((times) => times + 1);
  }, []);
  return [shared, again];
}
