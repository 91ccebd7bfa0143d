import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { usePages } from '@/lib/pages';
import { DataTable, type Column } from '@/ui/DataTable';
import { LoadError } from '@/ui/LoadError';
import { RelativeTime } from '@/ui/RelativeTime';
import { Section } from '@/ui/Section';
import { StatePill } from '@/ui/StatePill';
import { useFormat } from '@/ui/useFormat';
import { crmName } from '@/ui/sources';
import { activityQuery, errorClasses, type Activity } from './api';
import classes from './MonitorPage.module.css';

const idOf = ({ id }: Activity) => id;
const nameOf = ({ conversationTitle }: Activity) => conversationTitle;
const hrefOf = ({ conversationId }: Activity) => `/conversations/${conversationId}`;

/** Every write to a CRM, newest first, as it happens. */
export function RecentActivity() {
  const { t } = useTranslation('monitor');
  const activity = usePages(activityQuery);
  const columns = useColumns();
  return (
    <Section title={t('activity.title')}>
      {activity.isError ? (
        <LoadError what={t('activity.title')} error={activity.error} retry={() => void activity.refetch()} />
      ) : !activity.isPending && activity.items.length === 0 ? (
        <p className={classes.none}>{t('activity.none')}</p>
      ) : (
        <DataTable
          label={t('activity.title')}
          rows={activity.items}
          columns={columns}
          rowId={idOf}
          rowName={nameOf}
          href={hrefOf}
          loading={activity.isPending}
          more={activity.more}
        />
      )}
    </Section>
  );
}

function useColumns(): Column<Activity>[] {
  const { t } = useTranslation('monitor');
  const format = useFormat();
  return useMemo(
    () => [
      {
        id: 'conversation',
        header: t('activity.conversation'),
        cell: ({ conversationTitle }) => <bdi>{conversationTitle}</bdi>,
      },
      {
        id: 'crm',
        header: t('activity.crm'),
        width: '110px',
        from: 'tablet',
        cell: ({ crmType }) => crmName(crmType),
      },
      {
        id: 'operation',
        header: t('activity.operation'),
        from: 'desktop',
        cell: ({ operation }) => <bdi>{operation}</bdi>,
      },
      {
        id: 'outcome',
        header: t('activity.outcome'),
        width: 'clamp(110px, 16%, 170px)',
        cell: ({ outcome }) =>
          outcome === 'ok' ? (
            <StatePill tone="good">{t('activity.ok')}</StatePill>
          ) : (
            <StatePill tone="risk">
              {(errorClasses as readonly string[]).includes(outcome)
                ? t(`class.${outcome as (typeof errorClasses)[number]}`)
                : outcome}
            </StatePill>
          ),
      },
      {
        id: 'duration',
        header: t('activity.duration'),
        width: '90px',
        align: 'end',
        from: 'tablet',
        cell: ({ durationMs }) => t('activity.ms', { ms: format.number(durationMs) }),
      },
      {
        id: 'at',
        header: t('activity.at'),
        width: '130px',
        from: 'tablet',
        cell: ({ at }) => <RelativeTime at={at} />,
      },
    ],
    [t, format],
  );
}
