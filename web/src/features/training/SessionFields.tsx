import { MultiSelect, NumberInput, Select, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { Ref } from '@/lib/customers';
import { zones } from '@/lib/zones';
import { instructorsQuery } from './cohorts';
import classes from './SessionFields.module.css';

export interface Timing {
  instructor: string | null;
  /** Who may hold it besides the instructor. */
  others: string[];
  /** As the field shows it, in the zone. */
  start: string;
  zone: string;
  duration: number | undefined;
}

/** As many as the server takes. */
const mostOthers = 10;

interface Props {
  timing: Timing;
  /** Who teaches now: they may not have the role instructor any more. */
  known?: readonly Ref[];
  onChange: (part: Partial<Timing>) => void;
}

/** Who teaches, when and for how long: the same when scheduling and when moving. */
export function SessionFields({ timing, known = [], onChange }: Props) {
  const { t } = useTranslation('training');
  const instructors = useQuery(instructorsQuery);
  const people = new Map([...known, ...(instructors.data ?? [])].map(({ id, name }) => [id, name]));
  const choices = [...people].map(([value, label]) => ({ value, label }));
  return (
    <>
      <Select
        label={t('field.instructor')}
        data={choices}
        searchable
        allowDeselect={false}
        required
        withAsterisk={false}
        nothingFoundMessage={t('noneFound')}
        value={timing.instructor}
        onChange={(instructor) =>
          onChange({ instructor, others: timing.others.filter((other) => other !== instructor) })
        }
      />
      <MultiSelect
        label={t('field.others')}
        description={t('othersHint')}
        data={choices.filter(({ value }) => value !== timing.instructor)}
        searchable
        maxValues={mostOthers}
        nothingFoundMessage={t('noneFound')}
        value={timing.others}
        onChange={(others) => onChange({ others })}
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
