import { Alert, Button, Select, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState, type SyntheticEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { linkTo } from '@/lib/links';
import { useMay } from '@/lib/session';
import { problemText } from '@/ui/problems';
import { Section } from '@/ui/Section';
import { connectWithToken, type CatalogueItem } from './api';
import classes from './ProviderPage.module.css';
import { useConnect } from './useConnect';

/** Not connected yet: by signing in there, or with a pasted key where the provider has such. */
export function ConnectPanel({ item }: { item: CatalogueItem }) {
  const { t } = useTranslation('integrations');
  const mayManage = useMay('integrations:manage');
  const mayAsk = useMay('integrations:request');
  const ask = useConnect(item.provider);
  if (!mayManage) {
    return (
      <div>
        <p className={classes.dim}>{t('request.about', { name: item.name })}</p>
        {mayAsk && (
          <Button mt="sm" onClick={() => ask.mutate({})} loading={ask.isPending}>
            {t('ask')}
          </Button>
        )}
      </div>
    );
  }
  return (
    <div className={classes.columns}>
      {item.auth.includes('oauth2') && <SignIn item={item} />}
      {item.auth.includes('token') && <Token item={item} />}
    </div>
  );
}

function SignIn({ item }: { item: CatalogueItem }) {
  const { t } = useTranslation('integrations');
  const connect = useConnect(item.provider);
  const [where, setWhere] = useState('login.salesforce.com');
  const [own, setOwn] = useState('');
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    const host = where === 'own' ? own.trim() : where;
    connect.mutate(item.provider === 'salesforce' ? { loginHost: host } : {});
  };
  return (
    <Section title={t('oauth.title', { name: item.name })}>
      <form className={classes.form} onSubmit={submit}>
        <p className={classes.dim}>{t('oauth.about', { name: item.name })}</p>
        {item.provider === 'salesforce' && (
          <Select
            label={t('oauth.host')}
            data={[
              { value: 'login.salesforce.com', label: t('oauth.production') },
              { value: 'test.salesforce.com', label: t('oauth.sandbox') },
              { value: 'own', label: t('oauth.own') },
            ]}
            allowDeselect={false}
            value={where}
            onChange={(value) => setWhere(value ?? where)}
          />
        )}
        {item.provider === 'salesforce' && where === 'own' && (
          <TextInput
            type="url"
            label={t('oauth.ownHost')}
            placeholder="acme.my.salesforce.com"
            required
            withAsterisk={false}
            inputMode="url"
            className="ltr"
            value={own}
            onChange={(event) => setOwn(event.currentTarget.value)}
          />
        )}
        {!item.available && (
          <Alert color="yellow">
            {t('oauth.notSetUp', { name: item.name })}{' '}
            <Link {...linkTo(item.docsUrl)}>{t('guideOf', { name: item.name })}</Link>
          </Alert>
        )}
        <div>
          <Button type="submit" loading={connect.isPending}>
            {t('connect')}
          </Button>
        </div>
      </form>
    </Section>
  );
}

function Token({ item }: { item: CatalogueItem }) {
  const { t } = useTranslation('integrations');
  const queryClient = useQueryClient();
  const [apiKey, setApiKey] = useState('');
  const [portalId, setPortalId] = useState('');
  const connect = useMutation({
    mutationFn: () =>
      connectWithToken(item.provider, { apiKey: apiKey.trim(), portalId: portalId.trim() || undefined }),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: ['integrations'] }),
    meta: { showsProblem: true },
  });
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    connect.mutate();
  };
  return (
    <Section title={t('token.title')}>
      <form className={classes.form} onSubmit={submit} autoComplete="off">
        <p className={classes.dim}>{t('token.about')}</p>
        <TextInput
          label={t('token.key')}
          type="password"
          autoComplete="off"
          required
          withAsterisk={false}
          className="ltr"
          value={apiKey}
          onChange={(event) => setApiKey(event.currentTarget.value)}
        />
        <TextInput
          label={t('token.portal')}
          description={t('token.portalAbout')}
          inputMode="numeric"
          className="ltr"
          value={portalId}
          onChange={(event) => setPortalId(event.currentTarget.value)}
        />
        {connect.isError && (
          <Alert color="red" role="alert">
            {problemText(connect.error)}
          </Alert>
        )}
        <div>
          <Button type="submit" variant="default" loading={connect.isPending} disabled={apiKey.trim() === ''}>
            {t('token.action')}
          </Button>
        </div>
      </form>
    </Section>
  );
}
