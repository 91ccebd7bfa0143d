import { Button, Group, NumberInput, SegmentedControl, TextInput } from '@mantine/core';
import { useId, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { PointImage } from './PointImage';
import { dressed, lookOf, stretched, usual, type Draft, type Mistake } from './points';
import classes from './PointForm.module.css';

interface Props {
  videoId: string;
  point: Draft;
  wrong: readonly Mistake[];
  duration: number;
  /** The columns people bring. */
  columns: readonly string[];
  onChange: (point: Draft) => void;
  onRemove: () => void;
}

/** The same as the timeline and the picture offer, in fields, and what to say. */
export function PointForm({ videoId, point, wrong, duration, columns, onChange, onRemove }: Props) {
  const { t } = useTranslation('videos');
  const words = useRef<HTMLInputElement>(null);
  const kindLabel = useId();
  const look = lookOf(point);
  const set = (part: Partial<Draft>) => onChange({ ...point, ...part });
  const insert = (column: string) => {
    const field = words.current;
    const text = point.template ?? '';
    const at = field?.selectionStart ?? text.length;
    set({ template: `${text.slice(0, at)}{{${column}}}${text.slice(field?.selectionEnd ?? at)}` });
    field?.focus();
  };
  const seconds = (end: 'from' | 'to') => (
    <NumberInput
      label={t(`points.${end}`)}
      suffix={t('points.secondsSuffix')}
      min={0}
      max={duration}
      step={0.1}
      decimalScale={1}
      value={point[end]}
      onChange={(value) => typeof value === 'number' && set({ [end]: value })}
      // What turns the point inside out while one types is put right when one leaves the field.
      onBlur={() => {
        const put = stretched(point, end, point[end], Math.max(duration, point[end]));
        if (put[end] !== point[end]) onChange(put);
      }}
    />
  );
  const share = (part: 'x' | 'y' | 'size') => (
    <NumberInput
      label={t(`points.${part}`)}
      suffix="%"
      min={part === 'size' ? 2 : 0}
      max={part === 'size' ? 50 : 100}
      step={1}
      decimalScale={1}
      value={Math.round((point[part] ?? usual[part]) * 1000) / 10}
      onChange={(value) => typeof value === 'number' && set({ [part]: value / 100 })}
    />
  );
  return (
    <div className={classes.form}>
      <div>
        <span id={kindLabel} className={classes.label}>
          {t('points.kindLabel')}
        </span>
        <SegmentedControl
          aria-labelledby={kindLabel}
          fullWidth
          value={look}
          onChange={(next) => onChange(dressed(point, next))}
          data={(['text', 'image', 'speech'] as const).map((value) => ({
            value,
            label: t(`points.look.${value}`),
          }))}
        />
      </div>
      {look === 'image' ? (
        <PointImage videoId={videoId} chosen={point.image ?? ''} onChoose={(image) => set({ image })} />
      ) : (
        <>
          <div>
            <TextInput
              ref={words}
              label={t(`points.words.${look}`)}
              maxLength={500}
              dir="auto"
              value={point.template ?? ''}
              onChange={(event) => set({ template: event.currentTarget.value })}
            />
            <Group gap={4} mt={4}>
              {columns.map((column) => (
                <Button
                  key={column}
                  variant="default"
                  size="compact-sm"
                  aria-label={t('points.insertOf', { column })}
                  onClick={() => insert(column)}
                >
                  <bdi>{`{{${column}}}`}</bdi>
                </Button>
              ))}
            </Group>
          </div>
          <TextInput
            label={t('points.fallback')}
            description={t('points.fallbackAbout')}
            maxLength={500}
            dir="auto"
            value={point.fallback ?? ''}
            onChange={(event) => set({ fallback: event.currentTarget.value })}
          />
        </>
      )}
      <div className={classes.row}>
        {seconds('from')}
        {seconds('to')}
      </div>
      {point.kind === 'overlay' && (
        <>
          <div className={classes.row}>
            {share('x')}
            {share('y')}
            {share('size')}
          </div>
          {look === 'text' && (
            <TextInput
              type="color"
              label={t('points.color')}
              className={classes.color}
              value={(point.color ?? usual.color).slice(0, 7)}
              onChange={(event) => set({ color: event.currentTarget.value })}
            />
          )}
        </>
      )}
      {wrong.length > 0 && (
        <div role="alert">
          <ul className={classes.wrong}>
            {wrong.map((mistake) => (
              <li key={mistake}>{t(`points.mistake.${mistake}`)}</li>
            ))}
          </ul>
        </div>
      )}
      <div>
        <Button variant="subtle" color="gray" size="compact-sm" onClick={onRemove}>
          {t('points.remove')}
        </Button>
      </div>
    </div>
  );
}
