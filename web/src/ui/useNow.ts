import { useSyncExternalStore } from 'react';

const watchers = new Set<() => void>();
let now = new Date();
let timer: ReturnType<typeof setInterval> | undefined;

function watch(watcher: () => void): () => void {
  watchers.add(watcher);
  timer ??= setInterval(() => {
    now = new Date();
    watchers.forEach((tell) => tell());
  }, 30_000);
  return () => {
    watchers.delete(watcher);
    if (watchers.size > 0) return;
    clearInterval(timer);
    timer = undefined;
  };
}

/** The present, near enough for "minutes ago"; one clock for all who ask. */
export function useNow(): Date {
  return useSyncExternalStore(watch, () => now);
}
