import { CallToAction } from './CallToAction';
import { Preparing, type SharedProps } from './SharedPage';
import { useRecording } from './useRecording';
import { Watch } from './Watch';

/** The player alone, filling the frame in which another page shows it. */
export function Embedded({ video, again, token, language, say }: SharedProps) {
  const recording = useRecording(token);
  if (!video.playback && !video.provider) return <Preparing say={say} again={again} />;
  return (
    <main className="embedded">
      <h1 className="hidden">{video.title}</h1>
      <Watch fill {...{ token, language, video, recording }}>
        <div className="over" dir={language === 'ar' ? 'rtl' : 'ltr'}>
          <div>
            <bdi>{video.title}</bdi>
            <a href={`/v/${encodeURIComponent(token)}`} target="_blank" rel="noopener">
              {say('privacy.short')}
              <span className="hidden"> {say('opensNewTab')}</span>
            </a>
          </div>
          <CallToAction cta={video.cta} say={say} onClick={recording.clicked} />
        </div>
      </Watch>
    </main>
  );
}
