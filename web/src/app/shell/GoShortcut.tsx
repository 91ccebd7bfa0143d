import { useRouter } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useShortcut } from '@/lib/shortcuts';
import type { NavEntry } from '../feature';

export function GoShortcut({ entry }: { entry: NavEntry }) {
  const { t } = useTranslation();
  const router = useRouter();
  useShortcut({
    keys: `g ${entry.letter ?? ''}`,
    label: t(entry.label as never),
    group: 'go',
    run: () => router.history.push(entry.to),
  });
  return null;
}
