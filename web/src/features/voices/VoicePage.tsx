import { Alert, Button, Menu, Skeleton } from '@mantine/core';
import { IconDots } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { getRouteApi, useRouter } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { NotFound } from '@/app/NotFound';
import { isolate } from '@/lib/format';
import { Problem } from '@/lib/problem';
import { useMay } from '@/lib/session';
import { useShortcut } from '@/lib/shortcuts';
import { voicesKey, type Voice } from '@/lib/voices';
import { said } from '@/said/said';
import { ConfirmNamed } from '@/ui/ConfirmNamed';
import { LoadError } from '@/ui/LoadError';
import { PageHeader } from '@/ui/PageHeader';
import { useFormat } from '@/ui/useFormat';
import { deleteVoice, setDefault, voiceQuery } from './api';
import { EditVoiceDialog } from './EditVoiceDialog';
import { Names } from './Names';
import { Recorder } from './Recorder';
import { Service } from './Service';
import { TryOut } from './TryOut';
import { VoiceState } from './VoicesPage';
import classes from './VoicePage.module.css';

const route = getRouteApi('/shell/videos/voices/$voiceId');

/** One voice: its recorded names, who says the others, and a place to hear it. */
export function VoicePage() {
  const { t } = useTranslation('voices');
  const { voiceId } = route.useParams();
  const voice = useQuery(voiceQuery(voiceId));
  if (voice.isPending) return <Skeleton h={360} role="status" aria-label={t('loading')} />;
  if (voice.isError) {
    if (voice.error instanceof Problem && [400, 404].includes(voice.error.status)) return <NotFound />;
    return <LoadError what={t('voice')} error={voice.error} retry={() => void voice.refetch()} />;
  }
  return <Loaded key={voiceId} voice={voice.data} />;
}

function Loaded({ voice }: { voice: Voice }) {
  const { t } = useTranslation('voices');
  const format = useFormat();
  const router = useRouter();
  const queryClient = useQueryClient();
  const { video, open } = route.useSearch();
  const navigate = route.useNavigate();
  const mayConnect = useMay('integrations:manage');
  const mayChange = voice.kind === 'recorded' || mayConnect;
  const [dialog, setDialog] = useState<'edit' | 'delete'>();
  const close = () => setDialog(undefined);
  const refresh = () => queryClient.invalidateQueries({ queryKey: voicesKey });
  useShortcut({
    keys: 'Escape',
    label: t('back'),
    group: 'page',
    run: () => router.history.push('/videos/voices'),
  });
  const standard = useMutation({
    mutationFn: () => setDefault(voice.id, !voice.isDefault),
    onSuccess: refresh,
  });
  const remove = useMutation({
    mutationFn: () => deleteVoice(voice.id),
    onSuccess: async () => {
      router.history.push('/videos/voices');
      await refresh();
    },
    meta: { showsProblem: true },
  });
  return (
    <div className={classes.page}>
      <PageHeader
        title={voice.name}
        heading={<bdi>{voice.name}</bdi>}
        about={
          <span className={classes.about}>
            <VoiceState voice={voice} />
            <span>{t(`kind.${voice.kind}`)}</span>
            {voice.videos > 0 && <span>{t('usedBy', { count: voice.videos })}</span>}
          </span>
        }
        actions={
          mayChange && (
            <>
              <Menu position="bottom-end">
                <Menu.Target>
                  <Button variant="default" px={9} aria-label={t('moreActions')}>
                    <IconDots size={18} aria-hidden />
                  </Button>
                </Menu.Target>
                <Menu.Dropdown>
                  <Menu.Item onClick={() => setDialog('edit')}>{t('edit.action')}</Menu.Item>
                  <Menu.Item onClick={() => setDialog('delete')}>{t('delete.action')}</Menu.Item>
                </Menu.Dropdown>
              </Menu>
              <Button variant="default" loading={standard.isPending} onClick={() => standard.mutate()}>
                {voice.isDefault ? t('noDefault') : t('makeDefault')}
              </Button>
            </>
          )
        }
      />
      {voice.trouble && (
        <Alert
          color="red"
          role="alert"
          mb="lg"
          title={t('trouble', { since: format.moment(voice.trouble.at) })}
        >
          {said('video', voice.trouble.code) ?? isolate(voice.trouble.detail)}
        </Alert>
      )}
      <div className={classes.columns}>
        <div className={classes.main}>
          <Recorder voice={voice} video={video} />
          <Names voice={voice} />
        </div>
        <div className={classes.side}>
          <TryOut voice={voice} />
          {voice.kind !== 'recorded' && (
            <Service
              voice={voice}
              mayChange={mayChange}
              cloning={open === 'clone'}
              onClone={(wanted) =>
                void navigate({
                  search: (now) => ({ ...now, open: wanted ? 'clone' : undefined }),
                  replace: true,
                })
              }
            />
          )}
        </div>
      </div>
      {dialog === 'edit' && <EditVoiceDialog voice={voice} onClose={close} />}
      <ConfirmNamed
        opened={dialog === 'delete'}
        title={t('delete.title', { name: isolate(voice.name) })}
        action={t('delete.action')}
        onConfirm={() => remove.mutate()}
        onClose={close}
        pending={remove.isPending}
        error={remove.error}
      >
        {t('delete.text', { count: voice.names })}{' '}
        {voice.videos > 0 && t('delete.used', { count: voice.videos })}{' '}
        {voice.consent && t('delete.imitated', { speaker: isolate(voice.consent.speaker) })}
      </ConfirmNamed>
    </div>
  );
}
