import classes from './StatePill.module.css';

export type Tone = 'good' | 'watch' | 'risk' | 'none' | 'busy';

/** A state as word, shape and colour, so that it reads without any one of them. */
export function StatePill({ tone, children }: { tone: Tone; children: string }) {
  return (
    <span className={classes.pill} data-tone={tone}>
      <Shape tone={tone} />
      {children}
    </span>
  );
}

function Shape({ tone }: { tone: Tone }) {
  return (
    <svg width={10} height={10} viewBox="0 0 10 10" aria-hidden className={classes.shape}>
      {tone === 'good' && <circle cx={5} cy={5} r={4.5} fill="currentColor" />}
      {tone === 'watch' && (
        <>
          <circle cx={5} cy={5} r={4} fill="none" stroke="currentColor" />
          <path d="M5 1a4 4 0 0 1 0 8z" fill="currentColor" />
        </>
      )}
      {tone === 'risk' && <circle cx={5} cy={5} r={3.6} fill="none" stroke="currentColor" strokeWidth={2} />}
      {tone === 'none' && <path d="M1 5h8" stroke="currentColor" strokeWidth={2} strokeLinecap="round" />}
      {tone === 'busy' && (
        <circle
          cx={5}
          cy={5}
          r={4}
          fill="none"
          stroke="currentColor"
          strokeWidth={1.5}
          strokeDasharray="2.2 1.9"
        />
      )}
    </svg>
  );
}
