import { useQueryClient } from '@tanstack/react-query';
import { Link, Outlet, useLocation } from '@tanstack/react-router';
import { Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { Shell } from '@/app/shell/Shell';
import { meQuery } from '@/lib/session';
import { LanguageSwitch } from '@/ui/LanguageSwitch';
import { Mark } from '@/ui/Mark';
import { PageSkeleton } from '@/ui/PageSkeleton';
import classes from './HelpFrame.module.css';

export function HelpFrame() {
  const me = useQueryClient().getQueryData(meQuery.queryKey); // the route has asked
  return me ? <Shell /> : <Light />;
}

/** For readers without an account. */
function Light() {
  const { t } = useTranslation('help');
  const { href } = useLocation();
  return (
    <div className={classes.frame}>
      <header className={classes.bar}>
        <Link to="/help" className={classes.brand}>
          <Mark size={24} />
          Rapport
        </Link>
        <span className={classes.tools}>
          <LanguageSwitch />
          <Link to="/login" search={{ from: href }}>
            {t('signIn')}
          </Link>
        </span>
      </header>
      <main className={classes.main}>
        <Suspense fallback={<PageSkeleton />}>
          <Outlet />
        </Suspense>
      </main>
    </div>
  );
}
