import { Menu, SegmentedControl, UnstyledButton, useMantineColorScheme } from '@mantine/core';
import { IconKeyboard, IconLogout, IconSelector, IconUser } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { languages, type Language } from '@/i18n';
import { useMe } from '@/lib/session';
import { Initials } from '@/ui/Initials';
import { languageNames } from '@/ui/languageNames';
import { useLanguageChoice, useSignOut } from './account';
import classes from './UserMenu.module.css';

export function UserMenu({ onShortcuts }: { onShortcuts: () => void }) {
  const { t, i18n } = useTranslation();
  const me = useMe();
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const choose = useLanguageChoice();
  const signOut = useSignOut();
  return (
    <Menu position="top-start" width={264} closeOnItemClick>
      <Menu.Target>
        <UnstyledButton className={classes.target} aria-label={t('userMenu.label', { name: me.name })}>
          <Initials name={me.name} />
          <bdi className={classes.name}>{me.name}</bdi>
          <IconSelector size={16} aria-hidden />
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        <div className={classes.who}>
          <bdi>{me.name}</bdi>
          <bdi className={classes.email}>{me.email}</bdi>
          <span className={classes.email}>{t(`role.${me.role}`)}</span>
        </div>
        <Menu.Divider />
        <Menu.Item component={Link} to="/settings" leftSection={<IconUser size={16} aria-hidden />}>
          {t('userMenu.profile')}
        </Menu.Item>
        <Menu.Item leftSection={<IconKeyboard size={16} aria-hidden />} onClick={onShortcuts}>
          {t('shortcuts.title')}
        </Menu.Item>
        <Menu.Divider />
        <div className={classes.choice}>
          <span id="theme-choice">{t('userMenu.theme')}</span>
          <SegmentedControl
            fullWidth
            size="xs"
            aria-labelledby="theme-choice"
            value={colorScheme}
            onChange={(scheme) => setColorScheme(scheme)}
            data={[
              { value: 'auto', label: t('userMenu.auto') },
              { value: 'light', label: t('userMenu.light') },
              { value: 'dark', label: t('userMenu.dark') },
            ]}
          />
        </div>
        <div className={classes.choice}>
          <span id="language-choice">{t('userMenu.language')}</span>
          <SegmentedControl
            fullWidth
            size="xs"
            aria-labelledby="language-choice"
            value={i18n.language}
            onChange={(language) => choose(language as Language)}
            data={languages.map((value) => ({
              value,
              label: <span lang={value}>{languageNames[value]}</span>,
            }))}
          />
        </div>
        <Menu.Divider />
        <Menu.Item
          leftSection={<IconLogout size={16} className="flips" aria-hidden />}
          onClick={() => signOut()}
        >
          {t('userMenu.signOut')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
