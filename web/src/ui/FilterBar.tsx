import { Button, Select, TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { useEffect, useId, useRef, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useShortcut } from '@/lib/shortcuts';
import classes from './FilterBar.module.css';
import { useClearable } from './useClearable';

interface Props {
  /** Clears all filters; given only while there are some. */
  onClear?: () => void;
  children: ReactNode;
}

/** The filters under a page's title. Their values live in the address. */
export function FilterBar({ onClear, children }: Props) {
  const { t } = useTranslation('ui');
  return (
    <div className={classes.bar} role="search">
      {children}
      {onClear && (
        <Button variant="subtle" color="gray" onClick={onClear}>
          {t('filter.clear')}
        </Button>
      )}
    </div>
  );
}

interface FieldProps {
  label: string;
  value: string | undefined;
  onChange: (value: string | undefined) => void;
}

/** Typing settles before the list follows. */
function useSettledText(value: string | undefined, onChange: FieldProps['onChange']) {
  const [text, setText] = useState(value ?? '');
  const [told, setTold] = useState(value);
  const latest = useRef(onChange);
  useEffect(() => {
    latest.current = onChange;
  });
  if (value !== told) {
    // The address changed by itself (back, a cleared filter): the field follows.
    setTold(value);
    if ((value ?? '') !== text.trim()) setText(value ?? '');
  }
  useEffect(() => {
    const wanted = text.trim() || undefined;
    if (wanted === value) return undefined;
    const timer = setTimeout(() => latest.current(wanted), 250);
    return () => clearTimeout(timer);
  }, [text, value]);
  return [text, setText] as const;
}

/** The list's main search. F moves the focus here. */
export function SearchFilter({ label, value, onChange }: FieldProps) {
  const { t } = useTranslation('ui');
  const field = useRef<HTMLInputElement>(null);
  const [text, setText] = useSettledText(value, onChange);
  useShortcut({ keys: 'f', label: t('filter.search'), group: 'list', run: () => field.current?.focus() });
  return (
    <TextInput
      ref={field}
      className={classes.search}
      type="search"
      dir="auto"
      aria-label={label}
      placeholder={label}
      leftSection={<IconSearch size={16} aria-hidden />}
      value={text}
      onChange={(event) => setText(event.currentTarget.value)}
    />
  );
}

export function TextFilter({ label, value, onChange }: FieldProps) {
  const [text, setText] = useSettledText(value, onChange);
  return (
    <TextInput
      className={classes.choice}
      dir="auto"
      aria-label={label}
      placeholder={label}
      value={text}
      onChange={(event) => setText(event.currentTarget.value)}
    />
  );
}

interface ChoiceProps extends FieldProps {
  options: readonly { value: string; label: string }[];
  searchable?: boolean;
}

export function ChoiceFilter({ label, value, onChange, options, searchable = false }: ChoiceProps) {
  const { t } = useTranslation('ui');
  const clearable = useClearable();
  return (
    <Select
      className={classes.choice}
      aria-label={label}
      placeholder={label}
      data={options}
      searchable={searchable}
      {...clearable(label)}
      nothingFoundMessage={t('filter.none')}
      value={value ?? null}
      onChange={(chosen) => onChange(chosen ?? undefined)}
    />
  );
}

/** A day; its name stands in the field, since an empty date field says nothing of itself. */
export function DateFilter({ label, value, onChange }: FieldProps) {
  const id = useId();
  return (
    <div className={classes.date}>
      <label htmlFor={id}>{label}</label>
      <input
        id={id}
        type="date"
        value={value ?? ''}
        onChange={(event) => onChange(event.currentTarget.value || undefined)}
      />
    </div>
  );
}
