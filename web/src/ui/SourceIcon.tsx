import classes from './SourceIcon.module.css';
import { sourceIcons, unknownSource, useSourceName } from './sources';

/** The sign of the system a fact came from, with its name for those who cannot see it. */
export function SourceIcon({ source }: { source: string }) {
  const name = useSourceName()(source);
  const Sign = sourceIcons[source] ?? unknownSource;
  return (
    <span className={classes.disc} role="img" aria-label={name} title={name}>
      <Sign size={16} stroke={1.6} aria-hidden />
    </span>
  );
}
