import type { ReactNode } from 'react'
import type { StaffId } from '#contract/kernel/values.ts'
import { useCall } from '../../../bridge/index.ts'
import { useWords } from '../../../i18n/index.ts'
import { Checkbox, NumberField, Select, More } from '../../../ui/index.ts'
import { KnownWords } from '../edit/known-words.tsx'
import { WordTags } from '../edit/word-tags.tsx'
import styles from '../automation.module.css'
import type { Settings } from '../types.ts'

type HandOver = Settings['handOver']
type HandOverFieldsProps = { readonly handOver: HandOver; readonly onChange: (part: Partial<HandOver>) => void }

const MISSES = 2

/** When a person takes over, who that is, and for how long the automations rest. */
export function HandOverFields({ handOver, onChange }: HandOverFieldsProps): ReactNode {
  const { t } = useWords()
  const known = useCall('automation.words', {})
  const { afterMisses } = handOver
  return (
    <>
      <Trigger
        id="asked"
        isOn={handOver.onAsked}
        onSwitch={(onAsked) => onChange({ onAsked })}
        own={handOver.askedWords}
        onWords={(askedWords) => onChange({ askedWords })}
        known={known.data?.person ?? []}
      />
      <Checkbox
        isSelected={afterMisses > 0}
        onChange={(isOn) => onChange({ afterMisses: isOn ? MISSES : 0 })}
        testId="automation-hand-over-misses"
      >
        {t('automation.handOver.misses')}
      </Checkbox>
      {afterMisses === 0 ? null : (
        <NumberField
          label={t('automation.handOver.missesCount')}
          value={afterMisses}
          min={1}
          max={5}
          onChange={(count) => onChange({ afterMisses: count })}
        />
      )}
      <Trigger
        id="anger"
        isOn={handOver.onAnger}
        onSwitch={(onAnger) => onChange({ onAnger })}
        own={handOver.angerWords}
        onWords={(angerWords) => onChange({ angerWords })}
        known={known.data?.anger ?? []}
      />
      <Trigger
        id="order"
        isOn={handOver.onOrderTrouble}
        onSwitch={(onOrderTrouble) => onChange({ onOrderTrouble })}
        own={handOver.orderWords}
        onWords={(orderWords) => onChange({ orderWords })}
        known={known.data?.order ?? []}
      />
      <Checkbox
        isSelected={handOver.onStaff}
        onChange={(onStaff) => onChange({ onStaff })}
        note={t('automation.handOver.staff.note')}
        testId="automation-hand-over-staff"
      >
        {t('automation.handOver.staff')}
      </Checkbox>
      <AssignTo value={handOver.assignTo} onChange={(assignTo) => onChange({ assignTo })} />
      <NumberField
        label={t('automation.handOver.silent')}
        value={handOver.silentHours}
        min={1}
        max={168}
        onChange={(silentHours) => onChange({ silentHours })}
        testId="automation-hand-over-hours"
      />
    </>
  )
}

type TriggerProps = {
  readonly id: 'asked' | 'anger' | 'order'
  readonly isOn: boolean
  readonly onSwitch: (isOn: boolean) => void
  readonly own: readonly string[]
  readonly onWords: (words: string[]) => void
  readonly known: readonly string[]
}

/** Words that hand over: those that Shopbell knows, and the shop's own. */
function Trigger({ id, isOn, onSwitch, own, onWords, known }: TriggerProps): ReactNode {
  const { t } = useWords()
  return (
    <div className={styles['trigger']}>
      <Checkbox isSelected={isOn} onChange={onSwitch} testId={`automation-hand-over-${id}`}>
        {t(`automation.handOver.${id}`)}
      </Checkbox>
      {isOn ? (
        <More title={t('automation.handOver.words', { count: own.length })}>
          <WordTags label={t('automation.handOver.ownWords')} words={own} onChange={onWords} testId={`automation-hand-over-${id}-words`} />
          <KnownWords words={known} />
        </More>
      ) : null}
    </div>
  )
}

function AssignTo({
  value,
  onChange,
}: {
  readonly value: StaffId | null
  readonly onChange: (staffId: StaffId | null) => void
}): ReactNode {
  const { t } = useWords()
  const staff = useCall('staff.list', {})
  // Who only looks can not answer; whoever was chosen before stays to be seen.
  const members = (staff.data?.members ?? []).filter(({ staffId, role }) => role !== 'viewer' || staffId === value)
  return (
    <Select
      label={t('automation.handOver.assign')}
      value={value ?? 'nobody'}
      choices={[
        { value: 'nobody', label: t('automation.handOver.nobody') },
        ...members.map(({ staffId, name }) => ({ value: staffId, label: name === '' ? t('automation.handOver.owner') : name })),
      ]}
      onChange={(chosen) => onChange(members.find(({ staffId }) => staffId === chosen)?.staffId ?? null)}
      testId="automation-hand-over-assign"
    />
  )
}
