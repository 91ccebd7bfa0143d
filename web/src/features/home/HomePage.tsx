import { useTranslation } from 'react-i18next';
import { useMe } from '@/lib/session';
import { PageHeader } from '@/ui/PageHeader';

export function HomePage() {
  const { t } = useTranslation('home');
  const me = useMe();
  return <PageHeader title={t('title')} about={t('greeting', { name: me.name })} />;
}
