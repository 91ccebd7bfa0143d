import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useMay } from '@/lib/session';
import { RelativeTime } from '@/ui/RelativeTime';
import { Section } from '@/ui/Section';
import { crmFieldsQuery, type CrmField } from './api';
import classes from './CrmFields.module.css';

/** What Rapport wrote into fields of the CRMs, each with where it comes from. Shown once there is something. */
export function CrmFields({ customerId }: { customerId: string }) {
  const { t } = useTranslation('customers');
  const fields = useQuery(crmFieldsQuery(customerId));
  if (!fields.data || fields.data.length === 0) return null;
  const records = Map.groupBy(fields.data, ({ label, record }) => `${label} · ${record}`);
  return (
    <Section title={t('crm.title')}>
      {[...records].map(([record, written]) => (
        <div key={record} className={classes.record}>
          <h3 className={classes.heading}>
            <bdi>{record}</bdi>
          </h3>
          <dl className={classes.fields}>
            {written.map((field) => (
              <Field key={field.field} field={field} />
            ))}
          </dl>
        </div>
      ))}
    </Section>
  );
}

function Field({ field: { field, value, conversation, writtenAt } }: { field: CrmField }) {
  const { t } = useTranslation('customers');
  const seesTalks = useMay('conversations:read');
  return (
    <div>
      <dt>
        <bdi>{field}</bdi>
      </dt>
      <dd>
        <p className={classes.value} dir="auto">
          {value}
        </p>
        <p className={classes.source}>
          {t('crm.from')}{' '}
          {seesTalks ? (
            <Link to="/conversations/$conversationId" params={{ conversationId: conversation.id }}>
              <bdi>{conversation.title}</bdi>
            </Link>
          ) : (
            <bdi>{conversation.title}</bdi>
          )}
          {' · '}
          <RelativeTime at={writtenAt} />
        </p>
      </dd>
    </div>
  );
}
