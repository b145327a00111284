import { useState, type ReactNode } from 'react'
import { useMutationCall } from '../../../bridge/index.ts'
import { emptyRule, finishedRule, GroupBuilder, LiveCount, printRule, useChoices } from '../../../group-builder/index.ts'
import { useWords } from '../../../i18n/index.ts'
import { routes, useGo } from '../../../navigation/index.ts'
import { Button, ErrorStrip, TextField, focusFirstError, useToast } from '../../../ui/index.ts'
import styles from './groups.module.css'
import type { Group } from './view.ts'

type GroupEditorProps = {
  /** The group that is changed; null makes a new one. */
  readonly group: Group | null
  readonly onSaved: (group: Group) => void
  readonly onClose: () => void
}

/** Writes a group: its sentence, the people it holds for now, and its name. Nothing is kept before it is saved. */
export function GroupEditor({ group, onSaved, onClose }: GroupEditorProps): ReactNode {
  const words = useWords()
  const { t } = words
  const go = useGo()
  const toast = useToast()
  const choices = useChoices()
  const [rule, setRule] = useState(group?.rule ?? emptyRule)
  const [name, setName] = useState(group?.name ?? '')
  const [isTried, setIsTried] = useState(false)
  const saving = useMutationCall('group.save')
  const finished = finishedRule(rule)
  const save = async (): Promise<Group | null> => {
    setIsTried(true)
    if (finished === null) return null
    if (name.trim() === '') {
      focusFirstError()
      return null
    }
    const sentence = printRule(finished, { words, names: choices })
    const saved = await saving.run({ ...(group === null ? {} : { groupId: group.groupId }), name: name.trim(), rule: finished, sentence })
    return saved.ok ? saved.value : null
  }
  const keep = async (): Promise<void> => {
    const saved = await save()
    if (saved === null) return
    onSaved(saved)
    toast({ text: t(group === null ? 'group.saved' : 'group.changed', { name: saved.name }) })
  }
  const send = async (): Promise<void> => {
    const saved = await save()
    if (saved !== null) go(routes.newBroadcastTo({ kind: 'group', groupId: saved.groupId }))
  }
  return (
    <section className={styles['editor']} aria-labelledby="group-editor-title" data-testid="customer-group-editor">
      <h2 id="group-editor-title" className={styles['barName']}>
        {group === null ? t('group.editNew') : t('group.edit', { name: group.name })}
      </h2>
      <GroupBuilder rule={rule} onChange={setRule} choices={choices} testId="group-rule" />
      <LiveCount rule={rule} testId="group-rule-count" />
      {saving.error === null ? null : <ErrorStrip error={saving.error} testId="customer-group-editor-error" />}
      <div className={styles['editorFoot']}>
        <TextField
          label={t('group.name')}
          value={name}
          onChange={setName}
          maxLength={80}
          error={isTried && name.trim() === '' ? t('group.nameMissing') : null}
          onSubmit={() => void keep()}
          testId="customer-group-name"
        />
        <div className={styles['barActions']}>
          <Button onPress={onClose} testId="customer-group-cancel">
            {t('ui.cancel')}
          </Button>
          <Button
            needs={['group.save', 'broadcast.draft']}
            onPress={() => void send()}
            isDisabled={finished === null}
            isBusy={saving.isRunning}
            testId="customer-group-save-send"
          >
            {t('group.saveAndSend')}
          </Button>
          <Button
            variant="main"
            onPress={() => void keep()}
            isDisabled={finished === null}
            isBusy={saving.isRunning}
            testId="customer-group-save"
          >
            {t('group.save')}
          </Button>
        </div>
      </div>
    </section>
  )
}
