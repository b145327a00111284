import { useMemo, type ReactNode } from 'react'
import { encode } from 'uqr'
import styles from './qr-code.module.css'
import { qrPath } from './qr-path.ts'

/** Light cells around the code, without which cameras do not find it. @source ISO/IEC 18004, quiet zone */
const QUIET_CELLS = 4

/**
 * A QR code, dark on light in every theme, because cameras want it so. `label` says what it leads to; whoever shows it
 * also writes the address beside it.
 */
export function QrCode({ text, label, testId }: { readonly text: string; readonly label: string; readonly testId?: string }): ReactNode {
  const { path, size } = useMemo(() => {
    const { data, size: side } = encode(text, { ecc: 'M', border: QUIET_CELLS })
    return { path: qrPath(data), size: side }
  }, [text])
  return (
    <svg
      className={styles['code']}
      viewBox={`0 0 ${size} ${size}`}
      role="img"
      aria-label={label}
      shapeRendering="crispEdges"
      data-testid={testId}
    >
      <path d={path} fill="currentColor" />
    </svg>
  )
}
