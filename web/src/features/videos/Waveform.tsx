import { useEffect, useRef } from 'react';
import type { Waveform as Sound } from './api';
import classes from './Timeline.module.css';

/** The shape of the sound, in the colour of the text around it. */
export function Waveform({ sound }: { sound: Sound | undefined }) {
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    const element = canvas.current;
    const pen = element?.getContext('2d');
    if (!element || !pen || !sound) return undefined;
    const draw = () => {
      const ratio = window.devicePixelRatio;
      element.width = element.clientWidth * ratio;
      element.height = element.clientHeight * ratio;
      const middle = element.height / 2;
      const step = element.width / sound.high.length;
      pen.fillStyle = getComputedStyle(element).color;
      sound.high.forEach((high, at) => {
        const top = middle - (high / 127) * middle;
        const foot = middle - ((sound.low[at] ?? 0) / 127) * middle;
        pen.fillRect(at * step, top, Math.max(1, step * 0.8), Math.max(ratio, foot - top));
      });
    };
    const watch = new ResizeObserver(draw);
    watch.observe(element);
    return () => watch.disconnect();
  }, [sound]);
  return <canvas ref={canvas} className={classes.sound} aria-hidden />;
}
