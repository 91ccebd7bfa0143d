import { useEffect, useState, type RefObject } from 'react';

/**
 * Full screen by button and Escape. Where the browser cannot (a phone's, say) the place fills the window; there, and wherever
 * the browser leaves the key to us, Escape is listened for here.
 */
export function useFullScreen(place: RefObject<HTMLElement | null>) {
  const [on, setOn] = useState(false);
  useEffect(() => {
    const follow = () => setOn(document.fullscreenElement !== null);
    const escape = ({ key }: KeyboardEvent) => {
      if (key !== 'Escape') return;
      setOn(false);
      if (document.fullscreenElement) void document.exitFullscreen();
    };
    document.addEventListener('fullscreenchange', follow);
    // Before others: a tooltip that is shown takes the key for itself.
    window.addEventListener('keydown', escape, true);
    return () => {
      document.removeEventListener('fullscreenchange', follow);
      window.removeEventListener('keydown', escape, true);
    };
  }, []);
  const toggle = () => {
    setOn(!on);
    if (on) {
      if (document.fullscreenElement) void document.exitFullscreen();
    } else if (document.fullscreenEnabled) {
      place.current?.requestFullscreen().catch((error: unknown) => {
        // Refused by the browser, which says so with a TypeError: filling the window has to do.
        if (!(error instanceof TypeError)) throw error;
      });
    }
  };
  return { on, toggle };
}
