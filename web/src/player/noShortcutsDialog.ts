/**
 * Stands in for the controls' own list of shortcuts, which speaks English only and is never opened (see `leftOut` in keys.ts):
 * the public page need not carry it.
 */
export class MediaKeyboardShortcutsDialog extends HTMLElement {
  open = false;
}

/** How the controls name a key that is turned off. */
export const getHotkeyToken = (key: string) => (key === ' ' ? 'nospace' : `no${key.toLowerCase()}`);
