import type { Rule, RuleInput, Sample, Template } from './types.ts'

/** What the dialog holds while a rule is written; an empty column is none. */
export type RuleForm = {
  readonly pattern: string
  readonly kind: Rule['kind']
  readonly template: string
  readonly phone: string
  readonly reference: string
  readonly notBefore: string
  readonly latest: string
  readonly name: string
  /** "text zh-TW", "column Lang", or nothing for the customer's own. */
  readonly language: string
  readonly encoding: Rule['encoding']
  /** Which column fills which variable. */
  readonly values: Readonly<Record<string, string>>
}

export const EMPTY_FORM: RuleForm = {
  pattern: '',
  kind: 'order',
  template: '',
  phone: '',
  reference: '',
  notBefore: '',
  latest: '',
  name: '',
  language: '',
  encoding: null,
  values: {},
}

/** A rule as the dialog shows it. */
export const formOf = (rule: Rule): RuleForm => ({
  pattern: rule.pattern,
  kind: rule.kind,
  template: rule.template.from === 'text' ? rule.template.text : '',
  phone: rule.phone,
  reference: rule.reference ?? '',
  notBefore: rule.notBefore ?? '',
  latest: rule.latest ?? '',
  name: rule.name ?? '',
  language: languageChoice(rule.language),
  encoding: rule.encoding,
  values: Object.fromEntries(Object.entries(rule.values).map(([name, source]) => [name, source.from === 'column' ? source.column : ''])),
})

function languageChoice(source: Rule['language']): string {
  if (source === null) return ''
  return source.from === 'text' ? `text ${source.text}` : `column ${source.column}`
}

function languageSource(choice: string): Rule['language'] {
  const [from, ...rest] = choice.split(' ')
  const what = rest.join(' ')
  if (what === '') return null
  return from === 'column' ? { from, column: what } : { from: 'text', text: what }
}

/** Every column that a form names. */
export const namedColumns = (form: RuleForm): string[] => [
  form.phone,
  form.reference,
  form.notBefore,
  form.latest,
  form.name,
  ...(form.language.startsWith('column ') ? [form.language.slice('column '.length)] : []),
  ...Object.values(form.values),
]

const PHONE = /phone|mobile|tel|number|whatsapp|電話|手機|号码|手机|電話號碼/i
const REFERENCE = /order|reference|ref|id|no\b|單號|訂單|单号|订单/i

/** Fills what can be told from the sample: the pattern from the name of the file, number and reference from the columns. */
export function withSample(form: RuleForm, sample: Sample): RuleForm {
  const phone = sample.columns.find((column) => PHONE.test(column)) ?? ''
  const reference = sample.columns.find((column) => column !== phone && REFERENCE.test(column)) ?? ''
  return {
    ...form,
    pattern: form.pattern === '' ? sample.fileName.replace(/[\d_-]*\d(?=\.[^.]+$)/, '*') : form.pattern,
    phone: form.phone === '' ? phone : form.phone,
    reference: form.reference === '' ? reference : form.reference,
  }
}

/** Names of a template's variables as values are given by. */
export const variablesOf = (template: Template | undefined): string[] =>
  (template?.variables ?? [])
    .filter(({ where }) => where !== 'card')
    .map(({ name, where }) => (where === 'header' ? `header.${name}` : name))

const orNull = (column: string): string | null => (column === '' ? null : column)

/** What the form says, for saving; null while something needed is missing. */
export function toInput(form: RuleForm, template: Template | undefined, rule: Rule | null): RuleInput | null {
  const names = variablesOf(template)
  if (![form.pattern.trim(), form.template, form.phone, ...names.map((name) => form.values[name] ?? '')].every((text) => text !== ''))
    return null
  return {
    ...(rule === null ? {} : { ruleId: rule.ruleId }),
    pattern: form.pattern.trim(),
    kind: form.kind,
    template: { from: 'text', text: form.template },
    phone: form.phone,
    reference: orNull(form.reference),
    notBefore: orNull(form.notBefore),
    latest: orNull(form.latest),
    name: orNull(form.name),
    language: languageSource(form.language),
    encoding: form.encoding,
    values: Object.fromEntries(names.map((name) => [name, { from: 'column' as const, column: form.values[name] ?? '' }])),
  }
}
