import { useTranslation } from 'react-i18next';
import { Facts } from '@/ui/Facts';
import { Section } from '@/ui/Section';
import { useFormat } from '@/ui/useFormat';
import type { Video } from './api';
import classes from './VideoFacts.module.css';
import { clock, useBytes } from './wording';

/** What the video is, and in which sizes it is kept. */
export function VideoFacts({ video }: { video: Video }) {
  const { t } = useTranslation('videos');
  const format = useFormat();
  const bytes = useBytes();
  const pictures = (video.renditions ?? []).filter(({ height }) => (height ?? 0) > 0);
  return (
    <Section title={t('facts.title')}>
      <Facts
        facts={[
          [t('facts.origin'), t(`origin.${video.origin}`)],
          [t('facts.length'), video.durationSeconds !== null && clock(video.durationSeconds)],
          [
            t('facts.picture'),
            video.width !== null && video.height !== null && <bdi>{`${video.width} × ${video.height}`}</bdi>,
          ],
          [t('tags'), video.tags.length > 0 && format.list(video.tags)],
          [
            t('facts.renditions'),
            pictures.length > 0 && (
              <ul className={classes.renditions}>
                {pictures.map(({ height, bitrate, bytes: size }) => (
                  <li key={height}>
                    <bdi>{`${height}p`}</bdi>{' '}
                    <span className={classes.quiet}>
                      {t('facts.rendition', {
                        kbit: format.number(Math.round(bitrate / 1000)),
                        size: bytes(size),
                      })}
                    </span>
                  </li>
                ))}
              </ul>
            ),
          ],
        ]}
      />
    </Section>
  );
}
