import type { ReactNode } from 'react'
import { plainPieces } from './control-marks.ts'
import styles from './message-text.module.css'

/** Text as somebody typed it; letters that nobody sees are shown by their number, so that they can neither hide nor turn anything. */
export function PlainText({ text }: { readonly text: string }): ReactNode {
  const pieces = plainPieces(text)
  // Nearly every text: no elements of its own.
  if (pieces.length === 1 && pieces[0]?.code === undefined) return text
  return pieces.map(({ text: words, code }, place) =>
    code === undefined ? (
      words
    ) : (
      <span key={place} className={styles['unseen']} dir="ltr">
        {code}
      </span>
    ),
  )
}
