import { useState, type ReactNode } from 'react';
import { Menus, type MenuName, type MenusProps } from './Menus';
import classes from './VideoPlayer.module.css';

type Props = Pick<MenusProps, 'video' | 'qualities' | 'direction' | 'say'> & { children?: ReactNode };

/** What stands over the picture. It hides while nothing is touched and returns when something is. */
export function Controls({ children, ...menus }: Props) {
  const [opened, setOpened] = useState<MenuName | null>(null);
  return (
    <>
      {children && (
        <div slot="top-chrome" className={classes.above}>
          {children}
        </div>
      )}
      <media-loading-indicator slot="centered-chrome" noautohide class={classes.loading} />
      {/* It goes once pressed, and leaves the focus, and so the keys, to the player. */}
      <media-play-button
        slot="centered-chrome"
        class={classes.big}
        notooltip
        onClick={({ currentTarget }) => currentTarget.closest<HTMLElement>('media-controller')?.focus()}
      />
      {/* A menu that is open stays. */}
      <div className={classes.controls} {...(opened && { noautohide: '' })}>
        <media-time-range class={classes.timeline}>
          {/* In place of its own preview, which also shows chapters; there are none. */}
          <media-preview-time-display slot="preview" />
        </media-time-range>
        <media-control-bar class={classes.bar}>
          <media-play-button />
          <media-mute-button />
          <media-volume-range class={classes.volume} />
          <media-time-display showduration class={classes.time} />
          <span className={classes.gap} />
          <Menus {...menus} opened={opened} setOpened={setOpened} />
          <media-pip-button class={classes.wide} />
          <media-fullscreen-button />
        </media-control-bar>
      </div>
    </>
  );
}
