import { useCallback, useSyncExternalStore } from 'react';
import { CaptionsIcon, QualityIcon } from './icons';
import { speeds } from './keys';
import { setSpeed, showCaptions } from './media';
import { Menu } from './Menu';
import type { Qualities } from './qualities';
import type { Say } from './words';

export type MenuName = 'speed' | 'quality' | 'captions';

export interface MenusProps {
  video: HTMLVideoElement;
  qualities: Qualities;
  direction: 'ltr' | 'rtl';
  say: Say;
  opened: MenuName | null;
  setOpened: (name: MenuName | null) => void;
}

export function Menus(props: MenusProps) {
  return (
    <>
      <CaptionsMenu {...props} />
      <SpeedMenu {...props} />
      <QualityMenu {...props} />
    </>
  );
}

const shared = ({ opened, setOpened, direction }: MenusProps, name: MenuName) => ({
  direction,
  opened: opened === name,
  setOpened: (open: boolean) => setOpened(open ? name : null),
});

function SpeedMenu(props: MenusProps) {
  const { video, say } = props;
  const speed = useHeard(video, 'ratechange', () => video.playbackRate);
  return (
    <Menu
      {...shared(props, 'speed')}
      label={say('controls.speed', { speed })}
      face={`${speed}×`}
      choices={speeds.map((each) => ({ value: String(each), label: `${each}×` }))}
      value={String(speed)}
      onChoose={(value) => setSpeed(video, Number(value))}
    />
  );
}

/** A file of its own has one quality only; there is nothing to choose then. */
function QualityMenu(props: MenusProps) {
  const { video, qualities, say } = props;
  const list = useHeard(qualities, 'change', () => qualities.list);
  const chosen = useHeard(qualities, 'change', () => qualities.chosen);
  const lines = useHeard(video, 'resize', () => Math.min(video.videoWidth, video.videoHeight));
  if (list.length < 2) return null;
  const auto =
    chosen === -1 && lines > 0 ? say('controls.autoNow', { quality: `${lines}p` }) : say('controls.auto');
  return (
    <Menu
      {...shared(props, 'quality')}
      label={say('controls.quality')}
      face={<QualityIcon />}
      choices={[
        ...list.map((quality, index) => ({ value: String(index), label: `${quality.lines}p` })).reverse(),
        { value: '-1', label: auto },
      ]}
      value={String(chosen)}
      onChoose={(value) => qualities.choose(Number(value))}
    />
  );
}

function CaptionsMenu(props: MenusProps) {
  const { video, say } = props;
  const tracks = useHeard(video.textTracks, 'change addtrack removetrack', () =>
    [...video.textTracks]
      .map(({ label, language, mode }) => [label || language, mode].join('\n'))
      .join('\n\n'),
  );
  if (!tracks) return null;
  const list = tracks.split('\n\n').map((track) => track.split('\n'));
  const showing = list.findIndex(([, mode]) => mode === 'showing');
  return (
    <Menu
      {...shared(props, 'captions')}
      label={say('controls.captions')}
      face={<CaptionsIcon shown={showing >= 0} />}
      choices={[
        { value: '-1', label: say('controls.off') },
        ...list.map(([label = ''], index) => ({ value: String(index), label })),
      ]}
      value={String(showing)}
      onChoose={(value) => showCaptions(video, Number(value))}
    />
  );
}

/** What a thing that tells of its changes is like now. */
function useHeard<T>(of: EventTarget, events: string, read: () => T): T {
  const subscribe = useCallback(
    (changed: () => void) => {
      const names = events.split(' ');
      names.forEach((name) => of.addEventListener(name, changed));
      return () => names.forEach((name) => of.removeEventListener(name, changed));
    },
    [of, events],
  );
  return useSyncExternalStore(subscribe, read);
}
