import { Button, Skeleton, Stack } from '@mantine/core';
import { getRouteApi, useLocation } from '@tanstack/react-router';
import { memo, useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { usePages } from '@/lib/pages';
import { LoadError } from '@/ui/LoadError';
import { Section } from '@/ui/Section';
import { transcriptQuery, type Conversation, type Turn } from './api';
import classes from './Transcript.module.css';
import { clock } from './wording';

const route = getRouteApi('/shell/conversations/$conversationId');

/** Every word, page by page; what is out of sight costs the browser nothing (content-visibility). */
export function Transcript({ talk }: { talk: Conversation }) {
  const { t } = useTranslation('conversations');
  return (
    <Section title={t('transcript.title')} count={talk.turnCount || undefined}>
      {talk.turnCount === 0 ? (
        <p className={classes.none}>{t('transcript.none')}</p>
      ) : (
        <Turns conversation={talk.id} />
      )}
    </Section>
  );
}

function Turns({ conversation }: { conversation: string }) {
  const { t } = useTranslation('conversations');
  const turns = usePages(transcriptQuery(conversation));
  const { turn: wanted } = route.useSearch();
  // Following the same link twice means going there twice.
  const visit = useLocation({ select: ({ state }) => state.__TSR_key });
  const here = wanted !== undefined && turns.items.some(({ index }) => index === wanted);
  const { hasNextPage, isFetching, fetchNextPage } = turns;
  useEffect(() => {
    if (wanted !== undefined && !here && hasNextPage && !isFetching) void fetchNextPage();
  }, [wanted, here, hasNextPage, isFetching, fetchNextPage]);
  useEffect(() => {
    if (!here) return;
    const element = document.getElementById(`turn-${wanted}`);
    element?.scrollIntoView({ block: 'center' });
    element?.focus({ preventScroll: true });
  }, [here, wanted, visit]);

  if (turns.isPending) {
    return (
      <Stack gap="xs" role="status" aria-label={t('transcript.loading')}>
        {[0, 1, 2, 3].map((row) => (
          <Skeleton key={row} h={44} />
        ))}
      </Stack>
    );
  }
  if (turns.isError) {
    return <LoadError what={t('transcript.title')} error={turns.error} retry={() => void turns.refetch()} />;
  }
  return (
    <>
      <ol className={classes.list}>
        {turns.items.map((each) => (
          <Said key={each.index} turn={each} wanted={each.index === wanted} />
        ))}
      </ol>
      {turns.more && (
        <Button variant="default" mt="sm" onClick={turns.more.load} loading={turns.more.loading}>
          {t('transcript.more')}
        </Button>
      )}
    </>
  );
}

const Said = memo(function Said({ turn, wanted }: { turn: Turn; wanted: boolean }) {
  const { t } = useTranslation('conversations');
  return (
    <li
      id={`turn-${turn.index}`}
      tabIndex={-1}
      className={classes.turn}
      data-wanted={wanted || undefined}
      aria-current={wanted || undefined}
    >
      <div className={classes.who}>
        <bdi>{turn.speaker ?? t('transcript.someone')}</bdi>
        {turn.startMs !== null && <span className={classes.time}>{clock(turn.startMs)}</span>}
      </div>
      <p className={classes.text} dir="auto">
        {turn.text}
      </p>
    </li>
  );
});
