// The bridge and its reflection: the share of sheets submitted, closing to a circle.
export function ProgressArc({ done, of }: { done: number; of: number }) {
  const radius = 34;
  const length = 2 * Math.PI * radius;
  const share = of === 0 ? 0 : done / of;
  return (
    <svg width="88" height="88" viewBox="0 0 88 88" aria-hidden="true" focusable="false" style={{ flex: "none" }}>
      <circle cx="44" cy="44" r={radius} fill="none" stroke="var(--mist)" strokeWidth="8" />
      <circle
        cx="44" cy="44" r={radius} fill="none" stroke="var(--canal)" strokeWidth="8" strokeLinecap="round"
        strokeDasharray={`${String(share * length)} ${String(length)}`} transform="rotate(180 44 44)" opacity={share === 0 ? 0 : 1}
      />
      <text x="44" y="50" textAnchor="middle" fontSize="18" fontWeight="600" fill="var(--ink)">{Math.floor(share * 100)}%</text>
    </svg>
  );
}
