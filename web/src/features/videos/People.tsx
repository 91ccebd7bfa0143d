import { Alert, Button, CopyButton, Group, Stack, Textarea } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { isolate } from '@/lib/format';
import { usePages } from '@/lib/pages';
import { spokenBy } from '@/lib/spoken';
import { DataTable, type Column } from '@/ui/DataTable';
import { LoadError } from '@/ui/LoadError';
import { problemText } from '@/ui/problems';
import { Section } from '@/ui/Section';
import { StatePill, type Tone } from '@/ui/StatePill';
import { useFormat } from '@/ui/useFormat';
import {
  createShare,
  isWorking,
  orderPersonal,
  personalKey,
  personalsQuery,
  sharesKey,
  wishOrder,
  wishPersonal,
  type Personal,
  type PersonalState,
  type Video,
  type Wish,
} from './api';
import classes from './PersonalPage.module.css';
import { readPeople } from './points';
import { failureText, useRemaining } from './wording';

const tones: Record<PersonalState, Tone> = {
  queued: 'none',
  processing: 'busy',
  paused: 'watch',
  ready: 'good',
  failed: 'risk',
  cancelled: 'none',
};

const idOf = ({ id }: Personal) => id;
const nameOf = ({ person }: Personal) => person;

/** Rows of people in, a video and a link for each of them out. */
export function People({ video, columns }: { video: Video; columns: readonly string[] }) {
  const { t } = useTranslation('videos');
  const queryClient = useQueryClient();
  const made = usePages(personalsQuery(video.id));
  const [typed, setTyped] = useState('');
  const people = useMemo(() => readPeople(typed), [typed]);
  const missing = columns.filter((column) => people.some(({ values }) => !values[column]));
  const refresh = () => queryClient.invalidateQueries({ queryKey: personalKey(video.id) });
  const order = useMutation({
    mutationFn: () => orderPersonal(video.id, people),
    onSuccess: async () => {
      setTyped('');
      await refresh();
    },
    meta: { showsProblem: true },
  });
  const orders = [...new Set(made.items.filter(open).flatMap(({ orderId }) => orderId ?? []))];
  const wishAll = useMutation({
    mutationFn: (wish: Wish) => Promise.all(orders.map((id) => wishOrder(video.id, id, wish))),
    onSuccess: refresh,
  });
  const tableColumns = useColumns(video, refresh);
  const anyWorking = made.items.some(isWorking);
  const anyPaused = made.items.some(({ state }) => state === 'paused');
  return (
    <Section title={t('people.title')} count={made.total ?? made.items.length}>
      <Stack gap="md">
        {columns.length === 0 ? (
          <p className={classes.none}>{t('people.first')}</p>
        ) : (
          <>
            <Textarea
              label={t('people.paste')}
              description={t('people.pasteAbout')}
              placeholder={`email\t${columns.join('\t')}`}
              autosize
              minRows={3}
              maxRows={10}
              dir="auto"
              value={typed}
              onChange={(event) => setTyped(event.currentTarget.value)}
            />
            {people.length > 0 && missing.length > 0 && (
              <p className={classes.hint} role="status">
                {t('people.missing', { columns: missing.join(', ') })}
              </p>
            )}
            {order.isError && (
              <Alert color="red" role="alert">
                {problemText(order.error)}
              </Alert>
            )}
            <Group gap="xs">
              <Button disabled={people.length === 0} loading={order.isPending} onClick={() => order.mutate()}>
                {people.length === 0 ? t('people.make') : t('people.makeSome', { count: people.length })}
              </Button>
              {anyWorking && (
                <Button variant="default" onClick={() => wishAll.mutate('pause')}>
                  {t('people.pauseAll')}
                </Button>
              )}
              {anyPaused && (
                <Button variant="default" onClick={() => wishAll.mutate('resume')}>
                  {t('people.resumeAll')}
                </Button>
              )}
              {(anyWorking || anyPaused) && (
                <Button variant="default" onClick={() => wishAll.mutate('cancel')}>
                  {t('people.cancelAll')}
                </Button>
              )}
            </Group>
          </>
        )}
        {made.isError ? (
          <LoadError what={t('people.title')} error={made.error} retry={() => void made.refetch()} />
        ) : (
          made.items.length > 0 && (
            <DataTable
              label={t('people.title')}
              rows={made.items}
              columns={tableColumns}
              rowId={idOf}
              rowName={nameOf}
              more={made.more}
            />
          )
        )}
      </Stack>
    </Section>
  );
}

