import { TagsInput } from '@mantine/core';

interface Props {
  label: string;
  description?: string;
  value: string[];
  onChange: (names: string[]) => void;
}

/** Several names, each as long as it needs; Enter or a comma ends one. */
export function NameList({ label, description, value, onChange }: Props) {
  return (
    <TagsInput
      label={label}
      description={description}
      splitChars={[',', ';', '\n']}
      acceptValueOnBlur
      value={value}
      onChange={(names) => onChange([...new Set(names.map((name) => name.trim()).filter(Boolean))])}
    />
  );
}
