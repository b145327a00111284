import type { ReactNode } from 'react'
import { useCall, type CallOutput } from '../../../../bridge/index.ts'
import { useSentences } from '../../../../group-builder/index.ts'
import { useWords } from '../../../../i18n/index.ts'
import { Checkbox, Quiet } from '../../../../ui/index.ts'
import styles from '../wizard.module.css'

type Group = CallOutput<'group.list'>['groups'][number]
type GroupPickerProps = {
  readonly label: string
  readonly chosen: readonly Group['groupId'][]
  readonly onChange: (chosen: Group['groupId'][]) => void
  readonly testId: string
}

/** Ticks saved groups, each with its sentence and how many people it holds now. A chosen one that is gone is said, to be taken out. */
export function GroupPicker({ label, chosen, onChange, testId }: GroupPickerProps): ReactNode {
  const { t } = useWords()
  const list = useCall('group.list', {})
  const sentenceOf = useSentences()
  const groups = list.data?.groups ?? []
  const gone = list.data === undefined ? [] : chosen.filter((groupId) => !groups.some((group) => group.groupId === groupId))
  if (groups.length === 0 && gone.length === 0) return null
  const tick = (groupId: Group['groupId'], isOn: boolean): void =>
    onChange(isOn ? [...chosen, groupId] : chosen.filter((one) => one !== groupId))
  return (
    <fieldset className={styles['tags']} data-testid={testId}>
      <legend>{label}</legend>
      <div className={styles['groupChoices']}>
        {groups.map((group) => (
          <Checkbox
            key={group.groupId}
            isSelected={chosen.includes(group.groupId)}
            onChange={(isOn) => tick(group.groupId, isOn)}
            note={sentenceOf(group)}
            testId={`${testId}-${group.groupId}`}
          >
            <bdi>{group.name}</bdi> <GroupCount group={group} />
          </Checkbox>
        ))}
        {gone.map((groupId) => (
          <Checkbox key={groupId} isSelected onChange={() => tick(groupId, false)} testId={`${testId}-${groupId}`}>
            {t('group.gone')}
          </Checkbox>
        ))}
      </div>
    </fieldset>
  )
}

function GroupCount({ group }: { readonly group: Group }): ReactNode {
  const { number } = useWords()
  const count = useCall('group.count', { rule: group.rule })
  return count.data === undefined ? null : <Quiet isSmall>{number(count.data.count)}</Quiet>
}
