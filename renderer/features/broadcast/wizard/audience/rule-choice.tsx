import { useState, type ReactNode } from 'react'
import type { CallOutput } from '../../../../bridge/index.ts'
import {
  finishedRule,
  GroupBuilder,
  LiveCount,
  printRule,
  SaveGroupDialog,
  useChoices,
  type Rule,
} from '../../../../group-builder/index.ts'
import { useWords } from '../../../../i18n/index.ts'
import { Button, Quiet, useMay, useToast } from '../../../../ui/index.ts'
import styles from '../wizard.module.css'

type Group = CallOutput<'group.list'>['groups'][number]
type RuleChoiceProps = {
  readonly rule: Rule
  readonly onFinished: (rule: Rule) => void
  /** Keeps the rule while it is not finished; null when it is. */
  readonly onTyped: (rule: Rule | null) => void
  /** It was saved as a group, which the broadcast asks from now on. */
  readonly onGroup: (groupId: Group['groupId']) => void
}

/** People by a sentence written here, which may be kept as a group. */
export function RuleChoice({ rule, onFinished, onTyped, onGroup }: RuleChoiceProps): ReactNode {
  const words = useWords()
  const { t } = words
  const toast = useToast()
  const choices = useChoices()
  const may = useMay()
  const [isSaving, setIsSaving] = useState(false)
  const finished = finishedRule(rule)
  const change = (next: Rule): void => {
    const done = finishedRule(next)
    onTyped(done === null ? next : null)
    if (done !== null) onFinished(done)
  }
  return (
    <div className={styles['rule']}>
      <GroupBuilder rule={rule} onChange={change} choices={choices} testId="broadcast-audience-rule" />
      <LiveCount rule={rule} testId="broadcast-audience-rule-count" />
      {finished === null || !may('group.save') ? null : (
        <p className={styles['line']}>
          <Button size="small" onPress={() => setIsSaving(true)} testId="broadcast-audience-save-group">
            {t('group.saveAs')}
          </Button>
          <Quiet isSmall>{t('group.saveAsNote')}</Quiet>
        </p>
      )}
      {isSaving && finished !== null ? (
        <SaveGroupDialog
          title={t('group.saveAs')}
          rule={finished}
          sentence={printRule(finished, { words, names: choices })}
          onSaved={(group) => {
            setIsSaving(false)
            onGroup(group.groupId)
            toast({ text: t('group.saved', { name: group.name }) })
          }}
          onClose={() => setIsSaving(false)}
        />
      ) : null}
    </div>
  )
}
