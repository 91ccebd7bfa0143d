import { Button, Select, Switch, TextInput } from '@mantine/core';
import { useState, type SyntheticEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { languages, speak, type Language } from '@/i18n';
import { useMe } from '@/lib/session';
import { zones } from '@/lib/zones';
import { languageNames } from '@/ui/languageNames';
import { PageHeader } from '@/ui/PageHeader';
import { Saved } from '@/ui/Saved';
import { useProfileChange } from './api';
import classes from './Form.module.css';

export function ProfilePage() {
  const { t } = useTranslation('settings');
  const me = useMe();
  const change = useProfileChange();
  const shortcuts = useProfileChange();
  const [name, setName] = useState(me.name);
  const [zone, setZone] = useState(me.zone);
  const [locale, setLocale] = useState<Language>(me.locale);
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    change.mutate({ name: name.trim(), zone, locale }, { onSuccess: () => void speak(locale) });
  };
  return (
    <>
      <PageHeader title={t('profile.title')} about={t('profile.about')} />
      <form className={classes.form} onSubmit={submit}>
        <TextInput
          label={t('profile.email')}
          value={me.email}
          type="email"
          readOnly
          description={t('profile.emailAbout')}
        />
        <TextInput
          label={t('profile.name')}
          name="name"
          autoComplete="name"
          dir="auto"
          required
          withAsterisk={false}
          maxLength={120}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <Select
          label={t('profile.language')}
          data={languages.map((value) => ({ value, label: languageNames[value] }))}
          allowDeselect={false}
          value={locale}
          onChange={(value) => value && setLocale(value)}
        />
        <Select
          label={t('profile.zone')}
          description={t('profile.zoneAbout')}
          data={zones()}
          searchable
          allowDeselect={false}
          nothingFoundMessage={t('profile.zoneNone')}
          value={zone}
          onChange={(value) => value && setZone(value)}
        />
        <div className={classes.actions}>
          <Button type="submit" loading={change.isPending}>
            {t('save')}
          </Button>
          <Saved when={change.isSuccess} />
        </div>
      </form>
      <section className={classes.section}>
        <h2>{t('profile.keyboard')}</h2>
        <Switch
          label={t('profile.shortcuts')}
          description={t('profile.shortcutsAbout')}
          checked={me.singleKeyShortcuts !== false}
          disabled={shortcuts.isPending}
          onChange={(event) => shortcuts.mutate({ singleKeyShortcuts: event.currentTarget.checked })}
        />
      </section>
    </>
  );
}
