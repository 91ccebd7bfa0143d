import { NumberInput, Select, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { zones } from '@/lib/zones';
import { instructorsQuery } from './cohorts';
import classes from './SessionFields.module.css';

export interface Timing {
  instructor: string | null;
  /** As the field shows it, in the zone. */
  start: string;
  zone: string;
  duration: number | undefined;
}

interface Props {
  timing: Timing;
  onChange: (part: Partial<Timing>) => void;
}

/** Who teaches, when and for how long: the same when scheduling and when moving. */
export function SessionFields({ timing, onChange }: Props) {
  const { t } = useTranslation('training');
  const instructors = useQuery(instructorsQuery);
  return (
    <>
      <Select
        label={t('field.instructor')}
        data={(instructors.data ?? []).map(({ id, name }) => ({ value: id, label: name }))}
        searchable
        allowDeselect={false}
        required
        withAsterisk={false}
        nothingFoundMessage={t('noneFound')}
        value={timing.instructor}
        onChange={(instructor) => onChange({ instructor })}
      />
      <div className={classes.pair}>
        <TextInput
          type="datetime-local"
          label={t('field.start')}
          required
          withAsterisk={false}
          value={timing.start}
          onChange={(event) => onChange({ start: event.currentTarget.value })}
        />
        <NumberInput
          label={t('field.duration')}
          description={undefined}
          required
          withAsterisk={false}
          min={5}
          max={1800}
          allowDecimal={false}
          hideControls
          value={timing.duration ?? ''}
          onChange={(value) => onChange({ duration: typeof value === 'number' ? value : undefined })}
        />
      </div>
      <Select
        label={t('field.zone')}
        data={zones()}
        searchable
        allowDeselect={false}
        nothingFoundMessage={t('noneFound')}
        value={timing.zone}
        onChange={(zone) => zone && onChange({ zone })}
      />
    </>
  );
}
