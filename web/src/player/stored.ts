/** A value of this tab's session that grows old. Storage can be forbidden or full; then nothing is kept. */
export function keep(key: string, value: unknown, now = Date.now()): void {
  try {
    sessionStorage.setItem(key, JSON.stringify({ value, at: now }));
  } catch {
    // It is fetched or measured again.
  }
}

export function kept(key: string, forMillis: number, now = Date.now()): unknown {
  try {
    const stored = JSON.parse(sessionStorage.getItem(key) ?? 'null') as { value: unknown; at: number } | null;
    return stored && now - stored.at < forMillis ? stored.value : undefined;
  } catch {
    return undefined;
  }
}
