import type { ReactNode } from 'react'
import { dayOf, useWords } from '../../i18n/index.ts'
import { DateTime, Tag } from '../../ui/index.ts'
import { actWords, reasonWords } from './act-words.ts'
import styles from './audit.module.css'
import { factWords } from './fact-words.ts'
import type { Entry } from './types.ts'

type ActRowProps = {
  readonly entry: Entry
  /** When the entry above was; its day is not said twice. Null for the first. */ readonly above: number | null
  readonly onOpen: (entry: Entry) => void
}

/** One act: the day where a new one begins, the time, the sentence, and what is known more in small print. */
export function ActRow({ entry, above, onOpen }: ActRowProps): ReactNode {
  const words = useWords()
  const { timeZone } = words
  const isNewDay = above === null || dayOf(above, timeZone) !== dayOf(entry.at, timeZone)
  const small = [reasonWords(entry.code, words), ...factWords(entry, words)].filter((text) => text !== null)
  return (
    <button
      type="button"
      className={styles['row']}
      onClick={() => onOpen(entry)}
      data-testid="acts-row"
      data-act={entry.act}
      data-outcome={entry.outcome}
    >
      <span className={styles['day']}>{isNewDay ? <DateTime at={entry.at} style="date" /> : null}</span>
      <span className={styles['time']}>
        <DateTime at={entry.at} style="time" />
      </span>
      <span className={styles['words']}>
        <span className={styles['sentence']} dir="auto">
          {actWords(entry, words)}
        </span>
        {small.length === 0 ? null : <span className={styles['small']}>{small.join(' · ')}</span>}
      </span>
      {entry.outcome === 'done' ? null : (
        <Tag tone={entry.outcome === 'failed' ? 'danger' : 'warning'}>{words.t(`audit.outcome.${entry.outcome}`)}</Tag>
      )}
    </button>
  )
}
