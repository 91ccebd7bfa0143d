import { Alert, Button, Group, Stack, Textarea } from '@mantine/core';
import { IconCheck, IconMicrophone, IconPlayerStopFilled } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { usePages } from '@/lib/pages';
import { useShortcut } from '@/lib/shortcuts';
import { voiceKey as keyOf, namesQuery, recordName } from './api';
import type { Voice } from '@/lib/voices';
import { problemText } from '@/ui/problems';
import { Section } from '@/ui/Section';
import { alike, readNames } from './names';
import classes from './Recorder.module.css';
import { spokenNamesQuery } from './spokenNames';
import { useMicrophone } from './useMicrophone';
import { useSound } from './useSound';
import page from './VoicePage.module.css';

const mostSeconds = 8;

/** Names recorded one after the other: say it, listen, say it again or go on. */
export function Recorder({ voice, video }: { voice: Voice; video?: string }) {
  const { t } = useTranslation('voices');
  const [typed, setTyped] = useState('');
  const [queue, setQueue] = useState<readonly string[]>();
  const people = useQuery({ ...spokenNamesQuery(video ?? ''), enabled: video !== undefined });
  const recorded = usePages(namesQuery(voice.id));
  const known = useMemo(() => new Set(recorded.items.map(({ name }) => alike(name))), [recorded.items]);
  const offered = people.data?.filter((name) => !known.has(alike(name))) ?? [];
  const names = readNames(typed);
  return (
    <Section title={t('record.title')}>
      {queue ? (
        <Studio voice={voice} names={queue} recorded={known} onEnd={() => setQueue(undefined)} />
      ) : (
        <Stack gap="sm">
          {people.isSuccess && (
            <p className={page.hint} role="status">
              {offered.length > 0 ? t('record.fromVideo', { count: offered.length }) : t('record.allOfVideo')}
            </p>
          )}
          <Textarea
            label={t('record.names')}
            description={t('record.namesAbout')}
            autosize
            minRows={3}
            maxRows={8}
            dir="auto"
            value={typed}
            onChange={(event) => setTyped(event.currentTarget.value)}
          />
          <Group gap="xs">
            <Button disabled={names.length === 0} onClick={() => setQueue(names)}>
              {names.length === 0 ? t('record.begin') : t('record.beginSome', { count: names.length })}
            </Button>
            {offered.length > 0 && (
              <Button variant="default" onClick={() => setTyped(offered.join('\n'))}>
                {t('record.take', { count: offered.length })}
              </Button>
            )}
          </Group>
        </Stack>
      )}
    </Section>
  );
}

interface StudioProps {
  voice: Voice;
  names: readonly string[];
  recorded: ReadonlySet<string>;
  onEnd: () => void;
}

function Studio({ voice, names, recorded, onEnd }: StudioProps) {
  const { t } = useTranslation('voices');
  const queryClient = useQueryClient();
  const button = useRef<HTMLButtonElement>(null);
  const [at, setAt] = useState(0);
  const sound = useSound();
  const name = names[at] ?? '';
  const save = useMutation({
    mutationFn: ({ of, recording }: { of: string; recording: Blob }) => recordName(voice.id, of, recording),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: keyOf(voice.id) }),
    meta: { showsProblem: true },
  });
  const microphone = useMicrophone((recording) => save.mutate({ of: name, recording }), mostSeconds);
  const recording = microphone.state === 'recording';
  const busy = recording || save.isPending || microphone.state === 'asking';
  const done = save.isSuccess ? save.data : undefined;
  const last = at === names.length - 1;
  useEffect(() => button.current?.focus(), [at]);
  const toggle = () => {
    if (recording) {
      microphone.stop();
      return;
    }
    if (busy) return;
    sound.stop();
    save.reset();
    void microphone.start();
  };
  const listen = () => done && sound.play(done.audio);
  const go = (to: number) => {
    sound.stop();
    save.reset();
    if (to >= names.length) onEnd();
    else setAt(Math.max(0, to));
  };
  useShortcut({ keys: 'r', label: t('record.toggle'), group: 'page', run: toggle });
  useShortcut({ keys: 'l', label: t('record.listen'), group: 'page', run: listen });
  useShortcut({ keys: 'n', label: t('record.next'), group: 'page', run: () => !busy && go(at + 1) });
  const Sign = recording ? IconPlayerStopFilled : IconMicrophone;
  return (
    <div className={classes.studio} role="group" aria-label={t('record.one', { name })}>
      <p className={page.hint}>{t('record.place', { at: at + 1, all: names.length })}</p>
      <p className={classes.name} dir="auto">
        {name}
      </p>
      <button
        ref={button}
        type="button"
        className={classes.button}
        data-recording={recording || undefined}
        aria-pressed={recording}
        aria-disabled={save.isPending || undefined}
        aria-label={recording ? t('record.stop', { name }) : t('record.start', { name })}
        onClick={toggle}
      >
        <Sign size={36} aria-hidden />
      </button>
      <div
        className={classes.level}
        role="meter"
        aria-label={t('record.level')}
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={Math.round(microphone.level * 100)}
      >
        <span style={{ inlineSize: `${Math.round(microphone.level * 100)}%` }} />
      </div>
      <p role="status" className={classes.state}>
        {recording ? (
          t('record.recording')
        ) : save.isPending ? (
          t('record.saving')
        ) : done ? (
          <>
            <IconCheck size={16} aria-hidden /> {t('record.saved')}
          </>
        ) : recorded.has(alike(name)) ? (
          t('record.already')
        ) : (
          t('record.ready')
        )}
      </p>
      {(microphone.state === 'refused' || microphone.state === 'missing') && (
        <Alert color="red" role="alert">
          {t(`record.microphone.${microphone.state}`)}
        </Alert>
      )}
      {save.isError && (
        <Alert color="red" role="alert">
          {problemText(save.error)}
        </Alert>
      )}
      <Group gap="xs" justify="center">
        <Button variant="default" disabled={at === 0 || busy} onClick={() => go(at - 1)}>
          {t('record.previous')}
        </Button>
        <Button variant="default" disabled={!done || busy} onClick={listen}>
          {t('record.listen')}
        </Button>
        <Button variant="default" disabled={!done || busy} onClick={toggle}>
          {t('record.again')}
        </Button>
        <Button variant={done ? 'filled' : 'default'} disabled={busy} onClick={() => go(at + 1)}>
          {last ? t('record.end') : done ? t('record.next') : t('record.skip')}
        </Button>
      </Group>
    </div>
  );
}
