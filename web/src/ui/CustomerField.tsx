import { Select } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { customerChoicesQuery } from '@/lib/customers';
import { useMay } from '@/lib/session';
import { useClearable } from './useClearable';

interface Props {
  label: string;
  description?: string;
  value: string | null;
  onChange: (id: string | null) => void;
}

/** One customer or none; nothing for those who may not see customers. */
export function CustomerField({ label, description, value, onChange }: Props) {
  const { t } = useTranslation('ui');
  const clearable = useClearable();
  const maySeeCustomers = useMay('customers:read');
  const customers = useQuery({ ...customerChoicesQuery, enabled: maySeeCustomers });
  if (!maySeeCustomers) return null;
  return (
    <Select
      label={label}
      description={description}
      data={(customers.data ?? []).map(({ id, name }) => ({ value: id, label: name }))}
      searchable
      {...clearable(label)}
      nothingFoundMessage={t('filter.none')}
      value={value}
      onChange={onChange}
    />
  );
}
