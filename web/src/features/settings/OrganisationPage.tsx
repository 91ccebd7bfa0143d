import { Alert, Button, NumberInput, Select, TextInput } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState, type SyntheticEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { meQuery } from '@/lib/session';
import { zones } from '@/lib/zones';
import { LoadError } from '@/ui/LoadError';
import { NameList } from '@/ui/NameList';
import { PageHeader } from '@/ui/PageHeader';
import { problemText } from '@/ui/problems';
import { RowsSkeleton } from '@/ui/RowsSkeleton';
import { Saved } from '@/ui/Saved';
import { changeOrganisation, organisationQuery, type Organisation } from './api';
import classes from './Form.module.css';

export function OrganisationPage() {
  const { t } = useTranslation('settings');
  const organisation = useQuery(organisationQuery);
  return (
    <>
      <PageHeader title={t('organisation.title')} about={t('organisation.about')} />
      {organisation.isPending ? (
        <RowsSkeleton rows={4} height={64} />
      ) : organisation.isError ? (
        <LoadError
          what={t('organisation.title')}
          error={organisation.error}
          retry={() => void organisation.refetch()}
        />
      ) : (
        <OrganisationForm organisation={organisation.data} />
      )}
    </>
  );
}

function OrganisationForm({ organisation }: { organisation: Organisation }) {
  const { t } = useTranslation('settings');
  const queryClient = useQueryClient();
  const [fields, setFields] = useState(organisation);
  const change = (part: Partial<Organisation>) => setFields((now) => ({ ...now, ...part }));
  const save = useMutation({
    mutationFn: () => {
      const { name, zone, hourlyApiLimit, competitors } = fields;
      return changeOrganisation({ name, zone, hourlyApiLimit, competitors });
    },
    meta: { showsProblem: true },
    onSuccess: async (kept) => {
      queryClient.setQueryData(organisationQuery.queryKey, kept);
      await queryClient.invalidateQueries({ queryKey: meQuery.queryKey });
    },
  });
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    save.mutate();
  };
  return (
    <form className={classes.form} onSubmit={submit}>
      {save.isError && (
        <Alert color="red" role="alert">
          {problemText(save.error)}
        </Alert>
      )}
      <TextInput
        label={t('organisation.name')}
        dir="auto"
        required
        withAsterisk={false}
        maxLength={120}
        value={fields.name}
        onChange={(event) => change({ name: event.currentTarget.value })}
      />
      <Select
        label={t('profile.zone')}
        description={t('organisation.zoneAbout')}
        data={zones()}
        searchable
        allowDeselect={false}
        nothingFoundMessage={t('profile.zoneNone')}
        value={fields.zone}
        onChange={(zone) => zone && change({ zone })}
      />
      <NameList
        label={t('organisation.competitors')}
        description={t('organisation.competitorsAbout')}
        value={fields.competitors}
        onChange={(competitors) => change({ competitors })}
      />
      <NumberInput
        label={t('organisation.limit')}
        description={t('organisation.limitAbout')}
        min={100}
        max={100_000_000}
        allowDecimal={false}
        thousandSeparator=","
        hideControls
        value={fields.hourlyApiLimit}
        onChange={(limit) => typeof limit === 'number' && change({ hourlyApiLimit: limit })}
      />
      <div className={classes.actions}>
        <Button type="submit" loading={save.isPending}>
          {t('save')}
        </Button>
        <Saved when={save.isSuccess} />
      </div>
    </form>
  );
}
