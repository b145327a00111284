import type { ReactNode, Ref } from 'react'
import { Input, TextArea as AriaTextArea, TextField as AriaTextField } from 'react-aria-components'
import { useWords } from '../../i18n/index.ts'
import { cx } from '../styles/cx.ts'
import styles from './field.module.css'
import { FieldLabel } from './field-label.tsx'
import { FieldNotes } from './field-notes.tsx'

type TextFieldProps = {
  readonly label: string
  readonly value: string
  readonly onChange: (value: string) => void
  readonly hint?: ReactNode | undefined
  /** Words under the field that say what does not fit; links itself to the field. */
  readonly error?: string | null | undefined
  readonly placeholder?: string | undefined
  readonly type?: 'text' | 'password' | 'url' | 'tel' | undefined
  readonly isRequired?: boolean | undefined
  readonly isOptional?: boolean | undefined
  readonly isDisabled?: boolean | undefined
  readonly autoFocus?: boolean | undefined
  readonly maxLength?: number | undefined
  readonly autoComplete?: string | undefined
  /** For text of another language than the screen's. */
  readonly lang?: string | undefined
  readonly testId?: string | undefined
  readonly inputRef?: Ref<HTMLInputElement> | undefined
  readonly onSubmit?: (() => void) | undefined
}

const fieldProps = (
  props: Pick<
    TextFieldProps,
    'value' | 'onChange' | 'error' | 'isRequired' | 'isDisabled' | 'autoFocus' | 'maxLength' | 'autoComplete' | 'testId'
  >,
) => ({
  className: styles['field'] ?? '',
  value: props.value,
  onChange: props.onChange,
  isInvalid: props.error !== undefined && props.error !== null,
  isRequired: props.isRequired ?? false,
  isDisabled: props.isDisabled ?? false,
  validationBehavior: 'aria' as const,
  ...(props.maxLength === undefined ? {} : { maxLength: props.maxLength }),
  ...(props.autoComplete === undefined ? {} : { autoComplete: props.autoComplete }),
})

/** One line of text with a visible label. */
export function TextField(props: TextFieldProps): ReactNode {
  const { label, hint, error, placeholder, type = 'text', lang, testId, inputRef, onSubmit } = props
  return (
    <AriaTextField {...fieldProps(props)} type={type} autoFocus={props.autoFocus ?? false}>
      <FieldLabel label={label} isRequired={props.isRequired} isOptional={props.isOptional} />
      <Input
        className={styles['input'] ?? ''}
        dir={type === 'tel' || type === 'url' ? 'ltr' : 'auto'}
        lang={lang}
        data-testid={testId}
        {...(placeholder === undefined ? {} : { placeholder })}
        {...(inputRef === undefined ? {} : { ref: inputRef })}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && !event.nativeEvent.isComposing && onSubmit !== undefined) onSubmit()
        }}
      />
      <FieldNotes hint={hint} error={error} />
    </AriaTextField>
  )
}

type TextAreaProps = Omit<TextFieldProps, 'type' | 'inputRef' | 'onSubmit'> & {
  readonly rows?: number | undefined
  readonly isCounted?: boolean | undefined
  /** For editors that put something where the cursor stands. */
  readonly areaRef?: Ref<HTMLTextAreaElement> | undefined
}

/** Several lines of text with a visible label; `isCounted` shows how many letters of the most are used. */
export function TextArea(props: TextAreaProps): ReactNode {
  const { label, value, hint, error, placeholder, rows = 3, lang, testId, isCounted, maxLength, areaRef } = props
  const { number } = useWords()
  return (
    <AriaTextField {...fieldProps(props)} autoFocus={props.autoFocus ?? false}>
      <FieldLabel label={label} isRequired={props.isRequired} isOptional={props.isOptional} />
      <AriaTextArea
        className={cx(styles['input'], styles['area'])}
        {...(areaRef === undefined ? {} : { ref: areaRef })}
        rows={rows}
        dir="auto"
        lang={lang}
        data-testid={testId}
        {...(placeholder === undefined ? {} : { placeholder })}
      />
      {isCounted === true && maxLength !== undefined ? (
        <span className={styles['counter']}>
          {number(value.length)}/{number(maxLength)}
        </span>
      ) : null}
      <FieldNotes hint={hint} error={error} />
    </AriaTextField>
  )
}
