import { useTranslation } from 'react-i18next';
import { lookOf } from './points';
import type { Point } from './api';

/** What a point is called: its words, or that it is an image. */
export function usePointName() {
  const { t } = useTranslation('videos');
  return (point: Point) => (lookOf(point) === 'image' ? t('points.look.image') : (point.template ?? ''));
}
