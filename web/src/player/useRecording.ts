import { useCallback, useEffect, useRef, useState } from 'react';
import { Beacon, newView } from './beacon';
import { listen, Recorder } from './record';

const key = 'rapport-not-recorded';

/** Do-not-track and its successor. The browser says it in its requests too; this lets the page say what it means here. */
export function asksNotToBeTracked(): boolean {
  const { doNotTrack, globalPrivacyControl } = navigator as Navigator & { globalPrivacyControl?: boolean };
  return doNotTrack === '1' || globalPrivacyControl === true;
}

function toBeTold(refused: boolean): 'everything' | 'seconds' | 'nothing' {
  if (refused) return 'nothing';
  return asksNotToBeTracked() ? 'seconds' : 'everything';
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

/** Tells the server what of the video is really watched over this link, or less, as they wish. */
export function useRecording(token: string): Recording {
  const [refused, setRefused] = useState(hasRefused);
  const tells = useRef(toBeTold(refused));
  const parts = useRef<{ recorder: Recorder; beacon: Beacon }>(null);
  const playing = useRef<HTMLVideoElement>(null);

  const ready = useCallback(() => {
    if (!parts.current) {
      const beacon = new Beacon({ token, view: newView(), tells: () => tells.current });
      parts.current = { beacon, recorder: new Recorder((event) => beacon.add(event)) };
    }
    return parts.current;
  }, [token]);
  const position = () => playing.current?.currentTime ?? 0;

  useEffect(() => {
    const { recorder, beacon } = ready();
    return beacon.start(() => recorder.flush(position()));
  }, [ready]);

  const refuse = useCallback(
    (no: boolean) => {
      ready().recorder.flush(position()); // what was played until now falls under what was wished until now
      setRefused(no);
      tells.current = toBeTold(no);
      try {
        if (no) localStorage.setItem(key, '1');
        else localStorage.removeItem(key);
      } catch {
        // It holds for this page at least.
      }
    },
    [ready],
  );
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
