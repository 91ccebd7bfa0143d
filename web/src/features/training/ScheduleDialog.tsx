import { NumberInput, Select, TextInput } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMe } from '@/lib/session';
import { fromField } from '@/lib/zoned';
import { FormDialog } from '@/ui/FormDialog';
import { say } from '@/ui/toast';
import { cohortChoicesQuery } from './cohorts';
import { trainingKey } from './keys';
import { SaveWarnings } from './SaveWarnings';
import { SessionFields, type Timing } from './SessionFields';
import classes from './SessionFields.module.css';
import { schedule, type Warning } from './sessions';
import { settingsQuery } from './zoom';

const rhythms = ['once', 'day', 'week', 'two_weeks', 'month'] as const;
type Rhythm = (typeof rhythms)[number];

interface Props {
  cohort?: string;
  onClose: () => void;
}

/** One session or a series. The Zoom meeting is made in the background; the session says how that goes. */
export function ScheduleDialog({ cohort: given, onClose }: Props) {
  const { t } = useTranslation('training');
  const { zone } = useMe();
  const queryClient = useQueryClient();
  const cohorts = useQuery(cohortChoicesQuery);
  const settings = useQuery(settingsQuery);
  const [cohort, setCohort] = useState(given ?? null);
  const [title, setTitle] = useState('');
  const [type, setType] = useState<string | null>(null);
  const [own, setOwn] = useState<Partial<Timing>>({});
  const [rhythm, setRhythm] = useState<Rhythm>('once');
  const [count, setCount] = useState(4);
  const [warnings, setWarnings] = useState<Warning[]>();
  const usual = cohorts.data?.find(({ id }) => id === cohort)?.instructor_id ?? null;
  const timing: Timing = { instructor: usual, others: [], start: '', zone, duration: 60, ...own };
  const { instructor, start, duration } = timing;
  const save = useMutation({
    mutationFn: () =>
      schedule({
        cohort_id: cohort ?? '',
        instructor_id: instructor ?? '',
        alternative_hosts: timing.others,
        start_time: fromField(start, timing.zone).toISOString(),
        duration: duration ?? 0,
        title: title.trim() || undefined,
        type: type ?? undefined,
        zone: timing.zone,
        repeat: rhythm === 'once' ? undefined : { every: rhythm, count },
      }),
    onSuccess: async (saved) => {
      await queryClient.invalidateQueries({ queryKey: trainingKey });
      if (saved.warnings?.length) setWarnings(saved.warnings);
      else {
        say(t('schedule.done', { count: saved.series?.length ?? 1 }));
        onClose();
      }
    },
    meta: { showsProblem: true },
  });
  if (warnings) return <SaveWarnings title={t('schedule.doneWith')} warnings={warnings} onClose={onClose} />;
  return (
    <FormDialog
      title={t('schedule.action')}
      action={t('schedule.action')}
      ready={cohort !== null && instructor !== null && start !== '' && duration !== undefined}
      save={save}
      onClose={onClose}
    >
      <Select
        label={t('field.cohort')}
        data={(cohorts.data ?? []).map(({ id, name }) => ({ value: id, label: name }))}
        searchable
        allowDeselect={false}
        required
        withAsterisk={false}
        nothingFoundMessage={t('noneFound')}
        value={cohort}
        onChange={setCohort}
      />
      <SessionFields timing={timing} onChange={(part) => setOwn((now) => ({ ...now, ...part }))} />
      <div className={classes.pair}>
        <TextInput
          label={t('field.title')}
          placeholder={t('schedule.titleUsual')}
          maxLength={200}
          dir="auto"
          value={title}
          onChange={(event) => setTitle(event.currentTarget.value)}
        />
        <Select
          label={t('field.type')}
          data={(settings.data?.types ?? []).map(({ type: value, name }) => ({ value, label: name }))}
          placeholder={t('schedule.typeUsual')}
          value={type}
          onChange={setType}
        />
      </div>
      <div className={classes.pair}>
        <Select
          label={t('field.repeat')}
          data={rhythms.map((value) => ({ value, label: t(`repeat.${value}`) }))}
          allowDeselect={false}
          value={rhythm}
          onChange={(value) => value && setRhythm(value)}
        />
        {rhythm !== 'once' && (
          <NumberInput
            label={t('field.times')}
            min={2}
            max={52}
            allowDecimal={false}
            value={count}
            onChange={(value) => typeof value === 'number' && setCount(value)}
          />
        )}
      </div>
    </FormDialog>
  );
}
