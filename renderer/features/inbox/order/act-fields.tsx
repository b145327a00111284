import { useState, type ReactNode } from 'react'
import { dayOf, useWords } from '../../../i18n/index.ts'
import { DateField, NumberField, Select, TextField } from '../../../ui/index.ts'
import { noonOf, type ActDraft } from './act-draft.ts'
import styles from './order.module.css'
import type { ActKind, Order } from './types.ts'

type ActFieldsProps = {
  readonly order: Order
  readonly kind: ActKind
  readonly draft: ActDraft
  readonly onChange: (draft: ActDraft) => void
}

const notices = ['received', 'changed', 'ready', 'shipped', 'due'] as const

/** What an act needs to know. */
export function ActFields({ order, kind, draft, onChange }: ActFieldsProps): ReactNode {
  const { t } = useWords()
  switch (kind) {
    case 'accept':
    case 'ready':
    case 'done':
      return null
    case 'change':
      return (
        <>
          <ul className={styles['quantities']} aria-label={t('order.lines')}>
            {order.lines.map((line, place) => (
              <li key={`${line.retailerId} ${line.name}`}>
                <NumberField
                  label={line.name}
                  value={draft.quantities[place] ?? 0}
                  min={0}
                  max={9_999}
                  onChange={(quantity) =>
                    onChange({ ...draft, quantities: draft.quantities.map((one, other) => (other === place ? quantity : one)) })
                  }
                  testId={`order-act-quantity-${place}`}
                />
              </li>
            ))}
          </ul>
          <Note label={t('order.note')} hint={t('order.zero')} draft={draft} onChange={onChange} />
        </>
      )
    case 'decline':
    case 'cancel':
      return <Note label={t('order.reason')} hint={t('order.reasonHint')} draft={draft} onChange={onChange} />
    case 'ship':
      return (
        <div className={styles['pair']}>
          <TextField
            label={t('order.carrier')}
            isOptional
            value={draft.carrier}
            onChange={(carrier) => onChange({ ...draft, carrier })}
            maxLength={80}
            autoFocus
            testId="order-act-carrier"
          />
          <TextField
            label={t('order.tracking')}
            isOptional
            value={draft.tracking}
            onChange={(tracking) => onChange({ ...draft, tracking })}
            maxLength={100}
            testId="order-act-tracking"
          />
        </div>
      )
    case 'due':
      return <DueDay draft={draft} onChange={onChange} />
    case 'tell':
      return (
        <Select
          label={t('order.notice')}
          value={draft.notice}
          onChange={(notice) => onChange({ ...draft, notice })}
          choices={notices.map((notice) => ({ value: notice, label: t(`order.notice.${notice}`) }))}
          testId="order-act-notice"
        />
      )
  }
}

type FieldProps = Pick<ActFieldsProps, 'draft' | 'onChange'>

const Note = ({ label, hint, draft, onChange }: FieldProps & { readonly label: string; readonly hint: string }): ReactNode => (
  <TextField
    label={label}
    hint={hint}
    isOptional
    value={draft.note}
    onChange={(note) => onChange({ ...draft, note })}
    maxLength={500}
    testId="order-act-note"
  />
)

/** The day counts to its end. */
function DueDay({ draft, onChange }: FieldProps): ReactNode {
  const { t, timeZone } = useWords()
  const [today] = useState(() => dayOf(Date.now(), timeZone))
  return (
    <DateField
      label={t('order.due')}
      value={draft.dueAt === null ? '' : dayOf(draft.dueAt, timeZone)}
      min={today}
      onChange={(day) => onChange({ ...draft, dueAt: day === '' ? null : noonOf(day, timeZone) })}
      testId="order-act-due"
    />
  )
}
