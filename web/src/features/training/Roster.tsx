import { useTranslation } from 'react-i18next';
import { usePages } from '@/lib/pages';
import { DataTable, type Column } from '@/ui/DataTable';
import { LoadError } from '@/ui/LoadError';
import { Section } from '@/ui/Section';
import { learnersQuery, type Learner } from './cohorts';
import classes from './SessionPage.module.css';
import { useLearnerColumns } from './useLearnerColumns';

const idOf = ({ userId }: Learner) => userId;
const nameOf = ({ name }: Learner) => name;

/** Who is expected. */
export function Roster({ cohortId }: { cohortId: string }) {
  const { t } = useTranslation('training');
  const learners = usePages(learnersQuery(cohortId));
  const columns: Column<Learner>[] = useLearnerColumns();
  return (
    <Section title={t('roster.title')} count={learners.total}>
      {learners.isError ? (
        <LoadError what={t('roster.title')} error={learners.error} retry={() => void learners.refetch()} />
      ) : !learners.isPending && learners.items.length === 0 ? (
        <p className={classes.quiet}>{t('roster.empty')}</p>
      ) : (
        <DataTable
          label={t('roster.title')}
          rows={learners.items}
          columns={columns}
          rowId={idOf}
          rowName={nameOf}
          loading={learners.isPending}
          more={learners.more}
        />
      )}
    </Section>
  );
}
