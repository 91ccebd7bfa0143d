/** Two arcs that meet. One colour where it stands in text, the accent on one arc where it stands alone. */
export function Mark({ size = 24, plain = false }: { size?: number; plain?: boolean }) {
  return (
    <svg
      width={size}
      height={size}
      viewBox="0 0 24 24"
      fill="none"
      strokeWidth={3.2}
      strokeLinecap="round"
      aria-hidden
    >
      <path d="M20.5 20A18 18 0 0 0 12 4" stroke="currentColor" opacity={plain ? 1 : 0.62} />
      <path d="M3.5 20A18 18 0 0 1 12 4" stroke={plain ? 'currentColor' : 'var(--r-accent)'} />
    </svg>
  );
}
