import { Button, Skeleton, Stack } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { usePages } from '@/lib/pages';
import { Said } from '@/said/Said';
import { EmptyState } from '@/ui/EmptyState';
import { FilterChips } from '@/ui/FilterChips';
import { LoadError } from '@/ui/LoadError';
import { Section } from '@/ui/Section';
import { SourceIcon } from '@/ui/SourceIcon';
import { useSourceName } from '@/ui/sources';
import { useFormat } from '@/ui/useFormat';
import { sourcesQuery, timelineQuery, type Activity } from './api';
import classes from './Timeline.module.css';

const route = getRouteApi('/shell/customers/$customerId');

/** What happened with this customer, newest first, whichever system it came from. */
export function Timeline({ customerId }: { customerId: string }) {
  const { t } = useTranslation('customers');
  const { source } = route.useSearch();
  const navigate = route.useNavigate();
  const nameOf = useSourceName();
  const timeline = usePages(timelineQuery(customerId, source));
  const sources = useQuery(sourcesQuery(customerId));
  // A source in the address stays in sight, so that it can be left, even when it has no entries.
  const counted = sources.data?.items ?? [];
  const shown =
    source === undefined || counted.some((one) => one.source === source)
      ? counted
      : [...counted, { source, count: 0 }];
  return (
    <Section title={t('timeline.title')}>
      {shown.length > 0 && (
        <FilterChips
          label={t('timeline.filter')}
          all={t('timeline.all')}
          total={sources.data?.total}
          value={source}
          options={shown.map(({ source: value, count }) => ({ value, label: nameOf(value), count }))}
          onChange={(value) =>
            void navigate({ search: { source: value }, replace: true, resetScroll: false })
          }
        />
      )}
      {timeline.isPending ? (
        <Stack gap="xs" role="status" aria-label={t('timeline.loading')}>
          {[0, 1, 2, 3].map((row) => (
            <Skeleton key={row} h={60} />
          ))}
        </Stack>
      ) : timeline.isError ? (
        <LoadError what={t('timeline.title')} error={timeline.error} retry={() => void timeline.refetch()} />
      ) : timeline.items.length === 0 ? (
        <EmptyState
          title={source ? t('timeline.noneFound') : t('timeline.empty')}
          text={source ? t('timeline.noneFoundText') : t('timeline.emptyText')}
        />
      ) : (
        <>
          <Days activities={timeline.items} />
          {timeline.more && (
            <Button variant="default" mt="sm" onClick={timeline.more.load} loading={timeline.more.loading}>
              {t('timeline.more')}
            </Button>
          )}
        </>
      )}
    </Section>
  );
}

function Days({ activities }: { activities: Activity[] }) {
  const format = useFormat();
  const days = Map.groupBy(activities, ({ at }) => format.day(at));
  return [...days].map(([day, entries]) => (
    <div key={day}>
      <h3 className={classes.day}>{day}</h3>
      <ol className={classes.list}>
        {entries.map((activity) => (
          <Entry key={activity.id} activity={activity} />
        ))}
      </ol>
    </div>
  ));
}

function Entry({ activity }: { activity: Activity }) {
  const { t } = useTranslation('customers');
  const format = useFormat();
  const { at, source, actor, subject, title, summary, words, link } = activity;
  return (
    <li className={classes.entry}>
      <SourceIcon source={source} />
      <div className={classes.words}>
        <div className={classes.line}>
          {link ? (
            <Link to={link} className={classes.title}>
              <bdi>{title}</bdi>
            </Link>
          ) : (
            <bdi className={classes.title}>{title}</bdi>
          )}
          <time dateTime={at} className={classes.at}>
            {format.time(at)}
          </time>
        </div>
        {(actor ?? subject) && (
          <div className={classes.who}>
            {actor && <bdi>{actor.name}</bdi>}
            {actor && subject && ` ${t('timeline.with')} `}
            {subject && <bdi>{subject.name}</bdi>}
          </div>
        )}
        {summary && (
          <p className={classes.summary} dir="auto">
            {words ? <Said english={summary} words={words} /> : summary}
          </p>
        )}
      </div>
    </li>
  );
}
