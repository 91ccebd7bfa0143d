import { Alert, Modal, Select, Skeleton, Stack } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMay } from '@/lib/session';
import { Said } from '@/said/Said';
import { LoadError } from '@/ui/LoadError';
import { crmName } from '@/ui/sources';
import { connectionChoicesQuery, previewQuery } from './api';
import classes from './PreviewDialog.module.css';

interface Props {
  conversation: string;
  connection?: string;
  onClose: () => void;
}

/** The exact requests that a sync would send now: method, address, body. Nothing is sent. */
export function PreviewDialog({ conversation, connection, onClose }: Props) {
  const { t } = useTranslation('conversations');
  const mayList = useMay('integrations:read');
  const connections = useQuery({ ...connectionChoicesQuery, enabled: mayList });
  const [chosen, setChosen] = useState(connection);
  const shown = chosen ?? connections.data?.[0]?.id;
  const preview = useQuery({
    ...previewQuery(conversation, shown),
    enabled: shown !== undefined || !mayList || connections.isFetched,
  });
  const choices = connections.data ?? [];
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('preview.title')}
      size="xl"
      closeButtonProps={{ 'aria-label': t('close') }}
    >
      <p className={classes.about}>{t('preview.about')}</p>
      {choices.length > 1 && (
        <Select
          label={t('preview.crm')}
          data={choices.map(({ id, label, crmType }) => ({ value: id, label: label || crmName(crmType) }))}
          allowDeselect={false}
          value={shown ?? null}
          onChange={(value) => setChosen(value ?? undefined)}
          mb="md"
        />
      )}
      {preview.isPending ? (
        <Stack gap="sm" role="status" aria-label={t('preview.loading')}>
          <Skeleton h={20} w="60%" />
          <Skeleton h={160} />
        </Stack>
      ) : preview.isError ? (
        <LoadError what={t('preview.title')} error={preview.error} retry={() => void preview.refetch()} />
      ) : (
        <>
          {preview.data.warnings.map((warning, at) => (
            <Alert key={warning} color="yellow" mb="xs">
              <Said english={warning} words={preview.data.warningWords?.[at]} />
            </Alert>
          ))}
          {preview.data.requests.length === 0 && <p className={classes.about}>{t('preview.nothing')}</p>}
          <ol className={classes.requests}>
            {preview.data.requests.map((request, at) => (
              <li key={at}>
                <h3 className={classes.purpose}>{request.purpose}</h3>
                <code className={classes.address}>
                  {request.method} {request.path}
                </code>
                {request.body !== null && request.body !== undefined && (
                  // It scrolls, so the keyboard must reach it.
                  // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
                  <pre className={classes.body} tabIndex={0} aria-label={t('preview.body')}>
                    {JSON.stringify(request.body, null, 2)}
                  </pre>
                )}
              </li>
            ))}
          </ol>
        </>
      )}
    </Modal>
  );
}
