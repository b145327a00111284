import { useState, type ReactNode } from 'react'
import { useCall, useFileTaking, useMutationCall } from '../../bridge/index.ts'
import { useWords } from '../../i18n/index.ts'
import { Button, Dialog, ErrorStrip, Quiet, Stack } from '../../ui/index.ts'
import styles from './integration.module.css'
import { RuleFields } from './rule-fields.tsx'
import { EMPTY_FORM, formOf, namedColumns, toInput, withSample, type RuleForm } from './rule-form.ts'
import type { Rule, Sample } from './types.ts'

type RuleProps = { readonly rule: Rule | null; readonly onClose: () => void }

/** Says how files of a name are read: a file like those to come, its first rows, and which column is what. */
export function RuleDialog({ rule, onClose }: RuleProps): ReactNode {
  const { t } = useWords()
  const templates = useCall('template.list', { status: 'APPROVED' }).data?.templates ?? []
  const inspecting = useMutationCall('integration.inspectFile')
  const saving = useMutationCall('integration.saveRule')
  const [form, setForm] = useState<RuleForm>(() => (rule === null ? EMPTY_FORM : formOf(rule)))
  const [sample, setSample] = useState<Sample | null>(null)
  const [handle, setHandle] = useState<string | null>(null)
  const inspect = async (file: string, encoding: Rule['encoding']): Promise<void> => {
    const looked = await inspecting.run({ file, ...(encoding === null ? {} : { encoding }) })
    if (!looked.ok) return
    setHandle(file)
    setSample(looked.value)
    setForm((before) => withSample(before, looked.value))
  }
  const taking = useFileTaking('tool-file', (file) => void inspect(file.handle, form.encoding))
  const change = (next: RuleForm): void => {
    setForm(next)
    // Other letters make other headings.
    if (next.encoding !== form.encoding && handle !== null) void inspect(handle, next.encoding)
  }
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
        <RuleFields form={form} onChange={change} templates={templates} columns={columnsOf(form, sample)} />
        {error === null ? null : <ErrorStrip error={error} />}
      </Stack>
    </Dialog>
  )
}

/** The sample's columns, or those that the rule names already. */
const columnsOf = (form: RuleForm, sample: Sample | null): readonly string[] =>
  sample?.columns ?? [...new Set(namedColumns(form))].filter((column) => column !== '')

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
