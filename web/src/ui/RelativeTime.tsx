import { Tooltip } from '@mantine/core';
import { useNow } from './useNow';
import { useFormat } from './useFormat';

/** "5 minutes ago", with the exact moment in the viewer's zone on hover or focus. */
export function RelativeTime({ at }: { at: string }) {
  const format = useFormat();
  const now = useNow();
  return (
    <Tooltip label={format.moment(at)} withinPortal>
      <time dateTime={at}>{format.relative(at, now)}</time>
    </Tooltip>
  );
}
