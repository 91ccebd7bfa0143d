import type { ReactNode } from 'react';
import { speeds } from './keys';
import classes from './VideoPlayer.module.css';

interface Props {
  captions: boolean;
  children?: ReactNode;
}

/** What stands over the picture. It hides while nothing is touched and returns when something is. */
export function Controls({ captions, children }: Props) {
  return (
    <>
      {children && (
        <div slot="top-chrome" className={classes.above}>
          {children}
        </div>
      )}
      <media-loading-indicator slot="centered-chrome" noautohide class={classes.loading} />
      <media-play-button slot="centered-chrome" class={classes.big} notooltip />
      <media-playback-rate-menu hidden anchor="auto" rates={speeds.join(' ')} class={classes.menu} />
      <media-rendition-menu hidden anchor="auto" class={classes.menu} />
      {captions && <media-captions-menu hidden anchor="auto" class={classes.menu} />}
      <div className={classes.controls}>
        <media-time-range class={classes.timeline} />
        <media-control-bar class={classes.bar}>
          <media-play-button />
          <media-mute-button />
          <media-volume-range class={classes.volume} />
          <media-time-display showduration class={classes.time} />
          <span className={classes.gap} />
          {captions && <media-captions-menu-button />}
          <media-playback-rate-menu-button />
          <media-rendition-menu-button />
          <media-pip-button class={classes.wide} />
          <media-fullscreen-button />
        </media-control-bar>
      </div>
    </>
  );
}