const open = (personal: Personal) => isWorking(personal) || personal.state === 'paused';

function useColumns(video: Video, refresh: () => Promise<void>): Column<Personal>[] {
  const { t } = useTranslation('videos');
  const format = useFormat();
  const remaining = useRemaining();
  return useMemo(
    () => [
      { id: 'person', header: t('people.person'), cell: ({ person }) => <bdi>{person}</bdi> },
      {
        id: 'values',
        header: t('people.values'),
        from: 'tablet',
        cell: ({ values }) => <bdi>{Object.values(values).filter(Boolean).join(' · ')}</bdi>,
      },
      {
        id: 'state',
        header: t('stateLabel'),
        width: 'clamp(120px, 30%, 300px)',
        cell: ({ state, progress, remainingSeconds, error, spoken }) => {
          const left = remaining(remainingSeconds);
          const percent = state === 'processing' ? ` ${format.percent(progress)}` : '';
          const who = format.list([...new Set(spoken.map(({ by, voice }) => spokenBy(by, voice)))]);
          // What is queued after a failure waits for the next attempt.
          const about = error ? failureText(error) : state === 'ready' ? who : left;
          return (
            <span title={about}>
              <StatePill tone={tones[state]}>{`${t(`people.state.${state}`)}${percent}`}</StatePill>
              {about && <span className={classes.hint}> · {about}</span>}
            </span>
          );
        },
      },
      {
        id: 'actions',
        header: t('people.actions'),
        width: '190px',
        align: 'end',
        cell: (personal) => <Actions video={video} personal={personal} refresh={refresh} />,
      },
    ],
    // eslint-disable-next-line react-hooks/exhaustive-deps -- the helpers are made of the language and the format
    [t, format, video.id],
  );
}

const wishes: Record<PersonalState, readonly Wish[]> = {
  queued: ['pause', 'cancel'],
  processing: ['pause', 'cancel'],
  paused: ['resume', 'cancel'],
  ready: [],
  failed: ['retry'],
  cancelled: ['retry'],
};

function Actions({
  video,
  personal,
  refresh,
}: {
  video: Video;
  personal: Personal;
  refresh: () => Promise<void>;
}) {
  const { t } = useTranslation('videos');
  const { t: ui } = useTranslation('ui');
  const queryClient = useQueryClient();
  const name = isolate(personal.person);
  const wish = useMutation({
    mutationFn: (wanted: Wish) => wishPersonal(video.id, personal.id, wanted),
    onSuccess: refresh,
  });
  const share = useMutation({
    mutationFn: () => createShare(video.id, { recipient: recipientOf(personal), personalId: personal.id }),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: sharesKey(video.id) }),
  });
  if (personal.state === 'ready') {
    return share.data ? (
      <CopyButton value={share.data.url}>
        {({ copied, copy }) => (
          <Button
            size="compact-sm"
            variant="default"
            onClick={copy}
            aria-label={t('shares.copyOf', { name })}
          >
            {copied ? ui('copied') : t('shares.copy')}
          </Button>
        )}
      </CopyButton>
    ) : (
      <Button
        size="compact-sm"
        variant="default"
        loading={share.isPending}
        aria-label={t('people.linkFor', { name })}
        onClick={() => share.mutate()}
      >
        {t('shares.create')}
      </Button>
    );
  }
  return (
    <Group gap={4} justify="flex-end" wrap="nowrap">
      {wishes[personal.state].map((one) => (
        <Button
          key={one}
          size="compact-sm"
          variant="subtle"
          color="gray"
          aria-label={t(`people.wish.${one}`, { name })}
          onClick={() => wish.mutate(one)}
        >
          {t(one)}
        </Button>
      ))}
    </Group>
  );
}

/** Who a row is about, as far as its usual columns tell. */
function recipientOf({ person, values }: Personal): { name?: string; email?: string } {
  const email = [values.email, person].find((text) => text?.includes('@'));
  const name = values.name ?? [values.first_name, values.last_name].filter(Boolean).join(' ');
  return { name: name || (email ? undefined : person), email };
}
