import { ActionIcon, Button, CopyButton, Skeleton, Tooltip } from '@mantine/core';
import { IconCheck, IconCopy, IconLinkOff, IconLock, IconUserCircle } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { isolate } from '@/lib/format';
import { usePages } from '@/lib/pages';
import { ConfirmNamed } from '@/ui/ConfirmNamed';
import { LoadError } from '@/ui/LoadError';
import { Section } from '@/ui/Section';
import { StatePill } from '@/ui/StatePill';
import { useFormat } from '@/ui/useFormat';
import { useNow } from '@/ui/useNow';
import { revokeShare, sharesKey, sharesQuery, type Share, type Video } from './api';
import { ShareDialog } from './ShareDialog';
import classes from './Shares.module.css';

/** The links to a video: whom each is for, until when, and a way to take it back. */
export function Shares({ video }: { video: Video }) {
  const { t } = useTranslation('videos');
  const queryClient = useQueryClient();
  const shares = usePages(sharesQuery(video.id));
  const [creating, setCreating] = useState(false);
  const [revoking, setRevoking] = useState<Share>();
  const refresh = () => queryClient.invalidateQueries({ queryKey: sharesKey(video.id) });
  const revoke = useMutation({
    mutationFn: (share: Share) => revokeShare(video.id, share.id),
    onSuccess: async () => {
      await refresh();
      setRevoking(undefined);
    },
    meta: { showsProblem: true },
  });
  const whose = (share: Share) => share.recipient?.name ?? share.recipient?.email ?? t('shares.anybody');
  return (
    <Section
      title={t('shares.title')}
      action={
        <Button variant="default" size="compact-sm" onClick={() => setCreating(true)}>
          {t('shares.create')}
        </Button>
      }
    >
      {shares.isPending ? (
        <Skeleton h={64} aria-label={t('loading')} />
      ) : shares.isError ? (
        <LoadError what={t('shares.title')} error={shares.error} retry={() => void shares.refetch()} />
      ) : shares.items.length === 0 ? (
        <p className={classes.none}>{t('shares.none')}</p>
      ) : (
        <ul className={classes.list}>
          {shares.items.map((share) => (
            <Link key={share.id} share={share} whose={whose(share)} onRevoke={() => setRevoking(share)} />
          ))}
        </ul>
      )}
      {shares.more && (
        <Button variant="default" size="compact-sm" onClick={shares.more.load} loading={shares.more.loading}>
          {t('more')}
        </Button>
      )}
      {creating && (
        <ShareDialog video={video} onClose={() => setCreating(false)} onCreated={() => void refresh()} />
      )}
      <ConfirmNamed
        opened={revoking !== undefined}
        onClose={() => setRevoking(undefined)}
        title={revoking && t('shares.revokeTitle', { name: isolate(whose(revoking)) })}
        action={t('shares.revoke')}
        onConfirm={() => revoking && revoke.mutate(revoking)}
        pending={revoke.isPending}
        error={revoke.error}
      >
        {t('shares.revokeText')}
      </ConfirmNamed>
    </Section>
  );
}

function Link({ share, whose, onRevoke }: { share: Share; whose: string; onRevoke: () => void }) {
  const { t } = useTranslation('videos');
  const { t: ui } = useTranslation('ui');
  const format = useFormat();
  const now = useNow();
  const expired = share.expiresAt !== null && new Date(share.expiresAt) <= now;
  const open = share.revokedAt === null && !expired;
  const name = isolate(whose);
  return (
    <li className={classes.item} data-closed={!open || undefined}>
      <div className={classes.words}>
        <bdi className={classes.name}>{whose}</bdi>
        <span className={classes.about}>
          {share.revokedAt !== null ? (
            <StatePill tone="none">{t('shares.revoked')}</StatePill>
          ) : expired ? (
            <StatePill tone="none">{t('shares.expired')}</StatePill>
          ) : (
            share.expiresAt !== null && (
              <span>{t('shares.until', { date: format.moment(share.expiresAt) })}</span>
            )
          )}
          {open && share.locked && (
            <span className={classes.mark}>
              <IconLock size={14} aria-hidden /> {t('shares.locked')}
            </span>
          )}
          {open && share.personalId !== null && (
            <span className={classes.mark}>
              <IconUserCircle size={14} aria-hidden /> {t('shares.personal')}
            </span>
          )}
          {open && share.cta && <bdi>{share.cta.label}</bdi>}
          <time dateTime={share.createdAt}>{format.day(share.createdAt)}</time>
        </span>
      </div>
      {open && (
        <>
          <CopyButton value={share.url}>
            {({ copied, copy }) => (
              <Tooltip label={copied ? ui('copied') : t('shares.copy')}>
                <ActionIcon aria-label={copied ? ui('copied') : t('shares.copyOf', { name })} onClick={copy}>
                  {copied ? <IconCheck size={16} aria-hidden /> : <IconCopy size={16} aria-hidden />}
                </ActionIcon>
              </Tooltip>
            )}
          </CopyButton>
          <Tooltip label={t('shares.revoke')}>
            <ActionIcon aria-label={t('shares.revokeOf', { name })} onClick={onRevoke}>
              <IconLinkOff size={16} aria-hidden />
            </ActionIcon>
          </Tooltip>
        </>
      )}
    </li>
  );
}
