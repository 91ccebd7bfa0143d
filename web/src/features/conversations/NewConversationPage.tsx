import { Alert, Button, Group, NumberInput, SegmentedControl, Select, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { getRouteApi, Link, useRouter } from '@tanstack/react-router';
import { useId, useState, type SyntheticEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { customerChoicesQuery } from '@/lib/customers';
import { useMay, useMe } from '@/lib/session';
import { useShortcut } from '@/lib/shortcuts';
import { fromField, toField } from '@/lib/zoned';
import { PageHeader } from '@/ui/PageHeader';
import { problemText } from '@/ui/problems';
import { useClearable } from '@/ui/useClearable';
import { createConversation, parseQuery, uploadConversation, type NewConversation } from './api';
import classes from './NewConversationPage.module.css';
import { ParticipantsField } from './ParticipantsField';
import { isAmong, readPerson } from './people';
import type { Given } from './transcript';
import { TranscriptField } from './TranscriptField';

const route = getRouteApi('/shell/conversations/new');

/** A talk handed in by a person: what it was, who was there, what was said. */
export function NewConversationPage() {
  const { t } = useTranslation('conversations');
  const { zone } = useMe();
  const router = useRouter();
  const queryClient = useQueryClient();
  const clearable = useClearable();
  const kindLabel = useId();
  const maySeeCustomers = useMay('customers:read');
  const customers = useQuery({ ...customerChoicesQuery, enabled: maySeeCustomers });
  const { customer: chosenBefore } = route.useSearch();
  const [title, setTitle] = useState('');
  const [when, setWhen] = useState(() => toField(quarterHourAgo(), zone));
  const [kind, setKind] = useState<'meeting' | 'call'>('meeting');
  const [minutes, setMinutes] = useState<number>();
  const [customer, setCustomer] = useState<string | null>(chosenBefore ?? null);
  const [participants, setParticipants] = useState<string[]>([]);
  const [transcript, setTranscript] = useState<Given>({ content: '' });
  const [settled] = useDebouncedValue(transcript.content, 300);
  const parsed = useQuery(parseQuery(settled));
  const read = transcript.content.trim() === '' ? undefined : parsed.data;
  const create = useMutation({
    mutationFn: (given: NewConversation) =>
      transcript.file ? uploadConversation(given, transcript.file) : createConversation(given),
    onSuccess: async ({ id }) => {
      await router.navigate({ to: '/conversations/$conversationId', params: { conversationId: id } });
      await queryClient.invalidateQueries({ queryKey: ['conversations', 'list'] });
    },
    meta: { showsProblem: true },
  });
  useShortcut({
    keys: 'Escape',
    label: t('back'),
    group: 'page',
    run: () => router.history.push('/conversations'),
  });
  const missing = (read?.speakers ?? []).filter((speaker) => !isAmong(participants, speaker));
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    create.mutate({
      title: title.trim(),
      source: 'upload',
      kind,
      startedAt: fromField(when, zone).toISOString(),
      durationSeconds: read?.durationSeconds ?? (minutes === undefined ? undefined : minutes * 60),
      participants: participants.map(readPerson),
      customerId: customer ?? undefined,
      transcript:
        transcript.file || transcript.content.trim() === '' ? undefined : { content: transcript.content },
    });
  };
  return (
    <>
      <PageHeader title={t('new.title')} about={t('new.about')} />
      <form className={classes.form} onSubmit={submit}>
        <TextInput
          label={t('field.title')}
          required
          withAsterisk={false}
          maxLength={255}
          dir="auto"
          value={title}
          onChange={(event) => setTitle(event.currentTarget.value)}
        />
        <div className={classes.row}>
          <TextInput
            type="datetime-local"
            label={t('field.when')}
            required
            withAsterisk={false}
            value={when}
            onChange={(event) => setWhen(event.currentTarget.value)}
          />
          <div>
            <span id={kindLabel} className={classes.label}>
              {t('field.kind')}
            </span>
            <SegmentedControl
              aria-labelledby={kindLabel}
              fullWidth
              value={kind}
              onChange={(chosen) => setKind(chosen)}
              data={(['meeting', 'call'] as const).map((value) => ({ value, label: t(`kind.${value}`) }))}
            />
          </div>
          {!read?.durationSeconds && (
            <NumberInput
              label={t('new.minutes')}
              min={0}
              max={7 * 24 * 60}
              allowDecimal={false}
              hideControls
              value={minutes ?? ''}
              onChange={(value) => setMinutes(typeof value === 'number' ? value : undefined)}
            />
          )}
        </div>
        <ParticipantsField value={participants} onChange={setParticipants} />
        {missing.length > 0 && (
          <div>
            <Button
              variant="subtle"
              size="compact-sm"
              onClick={() => setParticipants([...participants, ...missing])}
            >
              {t('new.addSpeakers', { count: missing.length })}
            </Button>
          </div>
        )}
        {maySeeCustomers && (
          <Select
            label={t('customer')}
            description={t('new.customerAbout')}
            placeholder={t('new.customerFound')}
            data={(customers.data ?? []).map(({ id, name }) => ({ value: id, label: name }))}
            searchable
            {...clearable(t('customer'))}
            nothingFoundMessage={t('noneFound')}
            value={customer}
            onChange={setCustomer}
          />
        )}
        <TranscriptField given={transcript} onChange={setTranscript} parsed={parsed} />
        {create.isError && (
          <Alert color="red" role="alert">
            {problemText(create.error)}
          </Alert>
        )}
        <Group gap="xs">
          <Button type="submit" loading={create.isPending}>
            {t('new.save')}
          </Button>
          <Button component={Link} to="/conversations" variant="default">
            {t('cancel')}
          </Button>
        </Group>
      </form>
    </>
  );
}

function quarterHourAgo(): Date {
  const quarter = 15 * 60_000;
  return new Date(Math.floor(Date.now() / quarter) * quarter);
}
