import type { ReactNode } from 'react'
import { useWords } from '../../../i18n/index.ts'
import { More } from '../../../ui/index.ts'

/** The words that Shopbell knows itself, folded away. */
export function KnownWords({ words }: { readonly words: readonly string[] }): ReactNode {
  const { t, list } = useWords()
  return (
    <More title={t('automation.words.known', { count: words.length })}>
      <p>
        <bdi>{list(words)}</bdi>
      </p>
    </More>
  )
}
