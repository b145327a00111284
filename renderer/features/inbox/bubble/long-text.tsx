import { useState, type ReactNode } from 'react'
import { useWords } from '../../../i18n/index.ts'
import { Button, MessageText } from '../../../ui/index.ts'
import styles from './bubble.module.css'
import { clampText } from './clamp.ts'

/** The words of a message; of a very long one the beginning, until more is wanted. */
export function LongText({ text, lang }: { readonly text: string; readonly lang: string | null }): ReactNode {
  const { t } = useWords()
  const [isWhole, setIsWhole] = useState(false)
  const { shown, isCut } = clampText(text)
  return (
    <div className={styles['words']}>
      <MessageText text={isWhole ? text : shown} lang={lang} />
      {isCut ? (
        <Button size="small" variant="quiet" onPress={() => setIsWhole(!isWhole)} testId="inbox-bubble-whole">
          {t(isWhole ? 'ui.showLess' : 'ui.showMore')}
        </Button>
      ) : null}
    </div>
  )
}
