import { Alert, Skeleton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useMay } from '@/lib/session';
import { LoadError } from '@/ui/LoadError';
import { PageHeader } from '@/ui/PageHeader';
import { ActiveIntegrations } from './ActiveIntegrations';
import { catalogueQuery } from './api';
import { Approvals } from './Approvals';
import classes from './IntegrationsPage.module.css';
import { ProviderCard } from './ProviderCard';
import { useSignInProblem } from './signIn';

const route = getRouteApi('/shell/integrations');

/** The CRMs Rapport can fill, which of them are connected, and how they do. */
export function IntegrationsPage() {
  const { t } = useTranslation('integrations');
  const { error } = route.useSearch();
  const mayManage = useMay('integrations:manage');
  const mayMonitor = useMay('monitor:read');
  const problem = useSignInProblem();
  const catalogue = useQuery(catalogueQuery);
  return (
    <div className={classes.page}>
      <PageHeader
        title={t('heading')}
        about={
          <>
            {t('about')} {mayMonitor && <Link to="/integrations/monitor">{t('toMonitor')}</Link>}
          </>
        }
      />
      {error && (
        <Alert color="red" role="alert" mb="md">
          {problem(error)}
        </Alert>
      )}
      {mayManage && <Approvals />}
      {catalogue.isPending ? (
        <div className={classes.grid} role="status" aria-label={t('loading')}>
          {[0, 1, 2].map((card) => (
            <Skeleton key={card} h={176} />
          ))}
        </div>
      ) : catalogue.isError ? (
        <LoadError what={t('heading')} error={catalogue.error} retry={() => void catalogue.refetch()} />
      ) : (
        <>
          <ul className={classes.grid} aria-label={t('available')}>
            {catalogue.data
              .filter(({ category }) => category === 'crm')
              .map((item) => (
                <ProviderCard key={item.provider} item={item} />
              ))}
          </ul>
          <ActiveIntegrations
            connections={catalogue.data
              .flatMap(({ connections }) => connections)
              .filter(({ state }) => state !== 'disconnected')}
          />
        </>
      )}
    </div>
  );
}
