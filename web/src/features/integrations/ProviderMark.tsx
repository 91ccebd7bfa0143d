import classes from './ProviderMark.module.css';

/** A simple drawing per provider, our own and no trademark: a cloud, a hub with spokes. Others get their initial. */
export function ProviderMark({ provider, name }: { provider: string; name: string }) {
  return (
    <span className={classes.mark} data-provider={provider} aria-hidden>
      <svg viewBox="0 0 24 24" width={24} height={24} fill="none" stroke="currentColor" strokeWidth={1.8}>
        {provider === 'salesforce' ? (
          <path
            d="M7.2 18.5a4.2 4.2 0 0 1-.7-8.3 4.6 4.6 0 0 1 8.3-2.4 3.9 3.9 0 0 1 5.4 3.6 3.6 3.6 0 0 1-1.2 7.1z"
            strokeLinejoin="round"
          />
        ) : provider === 'hubspot' ? (
          <>
            <circle cx={14} cy={14} r={4} />
            <circle cx={5} cy={6} r={1.6} />
            <circle cx={15} cy={4} r={1.6} />
            <circle cx={5.5} cy={19.5} r={1.6} />
            <path d="M6.3 7.1 11 11.2M14.8 5.6 14.3 10M7 18.7l3.6-2.5" strokeLinecap="round" />
          </>
        ) : (
          <text
            x={12}
            y={17}
            textAnchor="middle"
            fontSize={14}
            fontWeight={600}
            fill="currentColor"
            stroke="none"
          >
            {name.charAt(0)}
          </text>
        )}
      </svg>
    </span>
  );
}
