import { Alert, Button } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { isolate } from '@/lib/format';
import { hasCode, Problem } from '@/lib/problem';
import { ConfirmNamed } from '@/ui/ConfirmNamed';
import { DataTable, type Column } from '@/ui/DataTable';
import { EmptyState } from '@/ui/EmptyState';
import { LoadError } from '@/ui/LoadError';
import { Metric } from '@/ui/Metric';
import { PageHeader } from '@/ui/PageHeader';
import { problemText } from '@/ui/problems';
import { StatePill, type Tone } from '@/ui/StatePill';
import { useFormat } from '@/ui/useFormat';
import classes from './LicencesPage.module.css';
import { assignLicence, licencesQuery, releaseLicence, type Licence, type Licences } from './zoom';

const tones: Record<Licence['zoomStatus'], Tone> = {
  active: 'good',
  pending: 'watch',
  inactive: 'risk',
  other_account: 'risk',
  none: 'none',
};
const idOf = ({ userId }: Licence) => userId;
const nameOf = ({ name }: Licence) => name;

/** Which instructors hold one of the Zoom account's licences, and whose is needed least. */
export function LicencesPage() {
  const { t } = useTranslation('training');
  const licences = useQuery(licencesQuery);
  return (
    <>
      <PageHeader title={t('licences.title')} about={t('licences.about')} />
      {licences.isError ? (
        <LoadError what={t('licences.title')} error={licences.error} retry={() => void licences.refetch()} />
      ) : licences.data?.items.length === 0 ? (
        <EmptyState title={t('licences.empty')} text={t('licences.emptyText')} />
      ) : (
        <Loaded licences={licences.data} />
      )}
    </>
  );
}

function Loaded({ licences }: { licences: Licences | undefined }) {
  const { t } = useTranslation('training');
  const format = useFormat();
  const queryClient = useQueryClient();
  const [releasing, setReleasing] = useState<Licence>();
  const refresh = () => queryClient.invalidateQueries({ queryKey: licencesQuery.queryKey });
  const assign = useMutation({
    mutationFn: (userId: string) => assignLicence(userId),
    onSettled: refresh,
    meta: { showsProblem: true },
  });
  const columns = useColumns(assign, setReleasing);
  const { capacity, suggestion } = licences ?? {};
  return (
    <div className={classes.body}>
      {capacity && (
        <div className={classes.figures}>
          <Metric
            label={t('licences.used')}
            value={
              capacity.licensed === null
                ? '–'
                : capacity.limit === null
                  ? format.number(capacity.licensed)
                  : t('licences.usedOf', {
                      used: format.number(capacity.licensed),
                      limit: format.number(capacity.limit),
                    })
            }
            definition={t('licences.usedDefinition')}
            asOf={capacity.asOf}
            alert={capacity.limit !== null && (capacity.licensed ?? 0) >= capacity.limit}
          />
        </div>
      )}
      {assign.isError && (
        <Alert color="red" role="alert">
          {problemText(assign.error)}
        </Alert>
      )}
      {suggestion && (
        <Alert color="gray" title={t('licences.suggestion', { name: isolate(suggestion.name) })}>
          {t(`licences.why.${suggestion.reason}`)}
        </Alert>
      )}
      <DataTable
        label={t('licences.title')}
        rows={licences?.items ?? []}
        columns={columns}
        rowId={idOf}
        rowName={nameOf}
        loading={licences === undefined}
      />
      {releasing && <Release licence={releasing} onClose={() => setReleasing(undefined)} onDone={refresh} />}
    </div>
  );
}

interface ReleaseProps {
  licence: Licence;
  onClose: () => void;
  onDone: () => Promise<unknown>;
}

/** When a session of theirs is near, the server asks to be told twice. */
function Release({ licence, onClose, onDone }: ReleaseProps) {
  const { t } = useTranslation('training');
  const release = useMutation({
    mutationFn: (force: boolean) => releaseLicence(licence.userId, force),
    onSuccess: async () => {
      await onDone();
      onClose();
    },
    meta: { showsProblem: true },
  });
  const near =
    release.error instanceof Problem &&
    release.error.status === 409 &&
    !hasCode(release.error, 'in_progress');
  return (
    <ConfirmNamed
      opened
      title={t('licences.releaseTitle', { name: isolate(licence.name) })}
      action={near ? t('licences.releaseAnyway') : t('licences.release')}
      onConfirm={() => release.mutate(near)}
      onClose={onClose}
      pending={release.isPending}
      error={release.error}
    >
      {t('licences.releaseText')}
    </ConfirmNamed>
  );
}

function useColumns(
  assign: { mutate: (userId: string) => void; isPending: boolean; variables: string | undefined },
  onRelease: (licence: Licence) => void,
): Column<Licence>[] {
  const { t } = useTranslation('training');
  const format = useFormat();
  const { mutate, isPending, variables } = assign;
  return useMemo(() => {
    const day = (at: string | null) => (at ? <time dateTime={at}>{format.day(at)}</time> : '–');
    return [
      { id: 'name', header: t('field.instructor'), cell: ({ name }) => <bdi>{name}</bdi> },
      { id: 'email', header: t('field.email'), from: 'desktop', cell: ({ email }) => <bdi>{email}</bdi> },
      {
        id: 'zoom',
        header: t('field.zoomUser'),
        width: '180px',
        from: 'tablet',
        cell: ({ zoomStatus }) => (
          <StatePill tone={tones[zoomStatus]}>{t(`zoomStatus.${zoomStatus}`)}</StatePill>
        ),
      },
      {
        id: 'assigned',
        header: t('field.assigned'),
        width: '130px',
        cell: ({ licensed, assignedAt }) => (licensed ? day(assignedAt) : t('licences.basic')),
      },
      {
        id: 'next',
        header: t('field.next'),
        width: '130px',
        from: 'tablet',
        cell: ({ nextSessionAt }) => day(nextSessionAt),
      },
      {
        id: 'taught',
        header: t('field.lastTaught'),
        width: '130px',
        from: 'desktop',
        cell: ({ lastTaughtAt }) => day(lastTaughtAt),
      },
      {
        id: 'action',
        header: t('field.actions'),
        width: '120px',
        align: 'end',
        cell: (licence) => {
          const label = licence.licensed ? t('licences.release') : t('licences.assign');
          return (
            <Button
              size="compact-sm"
              variant="default"
              loading={isPending && variables === licence.userId}
              aria-label={t('enterNamed', { action: label, title: isolate(licence.name) })}
              onClick={() => (licence.licensed ? onRelease(licence) : mutate(licence.userId))}
            >
              {label}
            </Button>
          );
        },
      },
    ];
  }, [t, format, mutate, isPending, variables, onRelease]);
}
