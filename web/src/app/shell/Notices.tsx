import { Button, Drawer, Skeleton, UnstyledButton } from '@mantine/core';
import { IconAlertTriangle, IconCircleX, IconInfoCircle } from '@tabler/icons-react';
import { queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api, segment, type Page } from '@/lib/api';
import { meQuery } from '@/lib/session';
import { said } from '@/said/said';
import { LoadError } from '@/ui/LoadError';
import { RelativeTime } from '@/ui/RelativeTime';
import classes from './Notices.module.css';

interface Notice {
  id: string;
  kind: string;
  title: string;
  body?: string | null;
  parts: Record<string, unknown>;
  link?: string | null;
  at: string;
  readAt?: string | null;
  severity: 'info' | 'warning' | 'error';
}

const noticesQuery = queryOptions({
  queryKey: ['notices'],
  queryFn: async ({ signal }) =>
    (await api.get<Page<Notice>>('/api/notices', { query: { limit: 50 }, signal })).items,
  meta: { live: ['notice'] },
});

interface Props {
  opened: boolean;
  onClose: () => void;
  onFollow: (link: string) => void;
}

export function NoticesPanel({ opened, onClose, onFollow }: Props) {
  const { t } = useTranslation();
  return (
    <Drawer
      opened={opened}
      onClose={onClose}
      title={t('notices.title')}
      size="min(440px, 100vw)"
      closeButtonProps={{ 'aria-label': t('close') }}
      classNames={{ body: classes.body }}
    >
      <NoticeList onFollow={onFollow} />
    </Drawer>
  );
}

function NoticeList({ onFollow }: Pick<Props, 'onFollow'>) {
  const { t } = useTranslation();
  const queryClient = useQueryClient();
  const notices = useQuery(noticesQuery);
  const refresh = () =>
    Promise.all([
      queryClient.invalidateQueries({ queryKey: noticesQuery.queryKey }),
      queryClient.invalidateQueries({ queryKey: meQuery.queryKey }),
    ]);
  const read = useMutation({
    mutationFn: (id: string) => api.post(`/api/notices/${segment(id)}/read`),
    onSettled: refresh,
  });
  const readAll = useMutation({ mutationFn: () => api.post('/api/notices/read-all'), onSettled: refresh });

  if (notices.isPending) {
    return (
      <div className={classes.skeletons} aria-label={t('notices.loading')} role="status">
        {[0, 1, 2, 3].map((row) => (
          <Skeleton key={row} h={56} />
        ))}
      </div>
    );
  }
  if (notices.isError) {
    return <LoadError what={t('notices.title')} error={notices.error} retry={() => void notices.refetch()} />;
  }
  if (notices.data.length === 0) return <p className={classes.empty}>{t('notices.empty')}</p>;
  const open = (notice: Notice) => {
    if (!notice.readAt) read.mutate(notice.id);
    if (notice.link) onFollow(notice.link);
  };
  return (
    <>
      {notices.data.some(({ readAt }) => !readAt) && (
        <div className={classes.tools}>
          <Button
            variant="default"
            size="compact-sm"
            onClick={() => readAll.mutate()}
            loading={readAll.isPending}
          >
            {t('notices.readAll')}
          </Button>
        </div>
      )}
      <ul className={classes.list}>
        {notices.data.map((notice) => (
          <li key={notice.id}>
            <UnstyledButton
              className={classes.notice}
              data-unread={!notice.readAt || undefined}
              onClick={() => open(notice)}
            >
              <Severity severity={notice.severity} />
              <span className={classes.words}>
                <span className={classes.title}>
                  {!notice.readAt && <span className={classes.hidden}>{t('notices.new')} </span>}
                  {said('notice', `${notice.kind}.title`, notice.parts) ?? <bdi>{notice.title}</bdi>}
                </span>
                {notice.body && (
                  <span className={classes.text}>
                    {said('notice', `${notice.kind}.body`, notice.parts) ?? <bdi>{notice.body}</bdi>}
                  </span>
                )}
                <span className={classes.at}>
                  <RelativeTime at={notice.at} />
                </span>
              </span>
            </UnstyledButton>
          </li>
        ))}
      </ul>
    </>
  );
}

function Severity({ severity }: { severity: Notice['severity'] }) {
  const { t } = useTranslation();
  const Sign = { info: IconInfoCircle, warning: IconAlertTriangle, error: IconCircleX }[severity];
  return (
    <span className={classes.sign} data-severity={severity}>
      <Sign size={18} stroke={1.6} role="img" aria-label={t(`notices.${severity}`)} />
    </span>
  );
}
