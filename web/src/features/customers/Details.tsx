import { useTranslation } from 'react-i18next';
import { Facts } from '@/ui/Facts';
import { Section } from '@/ui/Section';
import { useSourceName } from '@/ui/sources';
import type { CustomerDetail } from './api';
import { useChoiceWords } from './choices';

/** The quiet facts: how it is recognised and where else it lives. */
export function Details({ customer }: { customer: CustomerDetail }) {
  const { t } = useTranslation('customers');
  const words = useChoiceWords();
  const nameOf = useSourceName();
  return (
    <Section title={t('details')}>
      <Facts
        facts={[
          [t('domains'), customer.domains.length > 0 && <bdi>{customer.domains.join(', ')}</bdi>],
          [t('segment'), words.segment(customer.segment)],
          [t('region'), customer.region && <bdi>{customer.region}</bdi>],
          ...Object.entries(customer.externalIds).map(
            ([system, id]) => [nameOf(system), <bdi key={system}>{id}</bdi>] as const,
          ),
        ]}
      />
    </Section>
  );
}
