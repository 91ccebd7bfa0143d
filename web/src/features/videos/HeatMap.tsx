import { Button, Table } from '@mantine/core';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '@/ui/useFormat';
import type { Heat } from './api';
import { extremes, runs, shape } from './heat';
import classes from './HeatMap.module.css';
import { clock } from './wording';

const width = 1000;
const height = 100;

/** Which seconds were played how much: a picture, its meaning in a sentence, and the same as a table. */
export function HeatMap({ heat }: { heat: readonly Heat[] }) {
  const { t } = useTranslation('videos');
  const format = useFormat();
  const [table, setTable] = useState(false);
  const id = useId();
  const found = extremes(heat);
  if (!found) return null;
  const { most, least } = found;
  const round = (value: number) => format.number(Math.round(value * 10) / 10);
  const span = (from: number, to: number) => `${clock(from)}–${clock(to)}`;
  return (
    <figure className={classes.figure}>
      {/* Time runs from left to right in every language, as in the player above. */}
      <div dir="ltr">
        <svg
          viewBox={`0 0 ${width} ${height}`}
          preserveAspectRatio="none"
          className={classes.picture}
          aria-hidden
        >
          <path d={shape(heat, width, height)} />
        </svg>
        <div className={classes.scale} aria-hidden>
          <span>{clock(0)}</span>
          <span>{clock(heat.length)}</span>
        </div>
      </div>
      <figcaption className={classes.words}>
        <span>
          {t('heat.about', {
            most: span(most.from, most.to),
            least: span(least.from, least.to),
            seconds: round(most.watched),
          })}
        </span>
        <Button
          variant="subtle"
          color="gray"
          size="compact-sm"
          aria-expanded={table}
          aria-controls={id}
          onClick={() => setTable(!table)}
        >
          {table ? t('heat.hideTable') : t('heat.showTable')}
        </Button>
      </figcaption>
      <div id={id}>
        {table && (
          // The scroller takes the focus, so that it can be scrolled by keys.
          // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
          <div className={classes.table} tabIndex={0} role="region" aria-label={t('heat.title')}>
            <Table fz="sm" verticalSpacing={4} stickyHeader>
              <Table.Thead>
                <Table.Tr>
                  <Table.Th>{t('heat.time')}</Table.Th>
                  <Table.Th>{t('heat.watched')}</Table.Th>
                </Table.Tr>
              </Table.Thead>
              <Table.Tbody>
                {runs(heat).map(({ from, to, watched }) => (
                  <Table.Tr key={from}>
                    <Table.Td>
                      <bdi dir="ltr">{span(from, to)}</bdi>
                    </Table.Td>
                    <Table.Td>{round(watched)}</Table.Td>
                  </Table.Tr>
                ))}
              </Table.Tbody>
            </Table>
          </div>
        )}
      </div>
    </figure>
  );
}
