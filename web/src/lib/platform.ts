/** Which key leads a command: ⌘ on Apple's keyboards, Ctrl elsewhere. */
export const isMac = /Mac|iPhone|iPad/.test(navigator.userAgent);
