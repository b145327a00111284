import type { ReactNode } from 'react'
import { useWords, type Words } from '../../../i18n/index.ts'
import { EndField, FileField, PlaceField, wholeLink, type Field, type Problem, type UploadedFile } from '../../../template-values/index.ts'
import { TextField } from '../../../ui/index.ts'
import styles from '../composer/composer.module.css'
import { COUPON } from './template-rules.ts'
import type { Filling } from './use-filled.ts'

/** The name of a field on screen; fields that only have a number get words around it. */
export const fieldName = (name: string, t: Words['t']): string => (/^\d+$/u.test(name) ? t('value.name.field', { name }) : name)

type TemplateFieldsProps = { readonly filling: Filling; readonly isTried: boolean }

/** Everything that the template takes, close together: own fields first, then card by card. */
export function TemplateFields({ filling, isTried }: TemplateFieldsProps): ReactNode {
  const { t, number } = useWords()
  const { fields, filled, problems, needsCoupon, change } = filling
  const cards = [...new Set(fields.flatMap(({ card }) => (card === null ? [] : [card])))]
  const errorOf = (problem: Problem | undefined): string | null =>
    problem === undefined || (!isTried && (problem === 'missing' || problem === 'file')) ? null : t(`value.problem.${problem}`)
  const rows = (card: number | null): ReactNode =>
    fields
      .filter((field) => field.card === card)
      .map((field) => <OneField key={field.key} field={field} filling={filling} error={errorOf(problems.get(field.key))} />)
  return (
    <>
      <div className={styles['fields']}>
        {rows(null)}
        {needsCoupon ? (
          <TextField
            label={t('inbox.template.coupon')}
            value={filled.couponCode}
            onChange={(couponCode) => change({ couponCode })}
            hint={t('inbox.template.couponHint')}
            error={errorOf(problems.get(COUPON))}
            maxLength={15}
            testId="inbox-template-coupon"
          />
        ) : null}
      </div>
      {cards.map((card) => (
        <fieldset key={card} className={styles['card']} data-testid={`inbox-template-card-${card}`}>
          <legend>{t('value.card', { index: number(card + 1) })}</legend>
          <div className={styles['fields']}>{rows(card)}</div>
        </fieldset>
      ))}
    </>
  )
}

type OneFieldProps = { readonly field: Field; readonly filling: Filling; readonly error: string | null }

function OneField({ field, filling: { filled, change }, error }: OneFieldProps): ReactNode {
  const { t } = useWords()
  const { key } = field
  const value = filled.values[key] ?? ''
  const setValue = (text: string): void => change({ values: { ...filled.values, [key]: text } })
  const setFile = (file: UploadedFile | null): void => {
    const { [key]: _, ...others } = filled.files
    change({ files: file === null ? others : { ...others, [key]: file } })
  }
  switch (field.kind) {
    case 'file':
      return (
        <FileField
          field={field}
          address={value}
          file={filled.files[key] ?? null}
          error={error}
          onAddress={setValue}
          onFile={setFile}
          testId={`inbox-template-${key}`}
        />
      )
    case 'end':
      return <EndField value={value} onChange={setValue} error={error} testId="inbox-template-offer" />
    case 'place':
      return <PlaceField field={field} value={value} onChange={setValue} error={error} testId={`inbox-template-${key}`} />
    case 'link':
    case 'text':
      return (
        <TextField
          label={field.kind === 'link' ? t('value.link.end', { button: field.button }) : labelOf(field, t)}
          value={value}
          onChange={setValue}
          hint={
            field.kind === 'link' ? <bdi dir="ltr">{t('value.link.whole', { url: wholeLink(field.url, value.trim()) })}</bdi> : undefined
          }
          error={error}
          maxLength={1024}
          testId="inbox-template-field"
        />
      )
  }
}

const labelOf = ({ name, where }: { readonly name: string; readonly where: string }, t: Words['t']): string =>
  where === 'header' ? t('value.name.title', { name }) : fieldName(name, t)
