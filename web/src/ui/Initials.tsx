import classes from './Initials.module.css';

/** A person's letters in a quiet disc; the name always stands beside it, so it is hidden from readers. */
export function Initials({ name, size = 24 }: { name: string; size?: number }) {
  return (
    <span className={classes.disc} style={{ width: size, height: size, fontSize: size * 0.42 }} aria-hidden>
      {initialsOf(name)}
    </span>
  );
}

export function initialsOf(name: string): string {
  const words = name.trim().split(/\s+/).filter(Boolean);
  const letters = words.length > 1 ? [words[0], words.at(-1)] : words;
  return letters
    .map((word) => Array.from(word ?? '')[0] ?? '')
    .join('')
    .toLocaleUpperCase();
}
