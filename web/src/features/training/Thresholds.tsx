import { Alert, Button, NumberInput, Skeleton, Switch, TextInput } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState, type SyntheticEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { useMay } from '@/lib/session';
import { LoadError } from '@/ui/LoadError';
import { problemText } from '@/ui/problems';
import { Saved } from '@/ui/Saved';
import { Section } from '@/ui/Section';
import { saveSettings, settingsQuery, type SessionType, type TrainingSettings } from './zoom';
import classes from './ZoomSettingsPage.module.css';

/** From when on somebody counts as present or late, for each type of session. */
export function Thresholds() {
  const { t } = useTranslation('training');
  const settings = useQuery(settingsQuery);
  return (
    <Section title={t('thresholds.title')}>
      {settings.isPending ? (
        <Skeleton h={160} aria-label={t('loading')} />
      ) : settings.isError ? (
        <LoadError
          what={t('thresholds.title')}
          error={settings.error}
          retry={() => void settings.refetch()}
        />
      ) : (
        <Form settings={settings.data} />
      )}
    </Section>
  );
}

function Form({ settings }: { settings: TrainingSettings }) {
  const { t } = useTranslation('training');
  const queryClient = useQueryClient();
  const mayChange = useMay('training:manage');
  const [fields, setFields] = useState(settings);
  const change = (part: Partial<TrainingSettings>) => setFields((now) => ({ ...now, ...part }));
  const changeType = (type: string, part: Partial<SessionType>) =>
    change({ types: fields.types.map((one) => (one.type === type ? { ...one, ...part } : one)) });
  const save = useMutation({
    mutationFn: () => saveSettings(fields),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: settingsQuery.queryKey }),
    meta: { showsProblem: true },
  });
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    save.mutate();
  };
  return (
    <form className={classes.form} onSubmit={submit}>
      {fields.types.map(({ type, name, presencePercent, lateAfterMinutes }) => (
        <fieldset key={type} className={classes.type} disabled={!mayChange}>
          <TextInput
            label={t('thresholds.name')}
            required
            withAsterisk={false}
            maxLength={80}
            dir="auto"
            value={name}
            onChange={(event) => changeType(type, { name: event.currentTarget.value })}
          />
          <NumberInput
            label={t('thresholds.present')}
            min={0}
            max={100}
            suffix="%"
            allowDecimal={false}
            hideControls
            value={presencePercent}
            onChange={(value) => typeof value === 'number' && changeType(type, { presencePercent: value })}
          />
          <NumberInput
            label={t('thresholds.late')}
            min={0}
            max={240}
            allowDecimal={false}
            hideControls
            value={lateAfterMinutes}
            onChange={(value) => typeof value === 'number' && changeType(type, { lateAfterMinutes: value })}
          />
        </fieldset>
      ))}
      <NumberInput
        label={t('thresholds.warn')}
        description={t('thresholds.warnAbout')}
        min={0}
        max={100}
        suffix="%"
        allowDecimal={false}
        hideControls
        maw={220}
        disabled={!mayChange}
        value={fields.warnBelowPercent}
        onChange={(value) => typeof value === 'number' && change({ warnBelowPercent: value })}
      />
      <Switch
        label={t('thresholds.certificates')}
        disabled={!mayChange}
        checked={fields.certificates}
        onChange={(event) => change({ certificates: event.currentTarget.checked })}
      />
      {save.isError && (
        <Alert color="red" role="alert">
          {problemText(save.error)}
        </Alert>
      )}
      {mayChange && (
        <div className={classes.actions}>
          <Button type="submit" loading={save.isPending}>
            {t('save')}
          </Button>
          <Saved when={save.isSuccess} />
        </div>
      )}
    </form>
  );
}
