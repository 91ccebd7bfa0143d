import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { clockQuery } from '@/lib/clock';
import { meQuery } from '@/lib/session';

/** The present by the server's clock, each second: for what opens at a moment the server decides on. */
export function useServerNow(): Date {
  const me = useQuery({ ...meQuery, enabled: false }).data;
  const ahead = useQuery(clockQuery(me?.demo ?? false)).data ?? 0;
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 1_000);
    return () => clearInterval(timer);
  }, []);
  return new Date(now + ahead);
}
