import { Select } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Section } from '@/ui/Section';
import { changeConnection, type Connection } from './api';
import classes from './ProviderPage.module.css';

const kinds: Record<string, { records: readonly string[]; meetingsAs: string; callsAs: string }> = {
  salesforce: { records: ['event', 'task'], meetingsAs: 'event', callsAs: 'task' },
  hubspot: { records: ['meeting', 'call'], meetingsAs: 'meeting', callsAs: 'call' },
};

/** As what conversations appear there, and whether people are created. Each choice is kept at once. */
export function Options({ connection }: { connection: Connection }) {
  const { t } = useTranslation('integrations');
  const queryClient = useQueryClient();
  const change = useMutation({
    mutationFn: (options: Record<string, string>) => changeConnection(connection.id, { options }),
    onSettled: () => queryClient.invalidateQueries({ queryKey: ['integrations'] }),
  });
  const known = kinds[connection.crmType];
  if (!known) return null;
  const settings = connection.settings ?? {};
  const disabled = !connection.permissions.manage || change.isPending;
  return (
    <Section title={t('options.title')}>
      <div className={classes.form}>
        {(['meetingsAs', 'callsAs'] as const).map((option) => (
          <Select
            key={option}
            label={t(`options.${option}`)}
            data={known.records.map((value) => ({ value, label: t(`record.${value}` as 'record.event') }))}
            allowDeselect={false}
            disabled={disabled}
            value={settings[option] ?? known[option]}
            onChange={(value) => value && change.mutate({ [option]: value })}
          />
        ))}
        <Select
          label={t('options.createContacts')}
          data={(['stakeholders', 'never'] as const).map((value) => ({
            value,
            label: t(`options.${value}`),
          }))}
          allowDeselect={false}
          disabled={disabled}
          value={settings.createContacts ?? 'stakeholders'}
          onChange={(value) => value && change.mutate({ createContacts: value })}
        />
      </div>
    </Section>
  );
}
