import type { ReactNode } from 'react'
import { useWords } from '../../i18n/index.ts'
import { Strip } from '../../ui/index.ts'
import type { Detail, Place } from './types.ts'
import { refusalWords } from './words.ts'
import styles from './builder/builder.module.css'

type RefusalStripProps = {
  readonly refusal: NonNullable<Detail['refusal']>
  /** The text that was refused. */
  readonly body: string
  readonly actions?: ReactNode
}

/** Why Meta refused, in plain words and in its own, with the sentence that it seems to speak of. */
export function RefusalStrip({ refusal, body, actions }: RefusalStripProps): ReactNode {
  const words = useWords()
  const { t } = words
  const told = [refusal.detail, refusal.recommendation].flatMap((one) => (one === null || one === '' ? [] : [sentence(one)]))
  const spots = refusal.places.filter(({ part }) => part === 'body')
  return (
    <Strip tone="danger" icon="ban" testId="template-refusal">
      <p>
        <strong>{t('template.refused')}</strong> {refusalWords(words, refusal.reason)}
      </p>
      {told.length === 0 ? null : <p dir="auto">{t('template.refusedTold', { words: told.join(' ') })}</p>}
      {spots.length === 0 ? null : (
        <blockquote className={styles['quote']} data-testid="template-refusal-sentence">
          <Marked body={body} spots={spots} />
        </blockquote>
      )}
      {actions === undefined ? null : <div className={styles['stripActions']}>{actions}</div>}
    </Strip>
  )
}

/** Meta leaves the full stop out; two of its texts in a row would run into each other. */
const sentence = (words: string): string => (/[.!?。！？]$/u.test(words.trim()) ? words.trim() : `${words.trim()}.`)

/** A text with the refused sentences marked. */
function Marked({ body, spots }: { readonly body: string; readonly spots: readonly Place[] }): ReactNode {
  const pieces: ReactNode[] = []
  let from = 0
  for (const { start, end } of spots.toSorted((one, other) => one.start - other.start)) {
    if (start < from) continue
    pieces.push(
      body.slice(from, start),
      <mark key={start} className={styles['mark']}>
        {body.slice(start, end)}
      </mark>,
    )
    from = end
  }
  return (
    <>
      {pieces}
      {body.slice(from)}
    </>
  )
}
