import { useEffect, useRef, useState } from 'react';

/** Plays one sound at a time; starting another ends the one before. */
export function useSound() {
  const audio = useRef<HTMLAudioElement>(undefined);
  const [playing, setPlaying] = useState<string>();
  useEffect(() => () => audio.current?.pause(), []);
  const stop = () => {
    audio.current?.pause();
    setPlaying(undefined);
  };
  const play = (address: string) => {
    stop();
    const sound = new Audio(address);
    sound.onended = () => setPlaying(undefined);
    sound.onerror = () => setPlaying(undefined);
    audio.current = sound;
    setPlaying(address);
    void sound.play().catch(() => setPlaying(undefined));
  };
  return { playing, play, stop };
}
