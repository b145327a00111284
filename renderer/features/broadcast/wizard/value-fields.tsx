import type { ReactNode } from 'react'
import { useWords } from '../../../i18n/index.ts'
import { EndField, FileField, PlaceField, wholeLink, type Field, type FieldOf } from '../../../template-values/index.ts'
import { Quiet } from '../../../ui/index.ts'
import { politeName, sameForAll, type Template } from '../content.ts'
import type { Preview } from './use-preview.ts'
import type { Values } from './use-values.ts'
import { VariableRow } from './variable-row.tsx'
import styles from './message.module.css'

/** What every field of the step needs. */
export type FieldContext = {
  readonly template: Template
  /** Its versions in other languages, where people get their own. */
  readonly others: readonly Template[]
  readonly values: Values
  readonly preview: Preview
}

/** Texts and links of a message or a card, one row each. */
export function VariableRows({ fields, ...context }: FieldContext & { readonly fields: readonly Field[] }): ReactNode {
  const rows = fields.filter((field): field is FieldOf<'text' | 'link'> => field.kind === 'text' || field.kind === 'link')
  if (rows.length === 0) return null
  return (
    <ul className={styles['variables']}>
      {rows.map((field) => (
        <ValueRow key={field.key} field={field} {...context} />
      ))}
    </ul>
  )
}

type ValueRowProps = FieldContext & { readonly field: FieldOf<'text' | 'link'> }

function ValueRow({ field, template, others, values, preview }: ValueRowProps): ReactNode {
  const { t } = useWords()
  const { key } = field
  const sample = field.kind === 'text' ? field.sample : ''
  const braced = field.kind === 'text' && field.card !== null ? field.name : key
  return (
    <VariableRow
      name={key}
      label={field.kind === 'text' ? <code dir="ltr">{`{{${braced}}}`}</code> : t('value.link.end', { button: field.button })}
      sample={sample}
      variable={values.of(key) ?? sameForAll(sample)}
      polite={politeName(template.language)}
      languages={others.map(({ language }) => language)}
      missing={preview.missing(key)}
      error={values.problem(field)}
      onChange={(next) => values.set(key, next)}
      onSee={() => preview.show({ kind: 'emptiest' })}
    >
      {field.kind === 'link' ? <WholeLink field={field} values={values} preview={preview} /> : null}
    </VariableRow>
  )
}

/** Where the link leads: for everybody, or for the person in the preview. */
function WholeLink({ field, values, preview }: Pick<FieldContext, 'values' | 'preview'> & { readonly field: FieldOf<'link'> }): ReactNode {
  const { t } = useWords()
  const isSame = values.of(field.key)?.from.kind === 'text'
  const shown = preview.reading.data?.message?.links.find((link) => link.key === field.key)?.url
  const url = isSame ? wholeLink(field.url, values.text(field.key).trim()) : (shown ?? wholeLink(field.url, '…'))
  return (
    <p className={styles['link']} data-testid={`broadcast-message-link-${field.key}`}>
      <Quiet isSmall>
        <bdi dir="ltr">{t('value.link.whole', { url })}</bdi>
      </Quiet>
    </p>
  )
}

/** A picture, film or document. */
export function FileValue({ field, values }: { readonly field: FieldOf<'file'>; readonly values: Values }): ReactNode {
  const from = values.of(field.key)?.from
  return (
    <FileField
      field={field}
      address={values.text(field.key)}
      file={from?.kind === 'file' ? from : null}
      error={values.problem(field)}
      onAddress={(address) => values.setAddress(field.key, address)}
      onFile={(file) => values.setFile(field.key, file)}
      testId={`broadcast-message-${field.key}`}
    />
  )
}

/** What stands above the text: a file, or a place on the map. */
export function HeaderValue({ field, values }: { readonly field: FieldOf<'file' | 'place'>; readonly values: Values }): ReactNode {
  if (field.kind === 'file') return <FileValue field={field} values={values} />
  return (
    <PlaceField
      field={field}
      value={values.text(field.key)}
      onChange={(text) => values.setText(field.key, text)}
      error={values.problem(field)}
      testId={`broadcast-message-${field.key}`}
    />
  )
}

/** When the offer ends. */
export function EndValue({ field, values }: { readonly field: FieldOf<'end'>; readonly values: Values }): ReactNode {
  return (
    <EndField
      value={values.text(field.key)}
      onChange={(text) => values.setText(field.key, text)}
      error={values.problem(field)}
      testId="broadcast-message-offer"
    />
  )
}
