import { Button, Menu, Skeleton, Stack } from '@mantine/core';
import { IconArchive, IconDots } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { getRouteApi, useRouter } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { NotFound } from '@/app/NotFound';
import { CustomerTraining } from '@/features/training/CustomerTraining';
import { CustomerVideos } from '@/features/videos/CustomerVideos';
import { isolate } from '@/lib/format';
import { Problem } from '@/lib/problem';
import { useMay } from '@/lib/session';
import { useShortcut } from '@/lib/shortcuts';
import { Band } from '@/ui/Band';
import { LinkButton } from '@/ui/LinkButton';
import { LoadError } from '@/ui/LoadError';
import { PageHeader } from '@/ui/PageHeader';
import { offerUndo } from '@/ui/toast';
import { useFormat } from '@/ui/useFormat';
import { archiveCustomer, customerQuery, restoreCustomer, type CustomerDetail } from './api';
import { useChoiceWords } from './choices';
import { CrmFields } from './CrmFields';
import { CustomerDialog } from './CustomerDialog';
import classes from './CustomerPage.module.css';
import { Details } from './Details';
import { NextSteps } from './NextSteps';
import { OpenActions } from './OpenActions';
import { Stakeholders } from './Stakeholders';
import { Timeline } from './Timeline';

const route = getRouteApi('/shell/customers/$customerId');

/** Who they are, how they are, what happened and who to talk to: readable in five seconds. */
export function CustomerPage() {
  const { t } = useTranslation('customers');
  const { customerId } = route.useParams();
  const customer = useQuery(customerQuery(customerId));
  if (customer.isPending) return <CustomerSkeleton />;
  if (customer.isError) {
    if (customer.error instanceof Problem && [400, 404].includes(customer.error.status)) return <NotFound />;
    return <LoadError what={t('customer')} error={customer.error} retry={() => void customer.refetch()} />;
  }
  return <Loaded key={customerId} customer={customer.data} />;
}

function Loaded({ customer }: { customer: CustomerDetail }) {
  const { t } = useTranslation('customers');
  const router = useRouter();
  const queryClient = useQueryClient();
  const mayWrite = useMay('customers:write');
  const maySeeVideos = useMay('videos');
  const maySeeTalks = useMay('conversations:read');
  const mayTalk = useMay('conversations:write');
  const { t: talk } = useTranslation('conversations');
  const [editing, setEditing] = useState(false);
  useShortcut({
    keys: 'Escape',
    label: t('back'),
    group: 'page',
    run: () => router.history.push('/customers'),
  });
  useShortcut({
    keys: 'e',
    label: mayWrite ? t('edit.action') : undefined,
    group: 'page',
    run: () => setEditing(true),
    when: () => mayWrite,
  });
  const refresh = () => queryClient.invalidateQueries({ queryKey: ['customers'] });
  const archive = useMutation({
    mutationFn: () => archiveCustomer(customer.id),
    onSuccess: async () => {
      router.history.push('/customers');
      offerUndo(t('archived', { name: isolate(customer.name) }), async () => {
        await restoreCustomer(customer.id);
        await refresh();
      });
      await refresh();
    },
  });
  return (
    <div className={classes.page}>
      <PageHeader
        title={customer.name}
        heading={<bdi>{customer.name}</bdi>}
        about={<Headline customer={customer} />}
        actions={
          <>
            {mayWrite && (
              <>
                <Menu position="bottom-end">
                  <Menu.Target>
                    <Button variant="default" px={9} aria-label={t('moreActions')}>
                      <IconDots size={18} aria-hidden />
                    </Button>
                  </Menu.Target>
                  <Menu.Dropdown>
                    <Menu.Item
                      leftSection={<IconArchive size={16} aria-hidden />}
                      onClick={() => archive.mutate()}
                    >
                      {t('archive')}
                    </Menu.Item>
                  </Menu.Dropdown>
                </Menu>
                <Button variant="default" onClick={() => setEditing(true)}>
                  {t('edit.action')}
                </Button>
              </>
            )}
            {mayTalk && (
              <LinkButton to="/conversations/new" search={{ customer: customer.id }}>
                {talk('new.action')}
              </LinkButton>
            )}
          </>
        }
      />
      <div className={classes.columns}>
        <Timeline customerId={customer.id} />
        <div className={classes.side}>
          <NextSteps customerId={customer.id} />
          {maySeeTalks && <OpenActions customerId={customer.id} />}
          <Stakeholders customer={customer} />
          {maySeeVideos && <CustomerVideos customerId={customer.id} />}
          <CustomerTraining customerId={customer.id} health={customer.health?.components?.training} />
          <CrmFields customerId={customer.id} />
          <Details customer={customer} />
        </div>
      </div>
      <CustomerDialog opened={editing} onClose={() => setEditing(false)} customer={customer} />
    </div>
  );
}

/** Band with its reason, owner, renewal: the line one reads first. */
function Headline({ customer }: { customer: CustomerDetail }) {
  const { t } = useTranslation('customers');
  const format = useFormat();
  const words = useChoiceWords();
  const measured = customer.health && customer.health.band !== 'not_measured';
  return (
    <>
      <div>
        <Band band={customer.health?.band} />
        <span className={classes.reason}>{measured ? customer.health?.reason : t('notMeasuredReason')}</span>
      </div>
      <div className={classes.headline}>
        <span>
          {t('owner')} <b>{customer.owner ? <bdi>{customer.owner.name}</bdi> : t('noOwner')}</b>
        </span>
        <span>
          {t('renewal')}{' '}
          <b>
            {customer.renewalDate ? (
              <time dateTime={customer.renewalDate}>{format.day(customer.renewalDate)}</time>
            ) : (
              t('noRenewal')
            )}
          </b>
        </span>
        {customer.lifecycle && (
          <span>
            {t('lifecycle')} <b>{words.lifecycle(customer.lifecycle)}</b>
          </span>
        )}
      </div>
    </>
  );
}

function CustomerSkeleton() {
  const { t } = useTranslation('customers');
  return (
    <div role="status" aria-label={t('loading')}>
      <Skeleton h={28} w={220} mb="xs" />
      <Skeleton h={16} w="60%" mb="xl" />
      <div className={classes.columns}>
        <Stack gap="sm">
          {[0, 1, 2, 3, 4].map((row) => (
            <Skeleton key={row} h={64} />
          ))}
        </Stack>
        <Stack gap="sm">
          <Skeleton h={140} />
          <Skeleton h={100} />
        </Stack>
      </div>
    </div>
  );
}
