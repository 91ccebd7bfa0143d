import { useQueryClient, useSuspenseQuery } from '@tanstack/react-query';
import { Outlet, useMatches, useRouter } from '@tanstack/react-router';
import { Suspense, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { isLanguage, speak } from '@/i18n';
import { listen } from '@/lib/live';
import { may, meQuery } from '@/lib/session';
import { listenToKeys, useShortcut } from '@/lib/shortcuts';
import { Message } from '@/ui/Message';
import { PageSkeleton } from '@/ui/PageSkeleton';
import { visible } from '../feature';
import { features } from '../features';
import { GoShortcut } from './GoShortcut';
import { NoticesPanel } from './Notices';
import { Palette } from './Palette';
import { BottomBar, Rail, TopBar } from './Rail';
import classes from './Shell.module.css';
import { ShortcutHelp } from './ShortcutHelp';

export type Panel = 'palette' | 'notices' | 'shortcuts' | 'menu';

export function Shell() {
  const { t, i18n } = useTranslation();
  const { data: me } = useSuspenseQuery(meQuery);
  const queryClient = useQueryClient();
  const router = useRouter();
  const [panel, setPanel] = useState<Panel>();
  const close = () => setPanel(undefined);

  useEffect(() => listen(queryClient), [queryClient]);
  useEffect(() => (me.singleKeyShortcuts === false ? undefined : listenToKeys()), [me.singleKeyShortcuts]);
  useEffect(() => {
    // The profile's language holds, wherever the person signs in.
    if (isLanguage(me.locale) && me.locale !== i18n.language) void speak(me.locale);
    // Only when the profile changes: a switch in the menu takes effect before the profile knows it.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [me.locale]);
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (
        event.key.toLowerCase() !== 'k' ||
        !(event.metaKey || event.ctrlKey) ||
        event.shiftKey ||
        event.altKey
      )
        return;
      event.preventDefault();
      setPanel((now) => (now === 'palette' ? undefined : 'palette'));
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, []);
  useShortcut({ keys: '?', label: t('shortcuts.show'), group: 'general', run: () => setPanel('shortcuts') });
  useShortcut({ keys: '/', label: t('palette.open'), group: 'general', run: () => setPanel('palette') });

  const entries = visible(
    features.flatMap(({ nav }) => nav ?? []),
    me,
  );
  const requires = useMatches({
    select: (matches) => matches.findLast(({ staticData }) => staticData.requires)?.staticData.requires,
  });
  return (
    <div className={classes.shell}>
      <a href="#main" className={classes.skip}>
        {t('skip')}
      </a>
      <TopBar open={setPanel} />
      <Rail entries={entries} open={setPanel} />
      <main id="main" tabIndex={-1} className={classes.main}>
        {may(me, requires) ? (
          <Suspense fallback={<PageSkeleton />}>
            <Outlet />
          </Suspense>
        ) : (
          <Message
            title={t('noAccess.title')}
            text={t('noAccess.text', { role: t(`role.${me.role}`) })}
            heading
          />
        )}
      </main>
      <BottomBar entries={entries} open={setPanel} menuOpen={panel === 'menu'} onClose={close} />
      {entries.map((entry) => entry.letter && <GoShortcut key={entry.to} entry={entry} />)}
      <Palette opened={panel === 'palette'} onClose={close} onPanel={setPanel} />
      <NoticesPanel
        opened={panel === 'notices'}
        onClose={close}
        onFollow={(link) => {
          close();
          router.history.push(link);
        }}
      />
      <ShortcutHelp opened={panel === 'shortcuts'} onClose={close} />
    </div>
  );
}
