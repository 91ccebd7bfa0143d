import { TagsInput } from '@mantine/core';

interface Props {
  label: string;
  description?: string;
  placeholder?: string;
  value: string[];
  onChange: (values: string[]) => void;
}

/** Several short values, typed or pasted; a space, comma or semicolon ends one. */
export function ListInput({ label, description, placeholder, value, onChange }: Props) {
  return (
    <TagsInput
      label={label}
      description={description}
      placeholder={value.length === 0 ? placeholder : undefined}
      splitChars={[',', ' ', ';', '\n']}
      acceptValueOnBlur
      value={value}
      onChange={(values) =>
        onChange([...new Set(values.flatMap((each) => each.split(/[\s,;]+/)).filter(Boolean))])
      }
    />
  );
}
