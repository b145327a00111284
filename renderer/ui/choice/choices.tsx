import type { ReactNode } from 'react'
import { Checkbox as AriaCheckbox, Label, Radio, RadioGroup as AriaRadioGroup } from 'react-aria-components'
import { Icon } from '../icon/icon.tsx'
import { useMay, type Needs } from '../permission/permission.tsx'
import { cx } from '../styles/cx.ts'
import field from '../field/field.module.css'
import styles from './choice.module.css'

type TickProps = {
  readonly isSelected: boolean
  readonly onChange: (isSelected: boolean) => void
  readonly note?: ReactNode | undefined
  readonly isDisabled?: boolean | undefined
  /** What ticking it does; at rest for whoever may not do it. */
  readonly needs?: Needs | undefined
  readonly testId?: string | undefined
} & (
  | { readonly children: ReactNode; readonly label?: undefined }
  | { readonly children?: undefined; /** Name for screen readers where no words stand beside the box. */ readonly label: string }
)

type CheckboxProps = TickProps & { readonly isIndeterminate?: boolean | undefined }

const tickProps = ({ isSelected, onChange, isDisabled, testId, label }: TickProps) => ({
  className: styles['choice'] ?? '',
  isSelected,
  onChange,
  isDisabled: isDisabled ?? false,
  ...(label === undefined ? {} : { 'aria-label': label }),
  ...(testId === undefined ? {} : { 'data-testid': testId }),
})

/** Words beside a box, with a smaller note below. */
function TickWords({ children, note }: { readonly children?: ReactNode; readonly note?: ReactNode }): ReactNode {
  if (children === undefined) return null
  return (
    <span className={styles['words']}>
      <span>{children}</span>
      {note === undefined ? null : <span className={styles['note']}>{note}</span>}
    </span>
  )
}

/** A box to tick; Space ticks it. */
export function Checkbox(props: CheckboxProps): ReactNode {
  const isAtRest = !useMay()(props.needs) || props.isDisabled === true
  return (
    <AriaCheckbox {...tickProps(props)} isDisabled={isAtRest} isIndeterminate={props.isIndeterminate ?? false}>
      <span className={styles['box']}>
        <Icon name={props.isIndeterminate === true ? 'minus' : 'check'} size={14} />
      </span>
      <TickWords note={props.note}>{props.children}</TickWords>
    </AriaCheckbox>
  )
}

type RadioGroupProps<T extends string> = {
  readonly label: string
  readonly value: T | null
  readonly onChange: (value: T) => void
  readonly options: readonly { readonly value: T; readonly label: ReactNode; readonly note?: ReactNode; readonly isDisabled?: boolean }[]
  readonly isRow?: boolean | undefined
  readonly isLabelHidden?: boolean | undefined
  readonly isRequired?: boolean | undefined
  /** `segments` looks like one divided button, for two to four short words. */
  readonly look?: 'list' | 'segments' | undefined
  readonly testId?: string | undefined
}

/** One of a few choices, all in sight; arrows move. Each option's test id is `testId-value`. */
export function RadioGroup<T extends string>(props: RadioGroupProps<T>): ReactNode {
  const { label, value, onChange, options, isRow, isLabelHidden, look = 'list', testId } = props
  const isSegments = look === 'segments'
  return (
    <AriaRadioGroup
      className={cx(styles['group'], isRow === true && styles['row'])}
      value={value}
      onChange={(next) => onChange(next as T)}
      orientation={isSegments || isRow === true ? 'horizontal' : 'vertical'}
      isRequired={props.isRequired ?? false}
      {...(isLabelHidden === true ? { 'aria-label': label } : {})}
    >
      {isLabelHidden === true ? null : <Label className={field['label'] ?? ''}>{label}</Label>}
      <div className={isSegments ? styles['segments'] : styles['options']}>
        {options.map((option) => (
          <Radio
            key={option.value}
            value={option.value}
            isDisabled={option.isDisabled ?? false}
            className={cx(isSegments ? styles['segment'] : styles['choice'])}
            {...(testId === undefined ? {} : { 'data-testid': `${testId}-${option.value}` })}
          >
            {isSegments ? (
              option.label
            ) : (
              <>
                <span className={styles['dot']} />
                <TickWords note={option.note}>{option.label}</TickWords>
              </>
            )}
          </Radio>
        ))}
      </div>
    </AriaRadioGroup>
  )
}
