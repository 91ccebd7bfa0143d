import { TagsInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMay } from '@/lib/session';
import { usersQuery } from '@/lib/users';
import { peopleChoicesQuery } from './api';
import { writePerson } from './people';

interface Props {
  value: string[];
  onChange: (value: string[]) => void;
}

/** Who was there, as chips: known people are suggested, anybody else can be typed. */
export function ParticipantsField({ value, onChange }: Props) {
  const { t } = useTranslation('conversations');
  const mayRead = useMay('customers:read');
  const [typed, setTyped] = useState('');
  const [wanted] = useDebouncedValue(typed.trim(), 200);
  const people = useQuery({ ...peopleChoicesQuery(wanted), enabled: mayRead && wanted !== '' });
  const users = useQuery({ ...usersQuery, retry: false });
  const suggestions = [
    ...(people.data ?? []).map(({ name, emails }) => writePerson({ name, email: emails[0] })),
    ...(users.data ?? [])
      .filter(({ active }) => active)
      .map(({ name, email }) => writePerson({ name, email })),
  ];
  return (
    <TagsInput
      label={t('new.participants')}
      description={t('new.participantsAbout')}
      placeholder={value.length === 0 ? t('new.participantsHint') : undefined}
      data={[...new Set(suggestions)]}
      value={value}
      onChange={onChange}
      searchValue={typed}
      onSearchChange={setTyped}
      splitChars={[',', ';', '\n']}
      maxDropdownHeight={220}
      acceptValueOnBlur
      dir="auto"
    />
  );
}
