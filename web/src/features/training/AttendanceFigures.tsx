import { useTranslation } from 'react-i18next';
import { Metric } from '@/ui/Metric';
import { useFormat } from '@/ui/useFormat';
import type { Attendance } from './attendance';
import classes from './AttendancePage.module.css';
import { useLength } from './wording';

/** What the session comes to, each number with what it is made of. */
export function AttendanceFigures({ attendance }: { attendance: Attendance }) {
  const { t } = useTranslation('training');
  const format = useFormat();
  const length = useLength();
  const { presentRate, presentCount, enrolledCount, sessionSeconds, unmatched, asOf, state, rules } =
    attendance;
  return (
    <div className={classes.figures}>
      <Metric
        label={t('figure.present')}
        value={
          presentRate === null || presentCount === null
            ? '–'
            : t('figure.presentOf', {
                percent: format.percent(presentRate),
                present: format.number(presentCount),
                enrolled: format.number(enrolledCount),
              })
        }
        definition={t('figure.presentDefinition', rules)}
        asOf={asOf}
      />
      <Metric
        label={t('figure.length')}
        value={length(sessionSeconds)}
        definition={t('figure.lengthDefinition')}
        asOf={asOf}
      />
      <Metric
        label={t('figure.unmatched')}
        value={format.number(unmatched.length)}
        definition={t('figure.unmatchedDefinition')}
        asOf={asOf}
        alert={unmatched.length > 0}
      />
      <Metric
        label={t('figure.state')}
        value={t(`report.${state}`)}
        definition={t('figure.stateDefinition')}
        asOf={asOf}
      />
    </div>
  );
}
