import { Button } from '@mantine/core';
import { Link, useRouter } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { linkTo } from '@/lib/links';
import { useMay } from '@/lib/session';
import { StatePill } from '@/ui/StatePill';
import type { CatalogueItem } from './api';
import classes from './IntegrationsPage.module.css';
import { ProviderMark } from './ProviderMark';
import { stateTones } from './states';
import { useConnect } from './useConnect';

export function ProviderCard({ item }: { item: CatalogueItem }) {
  const { t } = useTranslation('integrations');
  const router = useRouter();
  const mayManage = useMay('integrations:manage');
  const mayAsk = useMay('integrations:request');
  const connect = useConnect(item.provider);
  const connection = item.connections.find(({ state }) => state !== 'disconnected');
  const state = connection?.state ?? 'disconnected';
  // Where there is a choice to make (a token or a host), it is made on the provider's own page.
  const begin = () =>
    mayManage ? router.history.push(`/integrations/${item.provider}`) : connect.mutate({});
  return (
    <li className={classes.card}>
      <div className={classes.head}>
        <ProviderMark provider={item.provider} name={item.name} />
        <div>
          <h2>
            <Link to="/integrations/$provider" params={{ provider: item.provider }} className={classes.name}>
              {item.name}
            </Link>
          </h2>
          <StatePill tone={stateTones[state]}>{t(`state.${state}`)}</StatePill>
        </div>
      </div>
      <p className={classes.description}>{t(`description.${item.provider}`, item.description)}</p>
      <div className={classes.foot}>
        {connection ? (
          <Button
            component={Link}
            to={`/integrations/${item.provider}`}
            variant="default"
            aria-label={t(mayManage ? 'manageOne' : 'viewOne', { name: item.name })}
          >
            {t(mayManage ? 'manage' : 'view')}
          </Button>
        ) : (
          (mayManage || mayAsk) && (
            <Button
              onClick={begin}
              loading={connect.isPending}
              variant={mayManage ? 'filled' : 'default'}
              aria-label={t(mayManage ? 'connectOne' : 'askOne', { name: item.name })}
            >
              {t(mayManage ? 'connect' : 'ask')}
            </Button>
          )
        )}
        <Link {...linkTo(item.docsUrl)}>{t('guide')}</Link>
      </div>
    </li>
  );
}
