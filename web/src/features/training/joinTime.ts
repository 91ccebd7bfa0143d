let clickedAt: number | undefined;

/** Somebody set out for a meeting; a page opened by its address counts from when it began to load. */
export function noteClick(): void {
  clickedAt = performance.now();
}

/** Milliseconds since then; each click is measured once. */
export function sinceClick(): number {
  const millis = Math.round(performance.now() - (clickedAt ?? 0));
  clickedAt = undefined;
  return millis;
}
