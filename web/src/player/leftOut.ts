/*
 * Stands in for parts of the controls that the public page need not carry: the list of shortcuts, which speaks English only
 * and is never opened (see `leftOut` in keys.ts), and the timeline's pictures and chapters, which our videos do not have.
 */

export class MediaKeyboardShortcutsDialog extends HTMLElement {
  open = false;
}

/** How the controls name a key that is turned off. */
export const getHotkeyToken = (key: string) => (key === ' ' ? 'nospace' : `no${key.toLowerCase()}`);

export default class MediaPreviewThumbnail extends HTMLElement {
  static shadowRootOptions = { mode: 'open' };
  static getTemplateHTML = () => '';
}
