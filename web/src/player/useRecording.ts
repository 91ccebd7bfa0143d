import { useCallback, useEffect, useRef, useState } from 'react';
import { Beacon, newView } from './beacon';
import { listen, Recorder } from './record';

const key = 'rapport-not-recorded';

/** Do-not-track and its successor. The browser says it in its requests too; this lets the page say what it means here. */
export function asksNotToBeTracked(): boolean {
  const { doNotTrack, globalPrivacyControl } = navigator as Navigator & { globalPrivacyControl?: boolean };
  return doNotTrack === '1' || globalPrivacyControl === true;
}

function hasRefused(): boolean {
  try {
    return localStorage.getItem(key) === '1';
  } catch {
    return false;
  }
}

export interface Recording {
  refused: boolean;
  refuse: (refused: boolean) => void;
  observe: (video: HTMLVideoElement) => () => void;
  clicked: () => void;
  failed: () => void;
  opened: () => void;
}

/** Tells the server what of the video is really watched over this link, or only how many seconds, if that is wished. */
export function useRecording(token: string): Recording {
  const [refused, setRefused] = useState(hasRefused);
  const anonymous = useRef(refused || asksNotToBeTracked());
  const parts = useRef<{ recorder: Recorder; beacon: Beacon }>(null);
  const playing = useRef<HTMLVideoElement>(null);

  const ready = useCallback(() => {
    if (!parts.current) {
      const beacon = new Beacon({ token, view: newView(), anonymous: () => anonymous.current });
      parts.current = { beacon, recorder: new Recorder((event) => beacon.add(event)) };
    }
    return parts.current;
  }, [token]);
  const position = () => playing.current?.currentTime ?? 0;

  useEffect(() => {
    const { recorder, beacon } = ready();
    return beacon.start(() => recorder.flush(position()));
  }, [ready]);

  const refuse = useCallback((no: boolean) => {
    setRefused(no);
    anonymous.current = no || asksNotToBeTracked();
    try {
      if (no) localStorage.setItem(key, '1');
      else localStorage.removeItem(key);
    } catch {
      // It holds for this page at least.
    }
  }, []);
  const observe = useCallback(
    (video: HTMLVideoElement) => {
      playing.current = video;
      return listen(video, ready().recorder);
    },
    [ready],
  );
  const clicked = useCallback(() => {
    const { recorder, beacon } = ready();
    recorder.clicked(position());
    beacon.sendLeaving(); // the next page may open in this tab
  }, [ready]);
  const failed = useCallback(() => ready().recorder.failed(position()), [ready]);
  const opened = useCallback(() => ready().recorder.played(0), [ready]);
  return { refused, refuse, observe, clicked, failed, opened };
}
