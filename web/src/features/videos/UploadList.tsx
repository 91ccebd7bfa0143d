import { Button, FileButton, Group } from '@mantine/core';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { isolate } from '@/lib/format';
import { problemText } from '@/ui/problems';
import { Section } from '@/ui/Section';
import { Progress } from './Progress';
import {
  cancel,
  discard,
  goOn,
  interrupted,
  pause,
  send,
  useTransfers,
  type Interrupted,
  type Transfer,
} from './transfers';
import { accepted } from './UploadDialog';
import classes from './UploadList.module.css';
import { useBytes } from './wording';

/** What is on its way, and what an earlier visit left half sent. */
export function UploadList({ onVideo }: { onVideo: () => void }) {
  const { t } = useTranslation('videos');
  const transfers = useTransfers();
  const left = useQuery({
    queryKey: ['uploads', 'interrupted', transfers.map(({ id }) => id)],
    queryFn: () => interrupted(),
    placeholderData: keepPreviousData,
    staleTime: 0,
    gcTime: 0, // what was left an upload ago may be done by now
  });
  const waiting = left.data ?? [];
  if (transfers.length === 0 && waiting.length === 0) return null;
  return (
    <div className={classes.uploads}>
      <Section title={t('upload.list')}>
        <ul className={classes.list}>
          {transfers.map((transfer) => (
            <Sending key={transfer.id} transfer={transfer} />
          ))}
          {waiting.map((one) => (
            <Waiting key={one.id} upload={one} onVideo={onVideo} onGone={() => void left.refetch()} />
          ))}
        </ul>
      </Section>
    </div>
  );
}

function Sending({ transfer }: { transfer: Transfer }) {
  const { t } = useTranslation('videos');
  const bytes = useBytes();
  const { id, title, file, sent, state, error, remainingSeconds } = transfer;
  const name = isolate(title);
  const progress = file.size > 0 ? sent / file.size : 0;
  return (
    <li className={classes.item}>
      <div className={classes.head}>
        <bdi className={classes.title}>{title}</bdi>
        <span className={classes.size}>{bytes(file.size)}</span>
      </div>
      {state === 'failed' && error && (
        <p role="alert" className={classes.failed}>
          {problemText(error)}
        </p>
      )}
      <Progress label={t(`upload.state.${state}`)} work={{ progress, remainingSeconds }}>
        <Group gap={4}>
          {state === 'sending' && (
            <Quiet label={t('upload.pauseOf', { name })} onClick={() => pause(id)}>
              {t('pause')}
            </Quiet>
          )}
          {(state === 'paused' || state === 'offline') && (
            <Quiet label={t('upload.resumeOf', { name })} onClick={() => goOn(id)}>
              {t('resume')}
            </Quiet>
          )}
          {state === 'failed' && (
            <Quiet label={t('upload.retryOf', { name })} onClick={() => goOn(id)}>
              {t('retry')}
            </Quiet>
          )}
          {state !== 'creating' && (
            <Quiet label={t('upload.cancelOf', { name })} onClick={() => void cancel(id)}>
              {state === 'failed' ? t('remove') : t('cancel')}
            </Quiet>
          )}
        </Group>
      </Progress>
    </li>
  );
}

/** The browser may not keep the file itself over a reload: it must be chosen once more, then goes on where it was. */
function Waiting({
  upload,
  onVideo,
  onGone,
}: {
  upload: Interrupted;
  onVideo: () => void;
  onGone: () => void;
}) {
  const { t } = useTranslation('videos');
  const bytes = useBytes();
  const [another, setAnother] = useState(false);
  const { name, size, title, customerId, tags, previous } = upload;
  const choose = (file: File | null) => {
    if (!file) return;
    const same = file.name === name && file.size === size;
    setAnother(!same);
    if (same) send(file, { title, customerId, tags }, onVideo, previous);
  };
  return (
    <li className={classes.item}>
      <div className={classes.head}>
        <bdi className={classes.title}>{title}</bdi>
        <span className={classes.size}>{bytes(size)}</span>
      </div>
      <div className={classes.waiting}>
        <span role={another ? 'alert' : undefined}>
          {another
            ? t('upload.anotherFile', { name: isolate(name) })
            : t('upload.interrupted', { name: isolate(name) })}
        </span>
        <Group gap={4}>
          <FileButton accept={accepted} onChange={choose}>
            {(props) => (
              <Quiet {...props} label={t('upload.chooseAgain', { name: isolate(name) })}>
                {t('upload.choose')}
              </Quiet>
            )}
          </FileButton>
          <Quiet
            label={t('upload.discardOf', { name: isolate(name) })}
            onClick={() => void discard(upload).then(onGone)}
          >
            {t('upload.discard')}
          </Quiet>
        </Group>
      </div>
    </li>
  );
}

function Quiet({ label, onClick, children }: { label: string; onClick: () => void; children: string }) {
  return (
    <Button variant="subtle" color="gray" size="compact-sm" aria-label={label} onClick={onClick}>
      {children}
    </Button>
  );
}
