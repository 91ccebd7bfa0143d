import { Button, Menu } from '@mantine/core';
import { IconDots, IconDownload, IconFileImport } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { address } from '@/lib/api';
import { isFiltered } from '@/lib/filters';
import { usePages } from '@/lib/pages';
import { useMay } from '@/lib/session';
import { usersQuery } from '@/lib/users';
import { DataTable } from '@/ui/DataTable';
import { EmptyState } from '@/ui/EmptyState';
import { ChoiceFilter, FilterBar, SearchFilter } from '@/ui/FilterBar';
import { LoadError } from '@/ui/LoadError';
import { PageHeader } from '@/ui/PageHeader';
import { customersQuery, type Customer } from './api';
import { CustomerDialog } from './CustomerDialog';
import { CustomerPeek } from './CustomerPeek';
import { useCustomerColumns } from './columns';
import { ImportDialog } from './ImportDialog';
import { useLifecycles, useSegments } from './choices';
import { useBulk } from './bulk';

const route = getRouteApi('/shell/customers');
const idOf = ({ id }: Customer) => id;
const nameOf = ({ name }: Customer) => name;
const hrefOf = ({ id }: Customer) => `/customers/${id}`;

export function CustomersPage() {
  const { t } = useTranslation('customers');
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const mayWrite = useMay('customers:write');
  const customers = usePages(customersQuery(search));
  const users = useQuery(usersQuery);
  const segments = useSegments();
  const lifecycles = useLifecycles();
  const columns = useCustomerColumns();
  const bulk = useBulk();
  const change = (part: Partial<typeof search>) =>
    void navigate({ search: (now) => ({ ...now, ...part }), replace: true, resetScroll: false });
  const owners = useMemo(
    () =>
      (users.data ?? []).filter(({ active }) => active).map(({ id, name }) => ({ value: id, label: name })),
    [users.data],
  );
  const filtered = isFiltered(search, 'sort', 'open');
  const close = () => change({ open: undefined });
  return (
    <>
      <PageHeader
        title={t('title')}
        actions={
          <>
            <Menu position="bottom-end">
              <Menu.Target>
                <Button variant="default" px={9} aria-label={t('moreActions')}>
                  <IconDots size={18} aria-hidden />
                </Button>
              </Menu.Target>
              <Menu.Dropdown>
                {mayWrite && (
                  <Menu.Item
                    leftSection={<IconFileImport size={16} aria-hidden />}
                    onClick={() => change({ open: 'import' })}
                  >
                    {t('import.action')}
                  </Menu.Item>
                )}
                <Menu.Item
                  component="a"
                  href={address('/api/customers/export', { ...search, open: undefined, format: 'csv' })}
                  download
                  leftSection={<IconDownload size={16} aria-hidden />}
                >
                  {t('export')}
                </Menu.Item>
              </Menu.Dropdown>
            </Menu>
            {mayWrite && <Button onClick={() => change({ open: 'new' })}>{t('new.action')}</Button>}
          </>
        }
      />
      <FilterBar
        onClear={
          filtered
            ? () => change({ query: undefined, owner: undefined, segment: undefined, lifecycle: undefined })
            : undefined
        }
      >
        <SearchFilter label={t('search')} value={search.query} onChange={(query) => change({ query })} />
        <ChoiceFilter
          label={t('owner')}
          value={search.owner}
          onChange={(owner) => change({ owner })}
          options={owners}
          searchable
        />
        <ChoiceFilter
          label={t('segment')}
          value={search.segment}
          onChange={(segment) => change({ segment })}
          options={segments}
        />
        <ChoiceFilter
          label={t('lifecycle')}
          value={search.lifecycle}
          onChange={(lifecycle) => change({ lifecycle })}
          options={lifecycles}
        />
      </FilterBar>
      {customers.isError ? (
        <LoadError what={t('title')} error={customers.error} retry={() => void customers.refetch()} />
      ) : !customers.isPending && customers.items.length === 0 ? (
        filtered ? (
          <EmptyState title={t('noneFound')} text={t('noneFoundText')} />
        ) : (
          <EmptyState title={t('empty')} text={t('emptyText')}>
            {mayWrite && <Button onClick={() => change({ open: 'new' })}>{t('new.action')}</Button>}
            {mayWrite && (
              <Button variant="default" onClick={() => change({ open: 'import' })}>
                {t('import.action')}
              </Button>
            )}
          </EmptyState>
        )
      ) : (
        <DataTable
          label={t('title')}
          rows={customers.items}
          columns={columns}
          rowId={idOf}
          rowName={nameOf}
          href={hrefOf}
          peek={(customer) => <CustomerPeek customer={customer} />}
          bulk={mayWrite ? bulk : undefined}
          sort={search.sort ?? 'name'}
          onSort={(sort) => change({ sort })}
          loading={customers.isPending}
          stale={customers.isPlaceholderData}
          more={customers.more}
          summary={t('count', { count: customers.total ?? customers.items.length })}
        />
      )}
      <CustomerDialog opened={mayWrite && search.open === 'new'} onClose={close} />
      <ImportDialog opened={mayWrite && search.open === 'import'} onClose={close} />
    </>
  );
}
