import type { ReactNode } from 'react'
import styles from './marked-words.module.css'
import type { Piece } from './pieces.ts'

/** A text in which what was looked for stands out. */
export const MarkedWords = ({ pieces }: { readonly pieces: readonly Piece[] }): ReactNode =>
  // Pieces have no name but their place, and never move.
  pieces.map(({ text, isMatch }, place) =>
    isMatch ? (
      <mark key={place} className={styles['match']}>
        {text}
      </mark>
    ) : (
      text
    ),
  )
