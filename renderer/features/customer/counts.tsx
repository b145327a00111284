import type { ReactNode } from 'react'
import { isMessageId, useWords } from '../../i18n/index.ts'
import styles from './customer.module.css'

type Count = { readonly kind: string; readonly count: number }

/** The words for a kind of data that a room keeps; a kind without words yet shows its plain name. */
export function useKindWords(): (kind: string) => string {
  const { t } = useWords()
  return (kind) => {
    const id = `customer.kind.${kind.replaceAll(' ', '-')}`
    return isMessageId(id) ? t(id) : kind
  }
}

/** Kinds of data with their numbers; kinds of which there is nothing are left out. */
export function Counts({ counts, testId }: { readonly counts: readonly Count[]; readonly testId?: string }): ReactNode {
  const { number } = useWords()
  const words = useKindWords()
  return (
    <ul className={styles['counts']} data-testid={testId}>
      {counts
        .filter(({ count }) => count > 0)
        .map(({ kind, count }) => (
          <li key={kind} className={styles['count']}>
            {words(kind)} <strong>{number(count)}</strong>
          </li>
        ))}
    </ul>
  )
}
