import type { SharedVideo } from './sharedVideo';
import type { Say } from './words';

interface Props {
  cta: SharedVideo['cta'];
  say: Say;
  onClick: () => void;
}

/** The one thing the sender hopes for. Only what leads to a web address is shown. */
export function CallToAction({ cta, say, onClick }: Props) {
  if (!cta || !/^https?:\/\//i.test(cta.url)) return null;
  return (
    <a className="solid" href={cta.url} target="_blank" rel="noopener noreferrer" onClick={onClick}>
      <bdi>{cta.label}</bdi>
      <span className="hidden"> {say('opensNewTab')}</span>
    </a>
  );
}
