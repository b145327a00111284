import { useState, type ReactNode } from 'react'
import { useMutationCall } from '../../bridge/index.ts'
import { useWords } from '../../i18n/index.ts'
import { Card, ErrorStrip, IconButton, Limited, Quiet, TextField } from '../../ui/index.ts'
import { dayName, days, readTime, type Span } from './hours-rules.ts'
import styles from './profile.module.css'
import type { Hours } from './types.ts'

const NEW_SPAN = { opens: '10:00', closes: '20:00' } as const

/** When the shop is open. WhatsApp takes no hours from apps; they are kept here and can be put into the description. */
export function HoursCard({ hours }: { readonly hours: Hours }): ReactNode {
  const { t } = useWords()
  const saving = useMutationCall('profile.saveHours')
  // The rows are this screen's own once it stands: rows made anew after each save would take the focus away.
  const [spans, setSpans] = useState<readonly Row[]>(() => hours.map(toRow))
  const keep = (next: readonly Row[]): void => {
    setSpans(next)
    void saving.run({ hours: next.map(({ day, opens, closes }) => ({ day, opens, closes })) })
  }
  return (
    <Card title={t('profile.hours')} testId="profile-hours">
      <Quiet>{t('profile.hoursNote')}</Quiet>
      <Limited needs="profile.saveHours">
        <ul className={styles['week']}>
          {days.map((day) => (
            <Day key={day} day={day} spans={spans} onChange={keep} />
          ))}
        </ul>
      </Limited>
      {saving.error === null ? null : <ErrorStrip error={saving.error} />}
    </Card>
  )
}

/** A span with a mark that stays when its times change. */
type Row = Span & { readonly row: string }

const toRow = (span: Span): Row => ({ ...span, row: crypto.randomUUID() })

type DayProps = { readonly day: number; readonly spans: readonly Row[]; readonly onChange: (spans: readonly Row[]) => void }

function Day({ day, spans, onChange }: DayProps): ReactNode {
  const { t, locale } = useWords()
  const name = dayName(day, locale)
  const own = spans.filter((span) => span.day === day)
  const last = own.at(-1)
  // A second span begins after the first, so that adding one never makes two that meet.
  const added = last === undefined ? NEW_SPAN : { opens: last.closes, closes: '24:00' }
  return (
    <li className={styles['day']} data-testid={`profile-day-${day}`}>
      <span className={styles['dayName']}>{name}</span>
      <div className={styles['spans']}>
        {own.length === 0 ? <Quiet>{t(spans.length === 0 ? 'profile.notSet' : 'profile.closed')}</Quiet> : null}
        {own.map((span) => (
          <SpanFields
            key={span.row}
            name={name}
            span={span}
            onChange={(changed) =>
              onChange(spans.flatMap((one) => (one === span ? (changed === null ? [] : [{ ...changed, row: span.row }]) : [one])))
            }
          />
        ))}
      </div>
      {last?.closes === '24:00' ? null : (
        <IconButton
          needs="profile.saveHours"
          icon="plus"
          size="small"
          label={t('profile.addSpan', { day: name })}
          onPress={() => onChange([...spans, toRow({ day, ...added })])}
          testId={`profile-day-${day}-add`}
        />
      )}
    </li>
  )
}

type SpanProps = { readonly name: string; readonly span: Span; readonly onChange: (span: Span | null) => void }

/** Two times; a change counts when the field is left, or with Enter. */
function SpanFields({ name, span, onChange }: SpanProps): ReactNode {
  const { t } = useWords()
  const [typed, setTyped] = useState({ opens: span.opens, closes: span.closes })
  const opens = readTime(typed.opens)
  const closes = readTime(typed.closes)
  const isFine = opens !== null && opens !== '24:00' && closes !== null && opens < closes
  const commit = (): void => {
    if (!isFine) return
    setTyped({ opens, closes })
    if (opens !== span.opens || closes !== span.closes) onChange({ day: span.day, opens, closes })
  }
  return (
    // The fields themselves take the focus; this only hears that it left them.
    <div className={styles['span']} onBlur={commit}>
      <TextField
        label={t('profile.opens', { day: name })}
        value={typed.opens}
        onChange={(text) => setTyped((before) => ({ ...before, opens: text }))}
        error={isFine ? null : t('profile.trouble.time')}
        onSubmit={commit}
        maxLength={5}
      />
      <TextField
        label={t('profile.closes', { day: name })}
        value={typed.closes}
        onChange={(text) => setTyped((before) => ({ ...before, closes: text }))}
        onSubmit={commit}
        maxLength={5}
      />
      <IconButton
        needs="profile.saveHours"
        icon="trash"
        size="small"
        label={t('profile.removeSpan', { day: name })}
        onPress={() => onChange(null)}
      />
    </div>
  )
}
