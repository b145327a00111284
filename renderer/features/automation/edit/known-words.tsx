import type { ReactNode } from 'react'
import { useWords } from '../../../i18n/index.ts'
import styles from './edit.module.css'

/** The words that Shopbell knows itself, folded away. */
export function KnownWords({ words }: { readonly words: readonly string[] }): ReactNode {
  const { t, list } = useWords()
  return (
    <details className={styles['more']}>
      <summary>{t('automation.words.known', { count: words.length })}</summary>
      <p className={styles['moreBody']}>
        <bdi>{list(words)}</bdi>
      </p>
    </details>
  )
}
