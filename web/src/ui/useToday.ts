import { useMe } from '@/lib/session';
import { toField } from '@/lib/zoned';
import { useNow } from './useNow';

/** The reader's calendar day, such as "2026-03-12": a promise is overdue by their midnight, not by Greenwich's. */
export function useToday(): string {
  const now = useNow();
  const { zone } = useMe();
  return toField(now, zone).slice(0, 10);
}
