import { Drawer } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconLanguage, IconLogout, IconMoon, IconKeyboard, IconSearch, type Icon } from '@tabler/icons-react';
import { useQueries } from '@tanstack/react-query';
import { useRouter } from '@tanstack/react-router';
import { useMantineColorScheme } from '@mantine/core';
import { useEffect, useId, useState, type KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { useMe } from '@/lib/session';
import { matches } from '@/lib/search';
import { visible } from '../feature';
import { features } from '../features';
import { useLanguageChoice, useSignOut } from './account';
import classes from './Palette.module.css';
import type { Panel } from './Shell';

interface Props {
  opened: boolean;
  onClose: () => void;
  onPanel: (panel: Panel) => void;
}

interface Item {
  id: string;
  title: string;
  detail?: string;
  icon: Icon;
  run: () => void;
}

interface Group {
  id: string;
  title: string;
  items: Item[];
}

/** Everything one can do or go to, by typing. A panel at the side, so that the page stays in sight. */
export function Palette({ opened, onClose, onPanel }: Props) {
  const { t } = useTranslation();
  return (
    <Drawer
      opened={opened}
      onClose={onClose}
      title={t('palette.title')}
      size="min(440px, 100vw)"
      closeButtonProps={{ 'aria-label': t('close') }}
      classNames={{ body: classes.body }}
    >
      <PaletteContent onClose={onClose} onPanel={onPanel} />
    </Drawer>
  );
}

function PaletteContent({ onClose, onPanel }: Omit<Props, 'opened'>) {
  const { t } = useTranslation();
  const listId = useId();
  const [text, setText] = useState('');
  const [active, setActive] = useState(0);
  const groups = useGroups(text, { onClose, onPanel });
  const items = groups.flatMap((group) => group.items);
  const current = items[Math.min(active, items.length - 1)];

  useEffect(() => {
    if (current) document.getElementById(optionId(listId, current))?.scrollIntoView({ block: 'nearest' });
  }, [current, listId]);

  const onKey = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step)
      setActive((now) => (Math.min(now, items.length - 1) + step + items.length) % Math.max(1, items.length));
    else if (event.key === 'Home') setActive(0);
    else if (event.key === 'End') setActive(Math.max(0, items.length - 1));
    else if (event.key === 'Enter') current?.run();
    else return;
    event.preventDefault();
  };
  return (
    <>
      <div className={classes.field}>
        <IconSearch size={18} aria-hidden />
        <input
          data-autofocus
          className={classes.input}
          type="text"
          dir="auto"
          role="combobox"
          aria-expanded
          aria-controls={listId}
          aria-activedescendant={current && optionId(listId, current)}
          aria-label={t('palette.field')}
          placeholder={t('palette.field')}
          autoComplete="off"
          spellCheck={false}
          value={text}
          onChange={(event) => {
            setText(event.currentTarget.value);
            setActive(0);
          }}
          onKeyDown={onKey}
        />
      </div>
      <div id={listId} role="listbox" aria-label={t('palette.title')} className={classes.list}>
        {groups.map((group) => (
          <div key={group.id} role="group" aria-label={group.title}>
            <div className={classes.group} aria-hidden>
              {group.title}
            </div>
            {group.items.map((item) => (
              // Keys act on the field, which names the active option to screen readers.
              // eslint-disable-next-line jsx-a11y/click-events-have-key-events
              <div
                key={item.id}
                id={optionId(listId, item)}
                role="option"
                tabIndex={-1}
                aria-selected={item === current}
                className={classes.option}
                onClick={item.run}
                onMouseMove={() => setActive(items.indexOf(item))}
              >
                <item.icon size={18} stroke={1.6} aria-hidden />
                <bdi className={classes.title}>{item.title}</bdi>
                {item.detail && <bdi className={classes.detail}>{item.detail}</bdi>}
              </div>
            ))}
          </div>
        ))}
      </div>
      <p role="status" className={classes.none}>
        {items.length === 0 && t('palette.none')}
      </p>
    </>
  );
}

const optionId = (listId: string, item: Item) => `${listId}-${item.id.replace(/\W/g, '_')}`;

function useGroups(text: string, { onClose, onPanel }: Omit<Props, 'opened'>): Group[] {
  const { t } = useTranslation();
  const { i18n } = useTranslation();
  const me = useMe();
  const router = useRouter();
  const signOut = useSignOut();
  const choose = useLanguageChoice();
  const { toggleColorScheme } = useMantineColorScheme();
  const words = (key: string) => String(t(key as never));
  const go = (to: string) => () => {
    onClose();
    router.history.push(to);
  };
  const act = (run: () => void) => () => {
    onClose();
    run();
  };

  const pages = visible(
    features.flatMap(({ nav }) => nav ?? []),
    me,
  ).map((entry): Item => ({ id: entry.to, title: words(entry.label), icon: entry.icon, run: go(entry.to) }));

  const verbs = visible(
    features.flatMap(({ commands }) => commands ?? []),
    me,
  ).map((command): Item => {
    const { id, label, icon, to, run } = command;
    return { id, title: words(label), icon, run: to ? go(to) : act(run ?? (() => undefined)) };
  });
  const own: Item[] = [
    { id: 'theme', title: t('palette.theme'), icon: IconMoon, run: act(toggleColorScheme) },
    {
      id: 'language',
      title: i18n.language === 'ar' ? 'English' : 'العربية',
      icon: IconLanguage,
      run: act(() => choose(i18n.language === 'ar' ? 'en' : 'ar')),
    },
    { id: 'shortcuts', title: t('shortcuts.title'), icon: IconKeyboard, run: () => onPanel('shortcuts') },
    { id: 'sign-out', title: t('userMenu.signOut'), icon: IconLogout, run: act(signOut) },
  ];

  const wanted = text.trim();
  const found = useFound(wanted).map((group) => ({
    ...group,
    items: group.items.map(({ to, ...item }) => ({ ...item, run: go(to) })),
  }));
  const fitting = (items: Item[]) => (wanted ? items.filter(({ title }) => matches(title, wanted)) : items);
  return [
    ...found,
    { id: 'pages', title: t('palette.pages'), items: fitting(pages) },
    { id: 'verbs', title: t('palette.verbs'), items: fitting([...verbs, ...own]) },
  ].filter(({ items }) => items.length > 0);
}

/** What the features' searches answer, once the typing rests. */
function useFound(text: string) {
  const { t } = useTranslation();
  const me = useMe();
  const [settled] = useDebouncedValue(text, 150);
  const searches = visible(
    features.flatMap(({ search }) => search ?? []),
    me,
  );
  const answers = useQueries({
    queries: searches.map((search) => ({
      queryKey: ['palette', search.label, settled],
      queryFn: ({ signal }: { signal: AbortSignal }) => search.find(settled, signal),
      enabled: settled.length >= 2,
      staleTime: 30_000,
    })),
  });
  if (text.length < 2) return [];
  return searches.map(({ label, icon }, index) => ({
    id: label,
    title: String(t(label as never)),
    items: (answers[index]?.data ?? [])
      .slice(0, 6)
      .map((record) => ({ ...record, id: `${label}-${record.id}`, icon })),
  }));
}
