import { useState } from 'react';
import classes from './VideoPlayer.module.css';
import { embedAddress, nameOf, type Provider } from './provider';
import type { Say } from './words';

interface Props {
  provider: Provider;
  title: string;
  poster?: string | null;
  say: Say;
  /** Pressed play. What happens inside the frame is the service's to know. */
  onOpened?: () => void;
}

/** Nothing of the service is fetched until somebody presses play. */
export function ProviderFrame({ provider, title, poster, say, onOpened }: Props) {
  const [opened, setOpened] = useState(false);
  const name = nameOf(provider);
  const address = embedAddress(provider);
  if (!address) {
    return (
      <p role="alert" className={classes.notice}>
        {say('refusedProvider', { provider: name })}
      </p>
    );
  }
  if (opened) {
    return (
      <iframe
        className={classes.frame}
        src={address}
        title={say('player', { title })}
        sandbox="allow-scripts allow-same-origin allow-presentation allow-popups allow-popups-to-escape-sandbox"
        allow="autoplay; fullscreen; picture-in-picture; encrypted-media"
        referrerPolicy="strict-origin-when-cross-origin"
      />
    );
  }
  return (
    <div className={classes.cover}>
      {poster && <img className={classes.coverImage} src={poster} alt="" />}
      <div className={classes.coverText}>
        <button
          type="button"
          className={classes.solid}
          onClick={() => {
            setOpened(true);
            onOpened?.();
          }}
        >
          {say('playWith', { provider: name })}
        </button>
        <p>{say('fromProvider', { provider: name })}</p>
      </div>
    </div>
  );
}
