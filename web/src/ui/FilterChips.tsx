import classes from './FilterChips.module.css';
import { useFormat } from './useFormat';

interface Props {
  label: string;
  /** The words for "no filter". */
  all: string;
  value: string | undefined;
  /** How many there are without a filter. */
  total?: number;
  options: readonly { value: string; label: string; count?: number }[];
  onChange: (value: string | undefined) => void;
}

/** One choice out of a few, all of them in sight. */
export function FilterChips({ label, all, value, total, options, onChange }: Props) {
  const format = useFormat();
  const chips: { value: string | undefined; label: string; count?: number }[] = [
    { value: undefined, label: all, count: total },
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
          {chip.count !== undefined && <span className={classes.count}>{format.number(chip.count)}</span>}
        </button>
      ))}
    </div>
  );
}
