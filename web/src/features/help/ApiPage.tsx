import { TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { LoadError } from '@/ui/LoadError';
import { PageHeader } from '@/ui/PageHeader';
import { PageSkeleton } from '@/ui/PageSkeleton';
import { apiRoutes, type Route } from './api';
import classes from './HelpPages.module.css';

export function ApiPage() {
  const { t } = useTranslation('help');
  const [query, setQuery] = useState('');
  const routes = useQuery(apiRoutes);
  if (routes.isPending) return <PageSkeleton />;
  if (routes.isError) {
    return <LoadError what={t('api.what')} error={routes.error} retry={() => void routes.refetch()} />;
  }
  const words = query.toLowerCase().split(/\s+/);
  const shown = routes.data.filter((route) =>
    words.every((word) => `${route.method} ${route.path}`.toLowerCase().includes(word)),
  );
  return (
    <>
      <PageHeader
        title={t('api.title')}
        about={
          <>
            {t('api.about')} <a href="/api/openapi.json">/api/openapi.json</a>
          </>
        }
      />
      <TextInput
        type="search"
        aria-label={t('api.search')}
        placeholder={t('api.search')}
        value={query}
        onChange={(event) => setQuery(event.currentTarget.value)}
        maw={400}
        mb={8}
      />
      <p role="status">{shown.length === 0 ? t('api.none') : t('api.count', { count: shown.length })}</p>
      {shown.map((route) => (
        <RouteRow key={route.method + route.path} route={route} />
      ))}
    </>
  );
}

function RouteRow({ route }: { route: Route }) {
  const { t } = useTranslation('help');
  return (
    <details className={classes.route}>
      <summary>
        <span className={classes.method}>{route.method}</span>
        <span className={classes.path}>{route.path}</span>
      </summary>
      <div className={classes.detail}>
        {route.parameters.length > 0 && (
          <>
            <strong>{t('api.parameters')}</strong>
            <ul>
              {route.parameters.map((parameter) => (
                <li key={parameter.place + parameter.name}>
                  <code>
                    {parameter.name}
                    {parameter.required ? '' : '?'}: {parameter.type}
                  </code>
                </li>
              ))}
            </ul>
          </>
        )}
        {route.body !== null && (
          <p>
            <strong>{t('api.body')}</strong> <code className={classes.path}>{route.body}</code>
          </p>
        )}
        <strong>{t('api.answers')}</strong>
        <ul>
          {route.answers.map((answer) => (
            <li key={answer.status}>
              {answer.status} <code className={classes.path}>{answer.shape}</code>
            </li>
          ))}
        </ul>
      </div>
    </details>
  );
}
