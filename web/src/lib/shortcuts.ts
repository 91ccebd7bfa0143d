import { useEffect, useRef, useSyncExternalStore } from 'react';

/**
 * Keys that act on the page. A shortcut is one key ("j", "?", "Escape") or a sequence ("g c").
 * They rest while someone types or a dialog is open, and can be turned off in the profile (WCAG 2.1.4).
 */
export interface Shortcut {
  keys: string;
  /** For the overlay of all shortcuts; without one the shortcut is not listed. */
  label?: string;
  group: 'go' | 'list' | 'page' | 'general';
  run: (event: KeyboardEvent) => void;
  /** Whether it can act right now; if not, the key keeps its ordinary meaning. */
  when?: () => boolean;
}

const registered = new Set<Shortcut>();
let snapshot: readonly Shortcut[] = [];
const watchers = new Set<() => void>();
const sequenceTime = 1200;

function changed() {
  snapshot = [...registered];
  watchers.forEach((watch) => watch());
}

export function register(shortcut: Shortcut): () => void {
  registered.add(shortcut);
  changed();
  return () => {
    registered.delete(shortcut);
    changed();
  };
}

export function useShortcut(shortcut: Shortcut) {
  const { keys, label, group } = shortcut;
  const latest = useRef(shortcut);
  useEffect(() => {
    latest.current = shortcut;
  });
  useEffect(
    () =>
      register({
        keys,
        label,
        group,
        run: (event) => latest.current.run(event),
        when: () => latest.current.when?.() ?? true,
      }),
    [keys, label, group],
  );
}

export function useShortcuts(): readonly Shortcut[] {
  return useSyncExternalStore(
    (watch) => {
      watchers.add(watch);
      return () => watchers.delete(watch);
    },
    () => snapshot,
  );
}

/** Starts listening; returns the way to stop. */
export function listenToKeys(): () => void {
  let lead: { key: string; at: number } | undefined;
  let resting: KeyboardEvent | undefined;

  // Asked before anybody acts on the key: a dialog that Escape closes is gone when the key arrives here.
  const onCapture = (event: KeyboardEvent) => {
    resting = busy(event) ? event : undefined;
  };
  const onKey = (event: KeyboardEvent) => {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || resting === event) return;
    const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
    const sequence = lead && event.timeStamp - lead.at < sequenceTime ? `${lead.key} ${key}` : undefined;
    lead = undefined;
    const match = (sequence && find(sequence)) || find(key);
    if (match) {
      event.preventDefault();
      match.run(event);
    } else if ([...registered].some(({ keys }) => keys.startsWith(`${key} `))) {
      lead = { key, at: event.timeStamp };
    }
  };
  window.addEventListener('keydown', onCapture, { capture: true });
  window.addEventListener('keydown', onKey);
  return () => {
    window.removeEventListener('keydown', onCapture, { capture: true });
    window.removeEventListener('keydown', onKey);
  };
}

/** The most recently mounted wins: a list in a panel speaks before the list behind it. */
function find(keys: string): Shortcut | undefined {
  return [...registered].reverse().find((shortcut) => shortcut.keys === keys && (shortcut.when?.() ?? true));
}

function busy(event: KeyboardEvent): boolean {
  const target = event.target instanceof HTMLElement ? event.target : undefined;
  if (target?.closest('input, textarea, select, [contenteditable="true"], [role="combobox"], [role="menu"]'))
    return true;
  const acts = event.key === 'Enter' || event.key === ' ';
  if (acts && target?.closest('a, button, summary, [role="button"], [role="tab"]')) return true;
  return document.querySelector('[role="dialog"]') !== null;
}
