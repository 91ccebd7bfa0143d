import { Drawer, Indicator, UnstyledButton } from '@mantine/core';
import { IconBell, IconMenu2, IconSearch } from '@tabler/icons-react';
import { Link, useLocation } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { isMac } from '@/lib/platform';
import { useMe } from '@/lib/session';
import { Mark } from '@/ui/Mark';
import type { NavEntry } from '../feature';
import classes from './Rail.module.css';
import type { Panel } from './Shell';
import { UserMenu } from './UserMenu';

interface Props {
  entries: readonly NavEntry[];
  open: (panel: Panel) => void;
}

const sections = ['work', 'reach', 'system'] as const;

export function Rail({ entries, open }: Props) {
  const { t } = useTranslation();
  const me = useMe();
  return (
    <aside className={classes.rail} aria-label={t('rail')}>
      <div className={classes.brand}>
        <Mark size={20} />
        <bdi className={classes.organization} title={me.organization.name}>
          {me.organization.name}
        </bdi>
      </div>
      <UnstyledButton className={classes.search} onClick={() => open('palette')}>
        <IconSearch size={16} aria-hidden />
        <span>{t('palette.short')}</span>
        <kbd className={classes.kbd} aria-hidden>
          <bdi>{isMac ? '⌘K' : 'Ctrl K'}</bdi>
        </kbd>
      </UnstyledButton>
      <Nav entries={entries} />
      <div className={classes.foot}>
        <UnstyledButton className={classes.item} onClick={() => open('notices')}>
          <IconBell size={18} stroke={1.6} aria-hidden />
          <span className={classes.label}>{t('notices.title')}</span>
          <Unread count={me.unreadNotices} />
        </UnstyledButton>
        <UserMenu onShortcuts={() => open('shortcuts')} />
      </div>
    </aside>
  );
}

/** On a phone the rail becomes a bar above (who and what is new) and one below (where to). */
export function TopBar({ open }: { open: (panel: Panel) => void }) {
  const { t } = useTranslation();
  const me = useMe();
  return (
    <section className={classes.top} aria-label={t('topBar')}>
      <Mark size={20} />
      <bdi className={classes.organization}>{me.organization.name}</bdi>
      <UnstyledButton className={classes.icon} onClick={() => open('palette')} aria-label={t('palette.open')}>
        <IconSearch size={20} stroke={1.6} aria-hidden />
      </UnstyledButton>
      <UnstyledButton
        className={classes.icon}
        onClick={() => open('notices')}
        aria-label={t('notices.unread', { count: me.unreadNotices })}
      >
        <Indicator disabled={me.unreadNotices === 0} size={8} offset={2} color="teal">
          <IconBell size={20} stroke={1.6} aria-hidden />
        </Indicator>
      </UnstyledButton>
    </section>
  );
}

interface BottomBarProps extends Props {
  menuOpen: boolean;
  onClose: () => void;
}

export function BottomBar({ entries, open, menuOpen, onClose }: BottomBarProps) {
  const { t } = useTranslation();
  const first = entries.filter(({ section, secondary }) => section === 'work' && !secondary).slice(0, 4);
  return (
    <>
      <nav className={classes.bottom} aria-label={t('rail')}>
        {first.map((entry) => (
          <Link key={entry.to} to={entry.to} className={classes.tab} activeProps={{ 'aria-current': 'page' }}>
            <entry.icon size={20} stroke={1.6} aria-hidden />
            <span>{t(entry.label as never)}</span>
          </Link>
        ))}
        <UnstyledButton className={classes.tab} onClick={() => open('menu')}>
          <IconMenu2 size={20} stroke={1.6} aria-hidden />
          <span>{t('more')}</span>
        </UnstyledButton>
      </nav>
      <Drawer
        opened={menuOpen}
        onClose={onClose}
        title={t('more')}
        size="min(320px, 88vw)"
        closeButtonProps={{ 'aria-label': t('close') }}
      >
        <Nav entries={entries} onFollow={onClose} />
        <div className={classes.drawerFoot}>
          <UserMenu onShortcuts={() => open('shortcuts')} />
        </div>
      </Drawer>
    </>
  );
}

function Nav({ entries, onFollow }: { entries: readonly NavEntry[]; onFollow?: () => void }) {
  const { t } = useTranslation();
  const pathname = useLocation({ select: (location) => location.pathname });
  const here = longestMatch(entries, pathname);
  return (
    <nav className={classes.nav} aria-label={t('pages')}>
      {sections.map((section) => {
        const items = entries.filter((entry) => entry.section === section);
        if (items.length === 0) return null;
        return (
          <ul key={section} className={classes.section}>
            {items.map((entry) => (
              <li key={entry.to}>
                <Link
                  to={entry.to}
                  className={classes.item}
                  activeOptions={{ exact: true }} // the longest match decides, not every beginning
                  aria-current={entry === here ? 'page' : undefined}
                  onClick={onFollow}
                >
                  <entry.icon size={18} stroke={1.6} aria-hidden />
                  <span className={classes.label}>{t(entry.label as never)}</span>
                </Link>
              </li>
            ))}
          </ul>
        );
      })}
    </nav>
  );
}

/** `/integrations/monitor` lights up its own entry and not `/integrations` as well. */
function longestMatch(entries: readonly NavEntry[], pathname: string): NavEntry | undefined {
  return entries
    .filter(({ to }) => pathname === to || pathname.startsWith(`${to}/`))
    .sort((a, b) => b.to.length - a.to.length)[0];
}

function Unread({ count }: { count: number }) {
  const { t } = useTranslation();
  if (count === 0) return null;
  return (
    <span className={classes.unread}>
      <span aria-hidden>{count > 99 ? '99+' : count}</span>
      <span className={classes.hidden}>{t('notices.count', { count })}</span>
    </span>
  );
}
