import type { ReactNode } from 'react'
import { useWords } from '../../../i18n/index.ts'
import { IconButton, Quiet, TimeField } from '../../../ui/index.ts'
import { replaced, without } from '../lists.ts'
import styles from './edit.module.css'

/** From when to when; 24:00 for until midnight. */
export type Span = { readonly opens: string; readonly closes: string }

/** Midnight at the end of a day is written as 00:00 in the field, because clocks know no 24:00. */
const shownEnd = (closes: string): string => (closes === '24:00' ? '00:00' : closes)
const keptEnd = (closes: string): string => (closes === '00:00' ? '24:00' : closes)

type SpanListProps = { readonly name: string; readonly spans: readonly Span[]; readonly onChange: (spans: Span[]) => void }

/** The hours of one day; none: closed. */
export function SpanList({ name, spans, onChange }: SpanListProps): ReactNode {
  const { t } = useWords()
  const last = spans.at(-1)
  const added: Span = last === undefined ? { opens: '10:00', closes: '20:00' } : { opens: last.closes, closes: '24:00' }
  return (
    <div className={styles['spans']}>
      {spans.length === 0 ? <Quiet>{t('automation.away.closed')}</Quiet> : null}
      {spans.map((span, at) => (
        <div key={at} className={styles['span']}>
          <TimeField
            label={t('automation.away.opens', { day: name })}
            value={span.opens}
            onChange={(opens) => (opens === '' ? undefined : onChange(replaced(spans, at, { ...span, opens })))}
          />
          <TimeField
            label={t('automation.away.closes', { day: name })}
            value={shownEnd(span.closes)}
            onChange={(closes) => (closes === '' ? undefined : onChange(replaced(spans, at, { ...span, closes: keptEnd(closes) })))}
            error={span.opens < span.closes ? null : t('automation.away.wrongSpan')}
          />
          <IconButton
            icon="trash"
            size="small"
            label={t('automation.away.removeSpan', { day: name })}
            onPress={() => onChange(without(spans, at))}
          />
        </div>
      ))}
      {last?.closes === '24:00' || spans.length >= 4 ? null : (
        <IconButton
          icon="plus"
          size="small"
          label={t('automation.away.addSpan', { day: name })}
          onPress={() => onChange([...spans, added])}
          testId="automation-span-add"
        />
      )}
    </div>
  )
}
