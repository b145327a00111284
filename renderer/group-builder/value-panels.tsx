import { useState, type ReactNode } from 'react'
import { useWords } from '../i18n/index.ts'
import { Button, NumberField, TextField } from '../ui/index.ts'
import styles from './group-builder.module.css'
import { ListPanel } from './list-panel.tsx'

const ANY = 'any'
const dayPresets = [7, 14, 30, 60, 90, 180, 365]
const soonPresets = [0, 1, 3, 7, 14, 30]
const MOST_DAYS = 3650
const MOST_SOON_DAYS = 366

type DaysPanelProps = {
  readonly label: string
  readonly value: number | null
  /** `ago` looks back and knows "at any time", `soon` looks ahead and knows "today". */
  readonly direction: 'ago' | 'soon'
  readonly onChange: (value: number | null) => void
  readonly close: () => void
  readonly testId: string
}

/** Usual numbers of days, and one of one's own. */
export function DaysPanel({ label, value, direction, onChange, close, testId }: DaysPanelProps): ReactNode {
  const { t } = useWords()
  const isAgo = direction === 'ago'
  const presets = isAgo ? dayPresets : soonPresets
  const options = presets.map((days) => ({
    value: String(days),
    label: days === 0 ? t('group.inDays.today') : t(isAgo ? 'group.when.days' : 'group.inDays.days', { days }),
  }))
  const any = isAgo ? [{ value: ANY, label: t('group.when.any') }] : []
  return (
    <>
      <ListPanel
        label={label}
        mode="single"
        options={[...options, ...any]}
        chosen={[value === null ? ANY : String(value)]}
        onChange={([chosen]) => {
          if (chosen !== undefined) onChange(chosen === ANY ? null : Number(chosen))
          close()
        }}
        testId={testId}
      />
      <NumberPanel
        label={t('group.ownDays')}
        value={value ?? 1}
        min={isAgo ? 1 : 0}
        max={isAgo ? MOST_DAYS : MOST_SOON_DAYS}
        onTake={onChange}
        close={close}
        testId={`${testId}-own`}
      />
    </>
  )
}

type NumberPanelProps = {
  readonly label: string
  readonly value: number
  readonly min: number
  readonly max: number
  readonly format?: Intl.NumberFormatOptions | undefined
  readonly onTake: (value: number) => void
  readonly close: () => void
  readonly testId: string
}

/** A number that is taken over by Enter or its button. */
export function NumberPanel({ label, value, min, max, format, onTake, close, testId }: NumberPanelProps): ReactNode {
  const { t } = useWords()
  const [typed, setTyped] = useState(value)
  return (
    <form
      className={styles['form']}
      onSubmit={(event) => {
        event.preventDefault()
        onTake(typed)
        close()
      }}
    >
      <NumberField label={label} value={typed} min={min} max={max} format={format} onChange={setTyped} testId={testId} />
      <Button type="submit" testId={`${testId}-take`}>
        {t('group.take')}
      </Button>
    </form>
  )
}

type TextPanelProps = {
  readonly label: string
  readonly value: string
  readonly onTake: (value: string) => void
  readonly close: () => void
  readonly testId: string
}

/** Words that are taken over by Enter or their button. */
export function TextPanel({ label, value, onTake, close, testId }: TextPanelProps): ReactNode {
  const { t } = useWords()
  const [typed, setTyped] = useState(value)
  return (
    <form
      className={styles['form']}
      onSubmit={(event) => {
        event.preventDefault()
        onTake(typed.trim())
        close()
      }}
    >
      <TextField label={label} value={typed} onChange={setTyped} maxLength={100} autoFocus testId={testId} />
      <Button type="submit" testId={`${testId}-take`}>
        {t('group.take')}
      </Button>
    </form>
  )
}
