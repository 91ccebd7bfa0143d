import { Autocomplete, TextInput } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, type Page } from '@/lib/api';
import { useMay } from '@/lib/session';
import { usersQuery } from '@/lib/users';
import { FormDialog } from '@/ui/FormDialog';
import { enrol, type Cohort } from './cohorts';
import { trainingKey } from './keys';

interface Known {
  name: string;
  email: string;
}

/** One person: somebody known, found by typing, or anybody with an address. */
export function EnrolDialog({ cohort, onClose }: { cohort: Cohort; onClose: () => void }) {
  const { t } = useTranslation('training');
  const queryClient = useQueryClient();
  const [email, setEmail] = useState('');
  const [name, setName] = useState('');
  const known = useKnown(email);
  const save = useMutation({
    mutationFn: () => enrol(cohort.id, { email: email.trim(), name: name.trim() }),
    onSuccess: async () => {
      await queryClient.invalidateQueries({ queryKey: trainingKey });
      onClose();
    },
    meta: { showsProblem: true },
  });
  const type = (typed: string) => {
    setEmail(typed);
    const found = known.find((person) => person.email === typed);
    if (found) setName(found.name);
  };
  return (
    <FormDialog
      title={t('enrol.title')}
      action={t('enrol.action')}
      ready={/\S+@\S+/.test(email) && name.trim() !== ''}
      save={save}
      onClose={onClose}
    >
      <Autocomplete
        label={t('enrol.person')}
        description={t('enrol.personAbout')}
        data={known.map((person) => person.email)}
        filter={({ options }) => options}
        renderOption={({ option }) => {
          const person = known.find((one) => one.email === option.value);
          return (
            <span>
              <bdi>{person?.name}</bdi> · <bdi>{option.value}</bdi>
            </span>
          );
        }}
        maxLength={254}
        data-autofocus
        value={email}
        onChange={type}
      />
      <TextInput
        label={t('field.name')}
        required
        withAsterisk={false}
        maxLength={200}
        dir="auto"
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
      />
    </FormDialog>
  );
}

/** Colleagues and customers' people that fit what was typed. */
function useKnown(typed: string): Known[] {
  const wanted = typed.trim().toLowerCase();
  const maySeePeople = useMay('customers:read');
  const users = useQuery(usersQuery);
  const people = useQuery({
    queryKey: ['people', 'search', wanted],
    queryFn: async ({ signal }) =>
      (
        await api.get<Page<{ name: string; emails: string[] }>>('/api/people', {
          query: { query: wanted, limit: 8 },
          signal,
        })
      ).items,
    enabled: maySeePeople && wanted.length > 1,
    staleTime: 30_000,
  });
  if (wanted.length < 2) return [];
  const colleagues = (users.data ?? []).filter(({ name, email, active }) =>
    active ? `${name} ${email}`.toLowerCase().includes(wanted) : false,
  );
  const theirs = (people.data ?? []).flatMap(({ name, emails }) =>
    emails.slice(0, 1).map((email) => ({ name, email })),
  );
  const byEmail = new Map([...colleagues, ...theirs].map(({ name, email }) => [email, { name, email }]));
  return [...byEmail.values()].slice(0, 12);
}
