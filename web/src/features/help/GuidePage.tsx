import { Link, useParams } from '@tanstack/react-router';
import { useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { isLanguage } from '@/i18n';
import { LoadError } from '@/ui/LoadError';
import { PageHeader } from '@/ui/PageHeader';
import { PageSkeleton } from '@/ui/PageSkeleton';
import { guideNames, isGuide, loadGuide, type GuideName } from './guides';
import classes from './HelpPages.module.css';

function Contents() {
  const { t } = useTranslation('help');
  return (
    <nav className={classes.contents} aria-label={t('guides')}>
      {guideNames.map((name) => (
        <Link key={name} to="/help/$guide" params={{ guide: name }}>
          {t(`page.${name}`)}
        </Link>
      ))}
      <Link to="/help/api">{t('api.title')}</Link>
    </nav>
  );
}

export function HelpPage() {
  const { t } = useTranslation('help');
  return (
    <>
      <PageHeader title={t('title')} />
      <Contents />
    </>
  );
}

export function GuidePage() {
  const { t } = useTranslation('help');
  const { guide = '' } = useParams({ strict: false });
  if (!isGuide(guide)) {
    return (
      <>
        <PageHeader title={t('title')} about={t('noGuide')} />
        <Contents />
      </>
    );
  }
  return <Shown name={guide} />;
}

function Shown({ name }: { name: GuideName }) {
  const { t, i18n } = useTranslation('help');
  const language = isLanguage(i18n.language) ? i18n.language : 'en';
  const guide = useQuery({
    queryKey: ['help', name, language],
    queryFn: () => loadGuide(name, language),
    staleTime: Infinity,
  });
  useEffect(() => {
    if (guide.data && location.hash) document.getElementById(location.hash.slice(1))?.scrollIntoView();
  }, [guide.data]);
  if (guide.isPending) return <PageSkeleton />;
  if (guide.isError) {
    return <LoadError what={t('guides')} error={guide.error} retry={() => void guide.refetch()} />;
  }
  return (
    <>
      <PageHeader title={guide.data.title} />
      <div className={classes.columns}>
        <Contents />
        <article
          className={classes.text}
          lang={guide.data.language}
          dir={guide.data.direction}
          dangerouslySetInnerHTML={{ __html: guide.data.html }}
        />
      </div>
    </>
  );
}
