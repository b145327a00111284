import type { ReactNode } from 'react'

type MarkProps = { readonly size?: number }

/** Shopbell's own mark: the bell on a shop counter, seen from the side. */
export function Mark({ size = 24 }: MarkProps): ReactNode {
  return (
    <svg width={size} height={size} viewBox="0 0 32 32" aria-hidden="true" focusable="false">
      <rect x="0" y="0" width="32" height="32" rx="8" fill="var(--accent-fill)" />
      <g fill="var(--on-accent)">
        <circle cx="16" cy="7.6" r="2" />
        <rect x="15.1" y="8.6" width="1.8" height="3" />
        <path d="M6.5 21.2a9.5 9.5 0 0 1 19 0z" />
        <rect x="4.8" y="22.8" width="22.4" height="2.6" rx="1.3" />
      </g>
      <path d="M10.1 19.2a6.2 6.2 0 0 1 4.2-4.7" fill="none" stroke="var(--accent-fill)" strokeWidth="1.3" strokeLinecap="round" />
    </svg>
  )
}
