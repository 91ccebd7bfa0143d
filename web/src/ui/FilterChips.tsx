import classes from './FilterChips.module.css';

interface Props {
  label: string;
  /** The words for "no filter". */
  all: string;
  value: string | undefined;
  options: readonly { value: string; label: string }[];
  onChange: (value: string | undefined) => void;
}

/** One choice out of a few, all of them in sight. */
export function FilterChips({ label, all, value, options, onChange }: Props) {
  const chips: { value: string | undefined; label: string }[] = [
    { value: undefined, label: all },
    ...options,
  ];
  return (
    <div role="group" aria-label={label} className={classes.chips}>
      {chips.map((chip) => (
        <button
          key={chip.value ?? ''}
          type="button"
          className={classes.chip}
          aria-pressed={value === chip.value}
          onClick={() => onChange(chip.value)}
        >
          {chip.label}
        </button>
      ))}
    </div>
  );
}
