/** The time zones this browser knows, with its own among them even if it goes by an older name. */
export function zones(): string[] {
  const own = Intl.DateTimeFormat().resolvedOptions().timeZone;
  return [...new Set([...Intl.supportedValuesOf('timeZone'), own, 'UTC'])].sort();
}
