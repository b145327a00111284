import { useState, type ReactNode } from 'react'
import { useMutationCall } from '../../../bridge/index.ts'
import { useWords } from '../../../i18n/index.ts'
import { Button, Checkbox, Dialog, ErrorStrip, Select, TextField, focusFirstError } from '../../../ui/index.ts'
import { tagsOf } from '../facts-form.tsx'
import type { Field } from './value-words.ts'

const KINDS: readonly Field['kind'][] = ['text', 'number', 'date', 'choice', 'yes-no']

const blank: Omit<Field, 'fieldId'> = { label: '', kind: 'text', choices: [], isColumn: false, used: 0 }

/** A fact of the shop's own: its name, its kind, and whether it stands in the list. */
export function FieldDialog({ field, onClose }: { readonly field: Field | null; readonly onClose: () => void }): ReactNode {
  const { t } = useWords()
  const saving = useMutationCall('customer.saveField')
  const first = field ?? blank
  const [label, setLabel] = useState(first.label)
  const [kind, setKind] = useState<Field['kind']>(first.kind)
  const [choices, setChoices] = useState(first.choices.join(', '))
  const [isColumn, setIsColumn] = useState(first.isColumn)
  const [isTried, setIsTried] = useState(false)
  const isFixed = first.used > 0
  const save = async (): Promise<void> => {
    setIsTried(true)
    if (label.trim() === '') return focusFirstError()
    const named = field === null ? {} : { fieldId: field.fieldId }
    const saved = await saving.run({ ...named, label, kind, choices: kind === 'choice' ? tagsOf(choices) : [], isColumn })
    if (saved.ok) onClose()
  }
  return (
    <Dialog
      title={field === null ? t('record.fields.add') : t('record.fields.edit', { label: field.label })}
      isOpen
      onClose={onClose}
      testId="customer-field-dialog"
      footer={
        <>
          <Button onPress={onClose}>{t('ui.cancel')}</Button>
          <Button variant="main" onPress={() => void save()} isBusy={saving.isRunning} testId="customer-field-save">
            {t('ui.save')}
          </Button>
        </>
      }
    >
      {saving.error === null ? null : <ErrorStrip error={saving.error} />}
      <TextField
        label={t('record.fields.label')}
        value={label}
        onChange={setLabel}
        maxLength={60}
        isRequired
        autoFocus
        error={isTried && label.trim() === '' ? t('record.fields.labelMissing') : null}
        testId="customer-field-label"
      />
      <Select<Field['kind']>
        label={t('record.fields.kind')}
        value={kind}
        onChange={setKind}
        isDisabled={isFixed}
        hint={isFixed ? t('record.fields.kindFixed') : undefined}
        choices={KINDS.map((value) => ({ value, label: t(`record.fields.kind.${value}`) }))}
        testId="customer-field-kind"
      />
      {kind === 'choice' ? (
        <TextField
          label={t('record.fields.choices')}
          hint={t('record.fields.choicesHint')}
          value={choices}
          onChange={setChoices}
          testId="customer-field-choices"
        />
      ) : null}
      <Checkbox isSelected={isColumn} onChange={setIsColumn} testId="customer-field-column">
        {t('record.fields.columnHint')}
      </Checkbox>
    </Dialog>
  )
}
