import type { ReactNode } from 'react'
import { languageName, useWords } from '../../i18n/index.ts'
import { More, Select, TextField } from '../../ui/index.ts'
import styles from './integration.module.css'
import { variablesOf, type RuleForm } from './rule-form.ts'
import type { Rule, Template } from './types.ts'

const KINDS = ['order', 'reminder', 'custom'] as const
const ENCODINGS = [
  'utf-8',
  'big5',
  'utf-16le',
  'utf-16be',
  'gb18030',
  'shift_jis',
  'windows-1252',
] as const satisfies readonly Rule['encoding'][]

type FieldsProps = {
  readonly form: RuleForm
  readonly onChange: (form: RuleForm) => void
  readonly templates: readonly Template[]
  readonly columns: readonly string[]
}

/** What a rule says: which files, which template, and which column is what. */
export function RuleFields({ form, onChange, templates, columns }: FieldsProps): ReactNode {
  const { t } = useWords()
  const names = [...new Set(templates.map(({ name }) => name))]
  const choices = columns.map((column) => ({ value: column, label: column }))
  const orNone = [{ value: '', label: t('integration.noColumn') }, ...choices]
  const template = templates.find(({ name }) => name === form.template)
  const languages = templates.filter(({ name }) => name === form.template).map(({ language }) => language)
  return (
    <div className={styles['fields']}>
      <TextField
        label={t('integration.pattern')}
        hint={t('integration.patternHint')}
        value={form.pattern}
        onChange={(pattern) => onChange({ ...form, pattern })}
        testId="integration-rule-pattern"
      />
      <Select
        label={t('integration.kind')}
        value={form.kind}
        choices={KINDS.map((kind) => ({ value: kind, label: t(`integration.kind.${kind}`) }))}
        onChange={(kind) => onChange({ ...form, kind })}
      />
      <Select
        label={t('integration.template')}
        value={form.template === '' ? null : form.template}
        choices={names.map((name) => ({ value: name, label: name }))}
        onChange={(name) => onChange({ ...form, template: name })}
        testId="integration-rule-template"
      />
      <Select
        label={t('integration.phoneColumn')}
        value={form.phone === '' ? null : form.phone}
        choices={choices}
        onChange={(phone) => onChange({ ...form, phone })}
        testId="integration-rule-phone"
      />
      <Select
        label={t('integration.referenceColumn')}
        hint={t('integration.referenceHint')}
        value={form.reference}
        choices={orNone}
        onChange={(reference) => onChange({ ...form, reference })}
        testId="integration-rule-reference"
      />
      {variablesOf(template).map((name) => (
        <Select
          key={name}
          label={t('integration.valueColumn', { name })}
          value={form.values[name] ?? null}
          choices={choices}
          onChange={(column) => onChange({ ...form, values: { ...form.values, [name]: column } })}
          testId={`integration-rule-value-${name}`}
        />
      ))}
      <MoreFields form={form} onChange={onChange} columns={columns} languages={languages} />
    </div>
  )
}

type MoreProps = Omit<FieldsProps, 'templates'> & { /** Those of the chosen template. */ readonly languages: readonly string[] }

/** What most files do not need: times, a name, another language, and letters that were not told rightly. */
function MoreFields({ form, onChange, columns, languages }: MoreProps): ReactNode {
  const { t, locale } = useWords()
  const orNone = [{ value: '', label: t('integration.noColumn') }, ...columns.map((column) => ({ value: column, label: column }))]
  return (
    <div className={styles['more']}>
      <More title={t('integration.more')} testId="integration-rule-more">
        <div className={styles['fields']}>
          {(['notBefore', 'latest', 'name'] as const).map((field) => (
            <Select
              key={field}
              label={t(`integration.${field}Column`)}
              value={form[field]}
              choices={orNone}
              onChange={(column) => onChange({ ...form, [field]: column })}
              testId={`integration-rule-${field}`}
            />
          ))}
          <Select
            label={t('integration.language')}
            value={form.language}
            choices={[
              { value: '', label: t('integration.language.customer') },
              ...languages.map((language) => ({ value: `text ${language}`, label: languageName(language, locale) })),
              ...columns.map((column) => ({ value: `column ${column}`, label: t('integration.language.column', { column }) })),
            ]}
            onChange={(language) => onChange({ ...form, language })}
            testId="integration-rule-language"
          />
          <Select
            label={t('customer.import.encoding')}
            value={form.encoding ?? 'auto'}
            choices={[
              { value: 'auto' as const, label: t('integration.encoding.auto') },
              ...ENCODINGS.map((value) => ({ value, label: t(`customer.import.encoding.${value}`) })),
            ]}
            onChange={(encoding) => onChange({ ...form, encoding: encoding === 'auto' ? null : encoding })}
            testId="integration-rule-encoding"
          />
        </div>
      </More>
    </div>
  )
}
