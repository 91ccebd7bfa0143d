import { Alert, Button, Group, Modal, Stack, Table, Text, Textarea } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { FileDrop } from '@/ui/FileDrop';
import { problemText, refusalText } from '@/ui/problems';
import { StatePill, type Tone } from '@/ui/StatePill';
import { importLearners, type Cohort, type ImportedRow, type ImportResult } from './cohorts';
import { trainingKey } from './keys';

const limit = 5 * 1024 * 1024;
const tones: Record<ImportedRow['state'], Tone> = { new: 'good', already: 'none', invalid: 'risk' };

/** Pasted lines or a file, tried first without enrolling anybody: what would be refused is shown in its place. */
export function ImportLearners({ cohort, onClose }: { cohort: Cohort; onClose: () => void }) {
  const { t } = useTranslation('training');
  const queryClient = useQueryClient();
  const [text, setText] = useState('');
  const [file, setFile] = useState<File>();
  const given = file ?? text;
  const trial = useMutation({
    mutationFn: (what: string | File) => importLearners(cohort.id, what, true),
    meta: { showsProblem: true },
  });
  const run = useMutation({
    mutationFn: () => importLearners(cohort.id, given, false),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: trainingKey }),
    meta: { showsProblem: true },
  });
  const choose = (chosen: File) => {
    setFile(chosen);
    trial.mutate(chosen);
  };
  const type = (typed: string) => {
    setText(typed);
    setFile(undefined);
    trial.reset();
  };
  const failure = run.error ?? trial.error;
  const result = run.data ?? trial.data;
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('import.title')}
      size="lg"
      closeButtonProps={{ 'aria-label': t('close') }}
    >
      <Stack>
        {!run.data && (
          <>
            <Textarea
              label={t('import.paste')}
              description={t('import.pasteAbout')}
              autosize
              minRows={4}
              maxRows={10}
              dir="auto"
              data-autofocus
              value={text}
              onChange={(event) => type(event.currentTarget.value)}
            />
            <FileDrop
              label={t('import.choose')}
              hint={t('import.limit')}
              accept=".csv,.txt,.tsv,text/csv,text/plain"
              maxBytes={limit}
              file={file}
              busy={trial.isPending}
              onFile={choose}
            />
          </>
        )}
        {failure && (
          <Alert color="red" role="alert">
            {problemText(failure)}
          </Alert>
        )}
        {result && (
          <>
            <Text role="status">
              {t(run.data ? 'import.done' : 'import.trial', {
                enrolled: result.enrolled,
                already: result.already,
                invalid: result.invalid,
              })}
            </Text>
            <Rows result={result} />
          </>
        )}
        <Group justify="flex-end" gap="xs">
          {run.data ? (
            <Button onClick={onClose}>{t('close')}</Button>
          ) : (
            <>
              <Button variant="default" onClick={onClose}>
                {t('cancel')}
              </Button>
              {trial.data ? (
                <Button
                  disabled={trial.data.enrolled === 0}
                  loading={run.isPending}
                  onClick={() => run.mutate()}
                >
                  {t('import.run', { count: trial.data.enrolled })}
                </Button>
              ) : (
                <Button disabled={given === ''} loading={trial.isPending} onClick={() => trial.mutate(given)}>
                  {t('import.check')}
                </Button>
              )}
            </>
          )}
        </Group>
      </Stack>
    </Modal>
  );
}

function Rows({ result }: { result: ImportResult }) {
  const { t } = useTranslation('training');
  // What needs a look comes first.
  const rows = [...result.rows].sort((a, b) => Number(b.state === 'invalid') - Number(a.state === 'invalid'));
  if (rows.length === 0) return null;
  return (
    <Table.ScrollContainer minWidth={320} maxHeight={240}>
      <Table fz="sm" verticalSpacing={4}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th w={56}>{t('import.row')}</Table.Th>
            <Table.Th>{t('import.person')}</Table.Th>
            <Table.Th>{t('import.state')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {rows.slice(0, 200).map((row) => (
            <Table.Tr key={row.row}>
              <Table.Td>{row.row}</Table.Td>
              <Table.Td>
                <bdi>{row.name}</bdi> <bdi>{row.email}</bdi>
              </Table.Td>
              <Table.Td>
                <StatePill tone={tones[row.state]}>{t(`import.${row.state}`)}</StatePill>
                {row.problem && <Text fz="sm">{refusalText({ code: row.problem }) ?? row.message}</Text>}
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}
