import { Button, Stack } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { Band } from '@/ui/Band';
import { Facts } from '@/ui/Facts';
import { RelativeTime } from '@/ui/RelativeTime';
import { useFormat } from '@/ui/useFormat';
import type { Customer } from './api';
import { useChoiceWords } from './choices';

/** Who this customer is, without leaving the list. */
export function CustomerPeek({ customer }: { customer: Customer }) {
  const { t } = useTranslation('customers');
  const format = useFormat();
  const words = useChoiceWords();
  return (
    <Stack>
      <Facts
        facts={[
          [t('health'), <Band key="health" band={customer.health?.band} />],
          [t('owner'), customer.owner && <bdi key="owner">{customer.owner.name}</bdi>],
          [t('domains'), customer.domains.length > 0 && <span dir="ltr">{customer.domains.join(', ')}</span>],
          [t('segment'), words.segment(customer.segment)],
          [t('lifecycle'), words.lifecycle(customer.lifecycle)],
          [t('renewal'), customer.renewalDate && format.day(customer.renewalDate)],
          [t('people.title'), format.number(customer.stakeholderCount)],
          [
            t('lastActivity'),
            customer.lastActivityAt && <RelativeTime key="activity" at={customer.lastActivityAt} />,
          ],
        ]}
      />
      <Button
        component={Link}
        to={`/customers/${customer.id}`}
        variant="default"
        style={{ alignSelf: 'start' }}
      >
        {t('open')}
      </Button>
    </Stack>
  );
}
