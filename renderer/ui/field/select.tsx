import type { ReactNode } from 'react'
import {
  Button,
  ComboBox as AriaComboBox,
  Input,
  Label,
  ListBox,
  ListBoxItem,
  Popover,
  Select as AriaSelect,
  SelectValue,
  Text,
} from 'react-aria-components'
import { useWords } from '../../i18n/index.ts'
import { Icon } from '../icon/icon.tsx'
import overlay from '../overlay/overlay.module.css'
import { cx } from '../styles/cx.ts'
import { given } from '../styles/given.ts'
import { FieldNotes } from './field-notes.tsx'
import field from './field.module.css'
import styles from './select.module.css'
import small from './small-button.module.css'

/** One choice of a list. */
export type Choice<T extends string> = {
  readonly value: T
  readonly label: string
  readonly note?: string | undefined
  readonly lang?: string | undefined
  /** Shown with its reason in `note`, but not to be chosen. */ readonly isDisabled?: boolean | undefined
}

type SelectProps<T extends string> = {
  readonly label: string
  readonly value: T | null
  readonly choices: readonly Choice<T>[]
  readonly onChange: (value: T) => void
  readonly isLabelHidden?: boolean | undefined
  readonly hint?: ReactNode | undefined
  readonly error?: string | null | undefined
  readonly isRequired?: boolean | undefined
  readonly isDisabled?: boolean | undefined
  readonly placeholder?: string | undefined
  readonly testId?: string | undefined
}

/** What Select and ComboBox hand on in the same way. */
function fieldProps<T extends string>({ value, choices, onChange, isDisabled, isRequired, error }: SelectProps<T>) {
  return {
    className: field['field'] ?? '',
    value,
    onChange: (key: unknown) => {
      const choice = choices.find((one) => one.value === key)
      if (choice !== undefined) onChange(choice.value)
    },
    validationBehavior: 'aria' as const,
    isInvalid: error !== undefined && error !== null,
    ...given({ isDisabled, isRequired }),
  }
}

function Choices<T extends string>({ choices }: { readonly choices: readonly Choice<T>[] }): ReactNode {
  return (
    <ListBox className={overlay['menu'] ?? ''} items={choices.map((choice) => ({ ...choice, id: choice.value }))}>
      {(choice) => (
        <ListBoxItem
          id={choice.value}
          textValue={choice.label}
          isDisabled={choice.isDisabled ?? false}
          className={cx(overlay['menuItem'], styles['option'])}
          lang={choice.lang}
        >
          <span className={styles['optionText']}>
            <Text slot="label">{choice.label}</Text>
            {choice.note === undefined ? null : (
              <Text slot="description" className={styles['note'] ?? ''}>
                {choice.note}
              </Text>
            )}
          </span>
          <span className={styles['tick']}>
            <Icon name="check" size={16} />
          </span>
        </ListBoxItem>
      )}
    </ListBox>
  )
}

/** One of a few choices, in a list that opens below. */
export function Select<T extends string>(props: SelectProps<T>): ReactNode {
  const { label, choices, isLabelHidden = false, hint, error, testId, placeholder } = props
  const { t } = useWords()
  return (
    <AriaSelect
      {...fieldProps(props)}
      placeholder={placeholder ?? t('ui.selectPlaceholder')}
      {...given({ 'aria-label': isLabelHidden ? label : undefined })}
    >
      {isLabelHidden ? null : <Label className={field['label'] ?? ''}>{label}</Label>}
      <Button className={cx(field['input'], styles['trigger'])} {...given({ 'data-testid': testId })}>
        <SelectValue className={styles['value'] ?? ''}>
          {({ isPlaceholder, selectedText, defaultChildren }) => (isPlaceholder ? defaultChildren : (selectedText ?? defaultChildren))}
        </SelectValue>
        <Icon name="chevron-down" size={16} />
      </Button>
      <FieldNotes hint={hint} error={error} />
      <Popover className={overlay['popover'] ?? ''} offset={4}>
        <Choices choices={choices} />
      </Popover>
    </AriaSelect>
  )
}

type ComboBoxProps<T extends string> = Omit<SelectProps<T>, 'isLabelHidden' | 'placeholder'> & {
  /** For more than a list can hold: told what is typed, and `choices` are what was found by it. */
  readonly onSearch?: ((typed: string) => void) | undefined
}

const everyChoice = (): boolean => true

/** One of many choices, found by typing a part of its name. */
export function ComboBox<T extends string>({ onSearch, ...props }: ComboBoxProps<T>): ReactNode {
  const { label, choices, hint, error, testId } = props
  const search = onSearch === undefined ? {} : { onInputChange: onSearch, defaultFilter: everyChoice }
  return (
    <AriaComboBox {...fieldProps(props)} {...search} menuTrigger="focus">
      <Label className={field['label'] ?? ''}>{label}</Label>
      <div className={styles['combo']}>
        <Input className={field['input'] ?? ''} data-testid={testId} />
        <Button className={cx(small['small'], styles['comboOpen'])}>
          <Icon name="chevron-down" size={16} />
        </Button>
      </div>
      <FieldNotes hint={hint} error={error} />
      <Popover className={overlay['popover'] ?? ''} offset={4}>
        <Choices choices={choices} />
      </Popover>
    </AriaComboBox>
  )
}
