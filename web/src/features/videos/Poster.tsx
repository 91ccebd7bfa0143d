import { IconVideo } from '@tabler/icons-react';
import classes from './Poster.module.css';
import { clock } from './wording';

interface Props {
  src: string | null;
  seconds: number | null;
}

/** A video's first impression, and how long it is. */
export function Poster({ src, seconds }: Props) {
  return (
    <span className={classes.poster}>
      {src ? (
        <img src={src} alt="" loading="lazy" className={classes.picture} />
      ) : (
        <IconVideo size={28} stroke={1.4} aria-hidden />
      )}
      {seconds !== null && <span className={classes.length}>{clock(seconds)}</span>}
    </span>
  );
}
