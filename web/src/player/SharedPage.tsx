import { initialsOf } from '@/ui/Initials';
import { CallToAction } from './CallToAction';
import { Frame, type PageProps } from './Frame';
import { isolated, Privacy } from './Privacy';
import type { SharedVideo } from './sharedVideo';
import { useRecording } from './useRecording';
import { Watch } from './Watch';

export interface SharedProps extends PageProps {
  video: SharedVideo;
  again: () => void;
}

export function SharedPage({ video, again, ...page }: SharedProps) {
  const { token, language, say } = page;
  const recording = useRecording(token);
  const owner = video.owner?.name ?? null;
  return (
    <Frame {...page}>
      <div className="sender">
        {owner && (
          <span className="initials" aria-hidden>
            {initialsOf(owner)}
          </span>
        )}
        <p>
          {owner ? say('sharedBy', { name: isolated(owner) }) : say('shared')}
          {video.recipient && (
            <span className="dim"> · {say('for', { name: isolated(video.recipient.name) })}</span>
          )}
        </p>
      </div>
      <h1>
        <bdi>{video.title}</bdi>
      </h1>
      {video.playback || video.provider ? (
        <Watch {...{ token, language, video, recording }} />
      ) : (
        <Preparing say={say} again={again} />
      )}
      <div className="actions">
        <CallToAction cta={video.cta} say={say} onClick={recording.clicked} />
      </div>
      <Privacy owner={owner} say={say} recording={recording} />
    </Frame>
  );
}

export function Preparing({ say, again }: Pick<SharedProps, 'say' | 'again'>) {
  return (
    <div className="card" role="status">
      <h2>{say('preparing.title')}</h2>
      <p>{say('preparing.text')}</p>
      <button type="button" className="solid" onClick={again}>
        {say('tryAgain')}
      </button>
    </div>
  );
}
