/** The six speeds of the menu. */
export const speeds = [0.5, 0.75, 1, 1.25, 1.5, 2];

/** What the controls' own shortcuts leave to us: their speeds are other ones, and their list of keys speaks English only. */
export const leftOut = 'no< no> noshift+/';

const letters = new Set(['KeyK', 'KeyM', 'KeyF', 'KeyC', 'KeyJ', 'KeyL', 'KeyP']);

/**
 * Shortcuts by the place of a key, so that K, M, F work on an Arabic keyboard and with caps lock too; and the speeds step by
 * step. Hears only what is pressed while the player has the focus.
 */
export function handleKey(event: KeyboardEvent, video: HTMLVideoElement, controller: HTMLElement): void {
  if (event.ctrlKey || event.metaKey || event.altKey || !event.isTrusted) return;
  if (event.key === '<' || event.key === '>') {
    video.playbackRate = nextSpeed(video.playbackRate, event.key === '>' ? 1 : -1);
    return;
  }
  const latin = event.code.slice(-1).toLowerCase();
  if (!letters.has(event.code) || event.key === latin) return;
  const again = { key: latin, code: event.code, bubbles: false };
  controller.dispatchEvent(new KeyboardEvent('keydown', again));
  controller.dispatchEvent(new KeyboardEvent('keyup', again));
}

export function nextSpeed(speed: number, step: 1 | -1): number {
  const further = step === 1 ? speeds.find((each) => each > speed) : speeds.findLast((each) => each < speed);
  return further ?? speed;
}
