import { useState, type ReactNode } from 'react'
import { useMutationCall, type CallOutput } from '../bridge/index.ts'
import { useWords } from '../i18n/index.ts'
import { Button, Dialog, ErrorStrip, Quiet, TextField, focusFirstError } from '../ui/index.ts'
import type { Rule } from './types.ts'

type Group = CallOutput<'group.list'>['groups'][number]
type SaveGroupDialogProps = {
  readonly title: string
  readonly rule: Rule
  readonly sentence: string
  /** The group that gets another name; a new one is made without it. */
  readonly group?: Group | undefined
  readonly onSaved: (group: Group) => void
  readonly onClose: () => void
}

/** Asks for the name under which a group is kept. */
export function SaveGroupDialog({ title, rule, sentence, group, onSaved, onClose }: SaveGroupDialogProps): ReactNode {
  const { t } = useWords()
  const [name, setName] = useState(group?.name ?? '')
  const [isTried, setIsTried] = useState(false)
  const saving = useMutationCall('group.save')
  const save = async (): Promise<void> => {
    setIsTried(true)
    if (name.trim() === '') return focusFirstError()
    const saved = await saving.run({ ...(group === undefined ? {} : { groupId: group.groupId }), name: name.trim(), rule, sentence })
    if (saved.ok) onSaved(saved.value)
  }
  const footer = (
    <>
      <Button onPress={onClose}>{t('ui.cancel')}</Button>
      <Button needs="group.save" variant="main" onPress={() => void save()} isBusy={saving.isRunning} testId="group-save-confirm">
        {t('group.save')}
      </Button>
    </>
  )
  return (
    <Dialog title={title} isOpen onClose={onClose} size="small" footer={footer} testId="group-save">
      {saving.error === null ? null : <ErrorStrip error={saving.error} testId="group-save-error" />}
      <TextField
        label={t('group.name')}
        value={name}
        onChange={setName}
        maxLength={80}
        autoFocus
        error={isTried && name.trim() === '' ? t('group.nameMissing') : null}
        onSubmit={() => void save()}
        testId="group-save-name"
      />
      <Quiet isSmall>{sentence}</Quiet>
    </Dialog>
  )
}
