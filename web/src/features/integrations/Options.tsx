import { Select, TextInput } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { LoadError } from '@/ui/LoadError';
import { Section } from '@/ui/Section';
import { changeConnection, optionsQuery, type Connection } from './api';
import classes from './ProviderPage.module.css';

/** What may be chosen for this connection: the CRM's connector says what there is. Each choice is kept at once. */
export function Options({ connection }: { connection: Connection }) {
  const { t } = useTranslation('integrations');
  const queryClient = useQueryClient();
  const options = useQuery(optionsQuery(connection.id));
  const change = useMutation({
    mutationFn: (chosen: Record<string, string>) => changeConnection(connection.id, { options: chosen }),
    onSettled: () => queryClient.invalidateQueries({ queryKey: ['integrations'] }),
  });
  if (options.isPending) return null;
  if (options.isError) {
    return <LoadError what={t('options.title')} error={options.error} retry={() => void options.refetch()} />;
  }
  const disabled = !connection.permissions.manage || change.isPending;
  return (
    <Section title={t('options.title')}>
      <div className={classes.form}>
        {options.data.map(({ name, values, value }) =>
          values.length > 0 ? (
            <Select
              key={name}
              label={t(`option.${name}` as 'option.meetingsAs', name)}
              data={values.map((each) => ({
                value: each,
                label: t(`choice.${each}` as 'choice.event', each),
              }))}
              allowDeselect={false}
              disabled={disabled}
              value={value}
              onChange={(chosen) => chosen && change.mutate({ [name]: chosen })}
            />
          ) : (
            <TextInput
              key={`${name} ${value}`}
              label={t(`option.${name}` as 'option.meetingsAs', name)}
              className="ltr"
              disabled={disabled}
              defaultValue={value}
              onBlur={({ currentTarget }) => {
                const chosen = currentTarget.value.trim();
                if (chosen !== value) change.mutate({ [name]: chosen });
              }}
            />
          ),
        )}
      </div>
    </Section>
  );
}
