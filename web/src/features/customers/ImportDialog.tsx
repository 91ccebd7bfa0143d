import { Alert, Anchor, Button, Group, Modal, Stack, Table, Text } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { downloadCsv } from '@/lib/csv';
import { FileDrop } from '@/ui/FileDrop';
import { problemText, refusalText } from '@/ui/problems';
import { importCustomers, type ImportResult } from './api';

const limit = 10 * 1024 * 1024;
const columns = ['name', 'domains', 'segment', 'lifecycle', 'region', 'owner', 'renewal_date'];

/** A file is tried first without keeping anything; what would be refused is shown before it matters. */
export function ImportDialog({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  const { t } = useTranslation('customers');
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={t('import.title')}
      size="lg"
      closeButtonProps={{ 'aria-label': t('close') }}
    >
      <ImportSteps onDone={onClose} />
    </Modal>
  );
}

function ImportSteps({ onDone }: { onDone: () => void }) {
  const { t } = useTranslation('customers');
  const queryClient = useQueryClient();
  const [file, setFile] = useState<File>();
  const trial = useMutation({
    mutationFn: (chosen: File) => importCustomers(chosen, true),
    meta: { showsProblem: true },
  });
  const run = useMutation({
    mutationFn: (chosen: File) => importCustomers(chosen, false),
    meta: { showsProblem: true },
    onSuccess: () => queryClient.invalidateQueries({ queryKey: ['customers'] }),
  });
  const choose = (chosen: File) => {
    setFile(chosen);
    run.reset();
    trial.mutate(chosen);
  };
  const failure = run.error ?? trial.error;
  const tried = trial.data;
  const accepted = tried ? tried.created + tried.updated : 0;

  if (run.data) {
    return (
      <Stack>
        <Text role="status">
          {t('import.done', { created: run.data.created, updated: run.data.updated })}
        </Text>
        <Rejected result={run.data} />
        <Group justify="flex-end">
          <Button onClick={onDone}>{t('close')}</Button>
        </Group>
      </Stack>
    );
  }
  return (
    <Stack>
      <Text>
        {t('import.text')}{' '}
        <Anchor
          component="button"
          type="button"
          onClick={() => downloadCsv('customers-template.csv', [columns])}
        >
          {t('import.template')}
        </Anchor>
      </Text>
      <FileDrop
        label={t('import.choose')}
        hint={t('import.limit')}
        accept=".csv,text/csv"
        maxBytes={limit}
        file={file}
        busy={trial.isPending}
        onFile={choose}
      />
      {failure && (
        <Alert color="red" role="alert">
          {problemText(failure)}
        </Alert>
      )}
      {tried && (
        <>
          <Text role="status">
            {t('import.trial', {
              created: tried.created,
              updated: tried.updated,
              rejected: tried.rejected.length,
            })}
          </Text>
          <Rejected result={tried} />
        </>
      )}
      <Group justify="flex-end" gap="xs">
        <Button variant="default" onClick={onDone}>
          {t('cancel')}
        </Button>
        <Button
          disabled={!file || accepted === 0}
          loading={run.isPending}
          onClick={() => file && run.mutate(file)}
        >
          {tried ? t('import.run', { count: accepted }) : t('import.action')}
        </Button>
      </Group>
    </Stack>
  );
}

function Rejected({ result }: { result: ImportResult }) {
  const { t } = useTranslation('customers');
  if (result.rejected.length === 0) return null;
  const download = () =>
    downloadCsv('rejected-rows.csv', [
      ['row', 'column', 'message'],
      ...result.rejected.map(({ row, column, message }) => [String(row), column ?? '', message]),
    ]);
  return (
    <div>
      <Group justify="space-between">
        <Text fw={600}>{t('import.rejected', { count: result.rejected.length })}</Text>
        <Button variant="subtle" size="compact-sm" onClick={download}>
          {t('import.downloadRejected')}
        </Button>
      </Group>
      <Table.ScrollContainer minWidth={320} maxHeight={220}>
        <Table fz="sm" verticalSpacing={4}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th w={64}>{t('import.row')}</Table.Th>
              <Table.Th w={120}>{t('import.column')}</Table.Th>
              <Table.Th>{t('import.reason')}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {result.rejected.slice(0, 100).map(({ row, column, message, words }, index) => (
              <Table.Tr key={index}>
                <Table.Td>{row}</Table.Td>
                <Table.Td>
                  <bdi>{column}</bdi>
                </Table.Td>
                <Table.Td>{refusalText(words) ?? <bdi>{message}</bdi>}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
    </div>
  );
}
