import { Alert, Button, Group, Skeleton, Textarea } from '@mantine/core';
import { IconFileText, IconUpload } from '@tabler/icons-react';
import type { UseQueryResult } from '@tanstack/react-query';
import { useRef, useState, type DragEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { Said } from '@/said/Said';
import { problemText } from '@/ui/problems';
import { useFormat } from '@/ui/useFormat';
import type { Parsed } from './api';
import { decode, largest, type Given } from './transcript';
import classes from './TranscriptField.module.css';
import { useDuration } from './wording';

interface Props {
  given: Given;
  onChange: (given: Given) => void;
  parsed: UseQueryResult<Parsed>;
}

/** What was said: pasted, chosen or dropped, and at once what Rapport understood of it. */
export function TranscriptField({ given, onChange, parsed }: Props) {
  const { t } = useTranslation('conversations');
  const input = useRef<HTMLInputElement>(null);
  const [over, setOver] = useState(false);
  const [tooLarge, setTooLarge] = useState(false);
  const take = async (file: File | undefined) => {
    if (!file) return;
    setTooLarge(file.size > largest);
    if (file.size <= largest) onChange({ file, content: decode(await file.arrayBuffer()) });
  };
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    void take(event.dataTransfer.files[0]);
  };
  const choose = (
    <Button
      variant="default"
      size="compact-sm"
      leftSection={<IconUpload size={16} aria-hidden />}
      onClick={() => input.current?.click()}
    >
      {t('new.chooseFile')}
    </Button>
  );
  return (
    // Dropping is the pointer's shortcut; the button below does the same for everyone.
    // eslint-disable-next-line jsx-a11y/no-static-element-interactions
    <div
      className={classes.field}
      data-over={over || undefined}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
    >
      {given.file ? (
        <>
          <span className={classes.label}>{t('new.transcript')}</span>
          <div className={classes.file}>
            <IconFileText size={20} stroke={1.6} aria-hidden />
            <bdi>{given.file.name}</bdi>
            {choose}
            <Button variant="subtle" color="gray" size="compact-sm" onClick={() => onChange({ content: '' })}>
              {t('new.removeFile')}
            </Button>
          </div>
        </>
      ) : (
        <>
          <Textarea
            label={t('new.transcript')}
            description={t('new.transcriptAbout')}
            autosize
            minRows={6}
            maxRows={16}
            dir="auto"
            spellCheck={false}
            value={given.content}
            onChange={(event) => {
              setTooLarge(false);
              onChange({ content: event.currentTarget.value });
            }}
          />
          <Group gap="xs" mt={8}>
            {choose}
          </Group>
        </>
      )}
      <input
        ref={input}
        type="file"
        hidden
        aria-label={t('new.chooseFile')}
        accept=".vtt,.srt,.txt,.json,text/vtt,text/plain,application/json,application/x-subrip"
        onChange={(event) => {
          void take(event.currentTarget.files?.[0]);
          event.currentTarget.value = ''; // the same file, corrected, can be chosen again
        }}
      />
      {tooLarge && (
        <Alert color="red" role="alert" mt="xs">
          {t('new.tooLarge')}
        </Alert>
      )}
      {given.content.trim() !== '' && <Understood parsed={parsed} />}
    </div>
  );
}

/** What the server read out of the text, before anything is kept. */
function Understood({ parsed }: { parsed: UseQueryResult<Parsed> }) {
  const { t } = useTranslation('conversations');
  const format = useFormat();
  const duration = useDuration();
  if (parsed.isPending) return <Skeleton h={48} mt="sm" aria-label={t('new.reading')} />;
  if (parsed.isError) {
    return (
      <Alert color="red" role="alert" mt="sm" title={t('new.unreadable')}>
        <bdi>{problemText(parsed.error)}</bdi>
      </Alert>
    );
  }
  const { turns, speakers, durationSeconds, problems, problemWords, format: kind } = parsed.data;
  return (
    <div className={classes.understood} role="status" data-stale={parsed.isPlaceholderData || undefined}>
      <p className={classes.facts}>
        <span>{t(`format.${kind}` as 'format.vtt')}</span>
        <span>{t('new.turns', { count: turns })}</span>
        <span>{durationSeconds ? duration(durationSeconds) : t('new.noTimes')}</span>
      </p>
      <p>
        {speakers.length > 0
          ? t('new.speakers', { count: speakers.length, names: format.list(speakers) })
          : t('new.noSpeakers')}
      </p>
      {problems.length > 0 && (
        <details className={classes.problems}>
          <summary>{t('new.problems', { count: problems.length })}</summary>
          <ul>
            {problems.map((problem, at) => (
              <li key={problem}>
                <Said english={problem} words={problemWords?.[at]} />
              </li>
            ))}
          </ul>
        </details>
      )}
    </div>
  );
}
