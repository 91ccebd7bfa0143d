import { Button, Code } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { getRouteApi } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { address } from '@/lib/api';
import { isFiltered } from '@/lib/filters';
import { usePages } from '@/lib/pages';
import { DataTable, type Column } from '@/ui/DataTable';
import { EmptyState } from '@/ui/EmptyState';
import { Facts } from '@/ui/Facts';
import { DateFilter, FilterBar, SearchFilter, TextFilter } from '@/ui/FilterBar';
import { LoadError } from '@/ui/LoadError';
import { PageHeader } from '@/ui/PageHeader';
import { useFormat } from '@/ui/useFormat';
import { auditQuery, type AuditEntry } from './api';
import classes from './Form.module.css';

const route = getRouteApi('/shell/settings/audit');

/** Who changed or read what. Nothing here can be altered, by anyone. */
export function AuditPage() {
  const { t } = useTranslation('settings');
  const format = useFormat();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const entries = usePages(auditQuery(search));
  const change = (part: Partial<typeof search>) =>
    void navigate({ search: (now) => ({ ...now, ...part }), replace: true, resetScroll: false });
  const filtered = isFiltered(search);
  const columns: Column<AuditEntry>[] = [
    {
      id: 'at',
      header: t('audit.at'),
      width: '172px',
      cell: ({ at }) => <time dateTime={at}>{format.moment(at)}</time>,
    },
    { id: 'actor', header: t('audit.actor'), cell: ({ actor }) => <bdi>{actor.name}</bdi> },
    { id: 'action', header: t('audit.action'), cell: ({ action }) => <bdi>{action}</bdi> },
    {
      id: 'subject',
      header: t('audit.subject'),
      from: 'tablet',
      cell: ({ subjectType, subjectId }) => <bdi>{[subjectType, subjectId].filter(Boolean).join(' ')}</bdi>,
    },
  ];
  return (
    <>
      <PageHeader
        title={t('audit.title')}
        about={t('audit.about')}
        actions={
          <Button
            component="a"
            href={address('/api/audit/export', { format: 'csv', ...search })}
            download
            variant="default"
            leftSection={<IconDownload size={16} aria-hidden />}
          >
            {t('audit.export')}
          </Button>
        }
      />
      <FilterBar
        onClear={
          filtered
            ? () =>
                change({
                  action: undefined,
                  actor: undefined,
                  subject: undefined,
                  from: undefined,
                  to: undefined,
                })
            : undefined
        }
      >
        <SearchFilter
          label={t('audit.byActor')}
          value={search.actor}
          onChange={(actor) => change({ actor })}
        />
        <TextFilter
          label={t('audit.byAction')}
          value={search.action}
          onChange={(action) => change({ action })}
        />
        <TextFilter
          label={t('audit.bySubject')}
          value={search.subject}
          onChange={(subject) => change({ subject })}
        />
        <DateFilter label={t('audit.from')} value={search.from} onChange={(from) => change({ from })} />
        <DateFilter label={t('audit.to')} value={search.to} onChange={(to) => change({ to })} />
      </FilterBar>
      {entries.isError ? (
        <LoadError what={t('audit.title')} error={entries.error} retry={() => void entries.refetch()} />
      ) : !entries.isPending && entries.items.length === 0 ? (
        <EmptyState title={t('audit.empty')} text={filtered ? t('audit.noneFound') : t('audit.emptyText')} />
      ) : (
        <DataTable
          label={t('audit.title')}
          rows={entries.items}
          columns={columns}
          rowId={({ id }) => id}
          rowName={({ action }) => action}
          peek={(entry) => <Entry entry={entry} />}
          loading={entries.isPending}
          stale={entries.isPlaceholderData}
          more={entries.more}
        />
      )}
    </>
  );
}

function Entry({ entry }: { entry: AuditEntry }) {
  const { t } = useTranslation('settings');
  const format = useFormat();
  return (
    <>
      <Facts
        facts={[
          [t('audit.at'), format.moment(entry.at)],
          [t('audit.actor'), <bdi key="actor">{entry.actor.name}</bdi>],
          [
            t('audit.subject'),
            <bdi key="subject">{[entry.subjectType, entry.subjectId].filter(Boolean).join(' ')}</bdi>,
          ],
        ]}
      />
      <h3 className={classes.detailsTitle}>{t('audit.details')}</h3>
      <Code block className="ltr">
        {JSON.stringify(entry.details, null, 2)}
      </Code>
    </>
  );
}
