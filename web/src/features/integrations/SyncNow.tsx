import { Alert, Button, Progress } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Problem } from '@/lib/problem';
import { problemText } from '@/ui/problems';
import { cancelJob, jobQuery, syncAll, type Connection, type Job } from './api';
import classes from './ProviderPage.module.css';

/** Brings every completed conversation up to date there, with progress and a way to stop. */
export function SyncNow({ connection }: { connection: Connection }) {
  const { t } = useTranslation('integrations');
  const [jobId, setJobId] = useState<string>();
  const start = useMutation({
    mutationFn: () => syncAll(connection.id),
    onSuccess: ({ jobId: started }) => setJobId(started),
    // It runs already: then that one is what one wants to see.
    onError: (error) => {
      if (error instanceof Problem && typeof error.details.jobId === 'string') setJobId(error.details.jobId);
    },
    meta: { showsProblem: true },
  });
  const running = start.error instanceof Problem && start.error.code === 'sync_running';
  return (
    <>
      <Button
        variant="default"
        loading={start.isPending}
        disabled={connection.state !== 'connected'}
        onClick={() => start.mutate()}
      >
        {t('syncNow.action')}
      </Button>
      {start.isError && !running && (
        <Alert color="red" role="alert" w="100%">
          {problemText(start.error)}
        </Alert>
      )}
      {jobId && <JobProgress id={jobId} />}
    </>
  );
}

function JobProgress({ id }: { id: string }) {
  const { t } = useTranslation('integrations');
  const job = useQuery(jobQuery(id));
  const cancel = useMutation({ mutationFn: () => cancelJob(id), onSettled: () => job.refetch() });
  if (!job.data) return null;
  const { state, progress } = job.data;
  const open = state === 'queued' || state === 'running';
  const words = sentence(job.data, t);
  return (
    <div className={classes.progress} style={{ width: '100%' }}>
      <p className={classes.dim} role="status">
        {words}
      </p>
      {open && (
        <>
          <Progress
            value={progress.total > 0 ? (progress.done / progress.total) * 100 : 0}
            size="sm"
            my={6}
            aria-label={words}
          />
          <Button
            variant="subtle"
            color="gray"
            size="compact-sm"
            loading={cancel.isPending}
            onClick={() => cancel.mutate()}
          >
            {t('cancel')}
          </Button>
        </>
      )}
    </div>
  );
}

function sentence(
  { state, progress, result, message }: Job,
  t: ReturnType<typeof useTranslation<'integrations'>>['t'],
): string {
  switch (state) {
    case 'queued':
      return t('syncNow.queued');
    case 'running':
      return t('syncNow.running', { done: progress.done, total: progress.total });
    case 'done':
      return result
        ? t('syncNow.done', { synced: result.synced, failed: result.failed, waiting: result.waiting })
        : t('syncNow.finished');
    case 'cancelled':
      return t('syncNow.cancelled');
    case 'failed':
      return message || t('syncNow.failed');
  }
}
