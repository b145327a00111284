import { useMemo, type ReactNode } from 'react'
import { encode } from 'uqr'
import styles from './qr-code.module.css'

/** Light cells around the code, without which cameras do not find it. @source ISO/IEC 18004, quiet zone */
const QUIET_CELLS = 4

/**
 * A QR code, dark on light in both themes, because cameras want it so. `label` says what it leads to; whoever shows it
 * also writes the address beside it.
 */
export function QrCode({ text, label, testId }: { readonly text: string; readonly label: string; readonly testId?: string }): ReactNode {
  const { path, size } = useMemo(() => draw(text), [text])
  return (
    <svg className={styles['code']} viewBox={`0 0 ${size} ${size}`} role="img" aria-label={label} data-testid={testId}>
      <rect width={size} height={size} className={styles['ground']} />
      <path d={path} className={styles['cells']} shapeRendering="crispEdges" />
    </svg>
  )
}

function draw(text: string): { readonly path: string; readonly size: number } {
  const { data, size } = encode(text, { ecc: 'M', border: QUIET_CELLS })
  const rows = data.map((row, y) => row.map((isDark, x) => (isDark ? `M${x} ${y}h1v1h-1z` : '')).join(''))
  return { path: rows.join(''), size }
}
