import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useShortcut } from '@/lib/shortcuts';

/** J and K walk from card to card as they do through the rows of a table; Enter follows the card's link. */
export function useCardKeys() {
  const { t } = useTranslation('ui');
  const grid = useRef<HTMLUListElement>(null);
  const links = () => [...(grid.current?.querySelectorAll<HTMLElement>('[data-row-focus]') ?? [])];
  const step = (by: 1 | -1) => {
    const all = links();
    const now = all.findIndex((link) => link.closest('li')?.contains(document.activeElement));
    const first = by === 1 ? 0 : all.length - 1;
    const next = all[now === -1 ? first : Math.min(Math.max(now + by, 0), all.length - 1)];
    next?.focus();
    next?.closest('li')?.scrollIntoView({ block: 'nearest' });
  };
  const some = () => links().length > 0;
  useShortcut({ keys: 'j', label: t('table.next'), group: 'list', run: () => step(1), when: some });
  useShortcut({ keys: 'k', label: t('table.previous'), group: 'list', run: () => step(-1), when: some });
  return grid;
}
