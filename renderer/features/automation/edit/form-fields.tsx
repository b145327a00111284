import type { ReactNode } from 'react'
import { AUTOMATION_LIMITS as L } from '#contract/limits/automation.ts'
import { useWords } from '../../../i18n/index.ts'
import { RadioGroup } from '../../../ui/index.ts'
import type { Texts, WorkOf } from '../types.ts'
import { SpokenTexts } from './spoken-texts.tsx'

type Form = WorkOf<'menu'>['form']
type FormPart = { readonly form: Form; readonly buttonLabels: Texts }

type FormFieldsProps = FormPart & { readonly onChange: (part: FormPart) => void; readonly testId: string }

/** Buttons or a list; a list is opened by a button with words of its own. */
export function FormFields({ form, buttonLabels, onChange, testId }: FormFieldsProps): ReactNode {
  const { t, locale } = useWords()
  const opener = (): Texts => (buttonLabels.length > 0 ? buttonLabels : [{ language: locale, text: t('automation.new.list') }])
  return (
    <>
      <RadioGroup
        label={t('automation.form')}
        look="segments"
        value={form}
        onChange={(next) => onChange({ form: next, buttonLabels: next === 'list' ? opener() : buttonLabels })}
        options={[
          { value: 'buttons' as const, label: t('automation.form.buttons', { most: L.buttons }) },
          { value: 'list' as const, label: t('automation.form.list', { most: L.rows }) },
        ]}
        testId={`${testId}-form`}
      />
      {form === 'list' ? (
        <SpokenTexts
          label={t('automation.form.opener')}
          texts={buttonLabels}
          onChange={(next) => onChange({ form, buttonLabels: next })}
          mostCharacters={L.buttonCharacters}
          isShort
          testId={`${testId}-opener`}
        />
      ) : null}
    </>
  )
}

type LabelFieldsProps = {
  readonly form: Form
  readonly labels: Texts
  readonly descriptions: Texts
  readonly onChange: (part: { readonly labels: Texts; readonly descriptions: Texts }) => void
  readonly testId: string
}

/** The words on one button or row, and a row's second line. */
export function LabelFields({ form, labels, descriptions, onChange, testId }: LabelFieldsProps): ReactNode {
  const { t } = useWords()
  return (
    <>
      <SpokenTexts
        label={t(form === 'buttons' ? 'automation.option.button' : 'automation.option.row')}
        texts={labels}
        onChange={(next) => onChange({ labels: next, descriptions })}
        mostCharacters={form === 'buttons' ? L.buttonCharacters : L.rowCharacters}
        isShort
        testId={`${testId}-label`}
      />
      {form === 'list' ? (
        <SpokenTexts
          label={t('automation.option.description')}
          texts={descriptions}
          onChange={(next) => onChange({ labels, descriptions: next })}
          mostCharacters={L.rowDescriptionCharacters}
          isShort
          isOptional
          testId={`${testId}-description`}
        />
      ) : null}
    </>
  )
}

/** How many there may be. */
export const mostOf = (form: Form): number => (form === 'buttons' ? L.buttons : L.rows)
