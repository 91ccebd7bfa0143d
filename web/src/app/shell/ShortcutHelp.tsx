import { Kbd, Modal } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { isMac } from '@/lib/platform';
import { useShortcuts, type Shortcut } from '@/lib/shortcuts';
import classes from './ShortcutHelp.module.css';

const groups = ['general', 'go', 'list', 'page'] as const;
const keyNames: Record<string, string> = { Enter: '↵', Escape: 'Esc', ArrowDown: '↓', ArrowUp: '↑' };

/** Every key that acts on the page one is on. */
export function ShortcutHelp({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  const { t } = useTranslation();
  const all = useShortcuts().filter(({ label }) => label);
  const palette: Shortcut = {
    keys: 'mod+k',
    label: t('palette.open'),
    group: 'general',
    run: () => undefined,
  };
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={t('shortcuts.title')}
      size="lg"
      closeButtonProps={{ 'aria-label': t('close') }}
    >
      <div className={classes.groups}>
        {groups.map((group) => {
          const items = [
            ...(group === 'general' ? [palette] : []),
            ...all.filter((item) => item.group === group),
          ];
          if (items.length === 0) return null;
          return (
            <section key={group}>
              <h3 className={classes.heading}>{t(`shortcuts.${group}`)}</h3>
              <dl className={classes.list}>
                {unique(items).map(({ keys, label }) => (
                  <div key={keys} className={classes.row}>
                    <dt>{label}</dt>
                    <dd dir="ltr">
                      <Keys keys={keys} />
                    </dd>
                  </div>
                ))}
              </dl>
            </section>
          );
        })}
      </div>
      <p className={classes.note}>{t('shortcuts.turnOff')}</p>
    </Modal>
  );
}

function Keys({ keys }: { keys: string }) {
  const { t } = useTranslation();
  if (keys === 'mod+k') return <Kbd size="xs">{isMac ? '⌘ K' : 'Ctrl K'}</Kbd>;
  if (keys === ' ') return <Kbd size="xs">{t('shortcuts.space')}</Kbd>;
  return keys.split(' ').map((key, index) => (
    <Kbd key={index} size="xs">
      {keyNames[key] ?? (key.length === 1 ? key.toUpperCase() : key)}
    </Kbd>
  ));
}

function unique(items: readonly Shortcut[]): Shortcut[] {
  return [...new Map(items.map((item) => [item.keys, item])).values()];
}
