import type { ReactNode } from 'react'
import { Button, Group, Input, Label, NumberField as AriaNumberField } from 'react-aria-components'
import { Icon } from '../icon/icon.tsx'
import { given } from '../styles/given.ts'
import styles from './field.module.css'
import { FieldNotes } from './field-notes.tsx'

type NumberFieldProps = {
  readonly label: string
  readonly value: number
  readonly onChange: (value: number) => void
  /** Enter, once the number that was typed is taken. */
  readonly onSubmit?: (() => void) | undefined
  readonly min?: number | undefined
  readonly max?: number | undefined
  readonly step?: number | undefined
  readonly hint?: ReactNode | undefined
  readonly error?: string | null | undefined
  readonly isDisabled?: boolean | undefined
  readonly format?: Intl.NumberFormatOptions | undefined
  readonly testId?: string | undefined
}

/** A number with steps; typed in the reader's own way of writing numbers. */
export function NumberField(props: NumberFieldProps): ReactNode {
  const { label, value, onChange, min, max, step, hint, error, format, testId } = props
  return (
    <AriaNumberField
      className={styles['field'] ?? ''}
      value={value}
      onChange={(next) => {
        if (!Number.isNaN(next)) onChange(next)
      }}
      // The key going down takes the number; by the time that it comes up, whoever listens has it.
      onKeyUp={(event) => {
        if (event.key === 'Enter') props.onSubmit?.()
      }}
      isInvalid={error !== undefined && error !== null}
      {...given({ isDisabled: props.isDisabled, minValue: min, maxValue: max, step, formatOptions: format })}
    >
      <Label className={styles['label'] ?? ''}>{label}</Label>
      <Group className={styles['stepper'] ?? ''}>
        <Button slot="decrement" className={styles['step'] ?? ''}>
          <Icon name="minus" size={14} />
        </Button>
        <Input className={styles['input'] ?? ''} data-testid={testId} />
        <Button slot="increment" className={styles['step'] ?? ''}>
          <Icon name="plus" size={14} />
        </Button>
      </Group>
      <FieldNotes hint={hint} error={error} />
    </AriaNumberField>
  )
}
