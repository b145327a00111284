import { useState, type ReactNode } from 'react'
import { useCall, useFileTaking, useMutationCall } from '../../bridge/index.ts'
import { useWords } from '../../i18n/index.ts'
import { Button, Dialog, ErrorStrip, Quiet, Select, Stack, TextField } from '../../ui/index.ts'
import styles from './integration.module.css'
import { EMPTY_FORM, formOf, toInput, variablesOf, withSample, type RuleForm } from './rule-form.ts'
import type { Rule, Sample, Template } from './types.ts'

const KINDS = ['order', 'reminder', 'custom'] as const

type RuleProps = { readonly rule: Rule | null; readonly onClose: () => void }

/** Says how files of a name are read: a file like those to come, its first rows, and which column is what. */
export function RuleDialog({ rule, onClose }: RuleProps): ReactNode {
  const { t } = useWords()
  const templates = useCall('template.list', { status: 'APPROVED' }).data?.templates ?? []
  const inspecting = useMutationCall('integration.inspectFile')
  const saving = useMutationCall('integration.saveRule')
  const [form, setForm] = useState<RuleForm>(() => (rule === null ? EMPTY_FORM : formOf(rule)))
  const [sample, setSample] = useState<Sample | null>(null)
  const inspect = async (file: string): Promise<void> => {
    const looked = await inspecting.run({ file })
    if (!looked.ok) return
    setSample(looked.value)
    setForm((before) => withSample(before, looked.value))
  }
  const taking = useFileTaking('tool-file', (file) => void inspect(file.handle))
  const template = templates.find(({ name }) => name === form.template)
  const input = toInput(form, template, rule)
  const save = async (): Promise<void> => {
    if (input !== null && (await saving.run(input)).ok) onClose()
  }
  const error = taking.error ?? inspecting.error ?? saving.error
  return (
    <Dialog
      title={t(rule === null ? 'integration.newRule' : 'integration.rule')}
      isOpen
      onClose={onClose}
      testId="integration-rule-dialog"
      footer={
        <>
          <Button onPress={onClose}>{t('ui.cancel')}</Button>
          <Button
            variant="main"
            onPress={() => void save()}
            isBusy={saving.isRunning}
            isDisabled={input === null}
            testId="integration-rule-save"
          >
            {t('ui.save')}
          </Button>
        </>
      }
    >
      <Stack gap={3}>
        <Quiet>{t('integration.ruleNote')}</Quiet>
        <Button icon="file" onPress={taking.choose} isBusy={taking.isChoosing || inspecting.isRunning} testId="integration-rule-file">
          {t('integration.chooseSample')}
        </Button>
        {sample === null ? null : <SampleTable sample={sample} />}
        <RuleFields form={form} onChange={setForm} templates={templates} columns={columnsOf(form, sample)} />
        {error === null ? null : <ErrorStrip error={error} />}
      </Stack>
    </Dialog>
  )
}

/** The sample's columns, or those that the rule names already. */
const columnsOf = (form: RuleForm, sample: Sample | null): readonly string[] =>
  sample?.columns ??
  [...new Set([form.phone, form.reference, form.notBefore, ...Object.values(form.values)])].filter((column) => column !== '')

function SampleTable({ sample }: { readonly sample: Sample }): ReactNode {
  const { t } = useWords()
  return (
    <section className={styles['sample']} aria-label={t('integration.firstRows')}>
      <table data-testid="integration-rule-sample">
        <thead>
          <tr>
            {sample.columns.map((column) => (
              <th key={column} scope="col">
                {column}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {sample.rows.map((cells, row) => (
            <tr key={`${String(row)} ${cells.join(' ')}`}>
              {cells.map((cell, at) => (
                <td key={sample.columns[at]}>{cell}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

type FieldsProps = {
  readonly form: RuleForm
  readonly onChange: (form: RuleForm) => void
  readonly templates: readonly Template[]
  readonly columns: readonly string[]
}

function RuleFields({ form, onChange, templates, columns }: FieldsProps): ReactNode {
  const { t } = useWords()
  const names = [...new Set(templates.map(({ name }) => name))]
  const choices = columns.map((column) => ({ value: column, label: column }))
  const orNone = [{ value: '', label: t('integration.noColumn') }, ...choices]
  const template = templates.find(({ name }) => name === form.template)
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
      <Select
        label={t('integration.notBeforeColumn')}
        value={form.notBefore}
        choices={orNone}
        onChange={(notBefore) => onChange({ ...form, notBefore })}
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
    </div>
  )
}
