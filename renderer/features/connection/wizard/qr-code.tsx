import { useMemo, type ReactNode } from 'react'
import { encode } from 'uqr'
import { qrPath } from './qr-path.ts'
import styles from './wizard.module.css'

type QrCodeProps = { readonly text: string; /** What happens when a phone reads it. */ readonly label: string }

/** A QR code as a drawing, dark on light in every theme so that cameras read it. */
export function QrCode({ text, label }: QrCodeProps): ReactNode {
  const { path, size } = useMemo(() => {
    const { data, size: side } = encode(text, { ecc: 'M', border: 2 })
    return { path: qrPath(data), size: side }
  }, [text])
  return (
    <svg
      className={styles['qr']}
      viewBox={`0 0 ${size} ${size}`}
      role="img"
      aria-label={label}
      shapeRendering="crispEdges"
      data-testid="connection-qr"
    >
      <path d={path} fill="currentColor" />
    </svg>
  )
}
