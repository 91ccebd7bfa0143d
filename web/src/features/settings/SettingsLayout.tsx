import { Link, Outlet } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { may, useMe } from '@/lib/session';
import { sections } from './sections';
import classes from './SettingsLayout.module.css';

export function SettingsLayout() {
  const { t } = useTranslation('settings');
  const me = useMe();
  return (
    <div className={classes.layout}>
      <nav aria-label={t('title')} className={classes.nav}>
        {sections
          .filter(({ requires }) => may(me, requires))
          .map(({ to, label }) => (
            <Link
              key={to}
              to={to}
              className={classes.link}
              activeOptions={{ exact: true }}
              activeProps={{ 'aria-current': 'page' }}
            >
              {t(label)}
            </Link>
          ))}
      </nav>
      <div className={classes.content}>
        <Outlet />
      </div>
    </div>
  );
}
