import type { ReactNode } from 'react'
import { useCall, type CallOutput } from '../../../bridge/index.ts'
import { languageName, useWords } from '../../../i18n/index.ts'
import { Quiet, Select, TextField } from '../../../ui/index.ts'
import type { DueMessage, DueTemplate } from '../types.ts'
import styles from './edit.module.css'
import { SpokenTexts } from './spoken-texts.tsx'
import { canGoByItself, keysToFill } from './template-keys.ts'

type Template = CallOutput<'template.list'>['templates'][number]

type DueMessageFieldProps = {
  readonly message: DueMessage
  readonly onChange: (message: DueMessage) => void
  /** Offers may only go out as marketing templates, notices only as others. */
  readonly purpose: 'offer' | 'notice'
  readonly values: string
  readonly testId: string
}

/** What is said when something falls due: a text while the reply window is open, a template while it is closed. */
export function DueMessageField({ message, onChange, purpose, values, testId }: DueMessageFieldProps): ReactNode {
  const { t } = useWords()
  return (
    <div className={styles['answer']}>
      <SpokenTexts
        label={t('automation.due.open')}
        texts={message.texts}
        onChange={(texts) => onChange({ ...message, texts })}
        isOptional
        values={values}
        testId={`${testId}-text`}
      />
      <TemplateField
        template={message.template}
        onChange={(template) => onChange({ ...message, template })}
        purpose={purpose}
        values={values}
        testId={testId}
      />
    </div>
  )
}

type TemplateFieldProps = Omit<DueMessageFieldProps, 'message' | 'onChange'> & {
  readonly template: DueTemplate | null
  readonly onChange: (template: DueTemplate | null) => void
}

const keyOf = ({ name, language }: { readonly name: string; readonly language: string }): string => `${name} ${language}`

/** The approved template that goes out while the window is closed, and what stands in its gaps. */
export function TemplateField({ template, onChange, purpose, values, testId }: TemplateFieldProps): ReactNode {
  const { t, locale } = useWords()
  const list = useCall('template.list', { status: 'APPROVED' })
  const fitting = (list.data?.templates ?? []).filter(
    (one) => one.sendable && canGoByItself(one) && (one.category === 'MARKETING') === (purpose === 'offer'),
  )
  const chosen = template === null ? undefined : fitting.find((one) => keyOf(one) === keyOf(template))
  const choose = (key: string): void => {
    const found = fitting.find((one) => keyOf(one) === key)
    if (found !== undefined) onChange({ name: found.name, language: found.language, values: {} })
    else if (key === 'none') onChange(null)
  }
  return (
    <>
      <Select
        label={t('automation.due.closed')}
        hint={template === null ? t('automation.due.none') : undefined}
        value={template === null ? 'none' : keyOf(template)}
        choices={[
          { value: 'none', label: t('automation.due.noTemplate') },
          ...fitting.map((one) => ({ value: keyOf(one), label: one.name, note: languageName(one.language, locale) })),
          ...(template === null || chosen !== undefined ? [] : [{ value: keyOf(template), label: template.name }]),
        ]}
        onChange={choose}
        testId={`${testId}-template`}
      />
      {template === null || chosen === undefined ? null : (
        <TemplateValues template={template} shape={chosen} onChange={onChange} values={values} testId={testId} />
      )}
    </>
  )
}

type TemplateValuesProps = {
  readonly template: DueTemplate
  readonly shape: Template
  readonly onChange: (template: DueTemplate) => void
  readonly values: string
  readonly testId: string
}

function TemplateValues({ template, shape, onChange, values, testId }: TemplateValuesProps): ReactNode {
  const { t } = useWords()
  return (
    <div className={styles['values']}>
      <Quiet isSmall>
        <bdi>{shape.body}</bdi>
      </Quiet>
      {keysToFill(shape).map(({ key, name }) => (
        <TextField
          key={key}
          label={t('automation.due.value', { name })}
          hint={t('automation.text.values', { values })}
          value={template.values[key] ?? ''}
          onChange={(text) => onChange({ ...template, values: { ...template.values, [key]: text } })}
          maxLength={1024}
          testId={`${testId}-value-${key}`}
        />
      ))}
    </div>
  )
}
