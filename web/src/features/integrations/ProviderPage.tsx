import { Alert, Select, Skeleton, Stack } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link, useRouter } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { linkTo } from '@/lib/links';
import { NotFound } from '@/app/NotFound';
import { useMay } from '@/lib/session';
import { useShortcut } from '@/lib/shortcuts';
import { LoadError } from '@/ui/LoadError';
import { PageHeader } from '@/ui/PageHeader';
import { catalogueQuery, type CatalogueItem } from './api';
import { ConnectPanel } from './ConnectPanel';
import { ConnectionPanel } from './ConnectionPanel';
import classes from './ProviderPage.module.css';
import { ProviderMark } from './ProviderMark';
import { useSignInProblem } from './signIn';

const route = getRouteApi('/shell/integrations/$provider');

/** One provider: connect it, see how it does, decide what goes where. */
export function ProviderPage() {
  const { t } = useTranslation('integrations');
  const { provider } = route.useParams();
  const catalogue = useQuery(catalogueQuery);
  if (catalogue.isPending) {
    return (
      <Stack gap="md" role="status" aria-label={t('loading')}>
        <Skeleton h={40} w={240} />
        <Skeleton h={160} />
        <Skeleton h={200} />
      </Stack>
    );
  }
  if (catalogue.isError) {
    return <LoadError what={t('heading')} error={catalogue.error} retry={() => void catalogue.refetch()} />;
  }
  const item = catalogue.data.find((each) => each.provider === provider);
  return item ? <Loaded item={item} /> : <NotFound />;
}

function Loaded({ item }: { item: CatalogueItem }) {
  const { t } = useTranslation('integrations');
  const router = useRouter();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const mayManage = useMay('integrations:manage');
  const problem = useSignInProblem();
  useShortcut({
    keys: 'Escape',
    label: t('back'),
    group: 'page',
    run: () => router.history.push('/integrations'),
  });
  const connections = item.connections.filter(({ state }) => state !== 'disconnected');
  const shown = connections.find(({ id }) => id === search.connection) ?? connections[0];
  return (
    <div className={classes.page}>
      <PageHeader
        title={item.name}
        heading={
          <span className={classes.heading}>
            <ProviderMark provider={item.provider} name={item.name} />
            {item.name}
          </span>
        }
        about={
          <>
            {t(`description.${item.provider}`, item.description)}{' '}
            <Link {...linkTo(item.docsUrl)}>{t('guideOf', { name: item.name })}</Link>
          </>
        }
      />
      {search.connected && !search.error && (
        <Alert color="teal" role="status">
          {t('connected', { name: item.name })}
        </Alert>
      )}
      {search.error && (
        <Alert color="red" role="alert">
          {problem(search.error)}
        </Alert>
      )}
      {!mayManage && <p className={classes.dim}>{t('readOnly')}</p>}
      {connections.length > 1 && (
        <Select
          label={t('connection')}
          data={connections.map(({ id, label }) => ({ value: id, label }))}
          allowDeselect={false}
          maw={320}
          value={shown?.id ?? null}
          onChange={(connection) =>
            void navigate({
              search: (now) => ({ ...now, connection: connection ?? undefined }),
              replace: true,
            })
          }
        />
      )}
      {shown ? (
        <ConnectionPanel key={shown.id} connection={shown} item={item} />
      ) : (
        <ConnectPanel item={item} />
      )}
    </div>
  );
}
