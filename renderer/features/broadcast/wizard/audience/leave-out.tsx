import { useState, type ReactNode } from 'react'
import { emptyRule, finishedRule, GroupBuilder, LiveCount, useChoices, type Rule } from '../../../../group-builder/index.ts'
import { useWords } from '../../../../i18n/index.ts'
import { Button, Card, Checkbox, NumberField, Quiet, Tag } from '../../../../ui/index.ts'
import type { Content } from '../../content.ts'
import styles from '../wizard.module.css'
import { GroupPicker } from './group-picker.tsx'
import { TagPicker } from './tag-picker.tsx'

type Audience = Content['audience']
type LeaveOutProps = {
  readonly audience: Audience
  readonly onChange: (change: Partial<Audience>) => void
  /** The sentence of whom to leave out while it is not finished. */
  readonly typed: Rule | null
  readonly onTyped: (rule: Rule | null) => void
}

const always = ['no-consent', 'opted-out', 'stopped-in-whatsapp', 'number-not-usable', 'us-number', 'duplicate'] as const

/** Who does not get it: the reasons that nobody can switch off, and those that the shop chooses. */
export function LeaveOut({ audience, onChange, typed, onTyped }: LeaveOutProps): ReactNode {
  const { t } = useWords()
  return (
    <Card title={t('broadcast.audience.leaveOut')}>
      <ul className={styles['locked']} aria-label={t('broadcast.audience.always')} data-testid="broadcast-audience-locked">
        {always.map((reason) => (
          <li key={reason}>
            <Tag icon="lock">{t(`broadcast.reason.${reason}`)}</Tag>
          </li>
        ))}
      </ul>
      <Quiet isSmall>{t('broadcast.audience.alwaysWhy')}</Quiet>
      <Resting hours={audience.restingHours} onChange={(restingHours) => onChange({ restingHours })} />
      <MostOffers most={audience.mostOffers} onChange={(mostOffers) => onChange({ mostOffers })} />
      <Checkbox
        isSelected={audience.excludeWaiting}
        onChange={(excludeWaiting) => onChange({ excludeWaiting })}
        note={t('broadcast.audience.waitingNote')}
        testId="broadcast-audience-waiting"
      >
        {t('broadcast.audience.waiting')}
      </Checkbox>
      <div id="broadcast-leave-out-excluded" className={styles['column']}>
        <TagPicker
          label={t('broadcast.audience.excludeTags')}
          chosen={audience.excludeTags}
          onChange={(excludeTags) => onChange({ excludeTags })}
          testId="broadcast-audience-exclude"
        />
        <GroupPicker
          label={t('broadcast.audience.excludeGroups')}
          chosen={audience.excludeGroupIds}
          onChange={(excludeGroupIds) => onChange({ excludeGroupIds })}
          testId="broadcast-audience-exclude-groups"
        />
        <ExcludeRule rule={audience.excludeRule} typed={typed} onTyped={onTyped} onChange={(excludeRule) => onChange({ excludeRule })} />
      </div>
    </Card>
  )
}

type ExcludeRuleProps = {
  readonly rule: Rule | null
  readonly typed: Rule | null
  readonly onTyped: (rule: Rule | null) => void
  readonly onChange: (rule: Rule | null) => void
}

/** A sentence of whom to leave out; taking its last condition away closes it. */
function ExcludeRule({ rule, typed, onTyped, onChange }: ExcludeRuleProps): ReactNode {
  const { t } = useWords()
  const shown = typed ?? rule
  if (shown === null) {
    return (
      <div>
        <Button size="small" icon="plus" onPress={() => onTyped(emptyRule)} testId="broadcast-audience-exclude-rule-add">
          {t('broadcast.audience.excludeRule')}
        </Button>
      </div>
    )
  }
  return <ExcludeSentence rule={shown} onTyped={onTyped} onChange={onChange} />
}

type ExcludeSentenceProps = Omit<ExcludeRuleProps, 'typed'> & { readonly rule: Rule }

function ExcludeSentence({ rule, onTyped, onChange }: ExcludeSentenceProps): ReactNode {
  const { t } = useWords()
  const choices = useChoices()
  const change = (next: Rule): void => {
    const finished = finishedRule(next)
    const isEmpty = next.any.length === 0
    onTyped(finished === null && !isEmpty ? next : null)
    if (finished !== null || isEmpty) onChange(finished)
  }
  return (
    <div className={styles['rule']}>
      <GroupBuilder rule={rule} onChange={change} choices={choices} lead="leaveOut" testId="broadcast-audience-exclude-rule" />
      <div className={styles['line']}>
        <LiveCount rule={rule} testId="broadcast-audience-exclude-rule-count" />
        <Button
          size="small"
          variant="quiet"
          onPress={() => {
            onTyped(null)
            onChange(null)
          }}
          testId="broadcast-audience-exclude-rule-drop"
        >
          {t('broadcast.audience.excludeRuleDrop')}
        </Button>
      </div>
    </div>
  )
}

type RestingProps = { readonly hours: number | null; readonly onChange: (hours: number | null) => void }

function Resting({ hours, onChange }: RestingProps): ReactNode {
  const { t } = useWords()
  const [last, setLast] = useState(hours ?? 48)
  return (
    <div className={styles['resting']} id="broadcast-leave-out-resting">
      <Checkbox
        isSelected={hours !== null}
        onChange={(isOn) => onChange(isOn ? last : null)}
        testId="broadcast-audience-resting"
        note={t('broadcast.audience.restingNote')}
      >
        {t('broadcast.audience.resting')}
      </Checkbox>
      {hours === null ? null : (
        <NumberField
          label={t('broadcast.audience.restingHours')}
          value={hours}
          min={1}
          max={24 * 90}
          onChange={(next) => {
            setLast(next)
            onChange(next)
          }}
          testId="broadcast-audience-resting-hours"
        />
      )}
    </div>
  )
}

type MostOffersProps = { readonly most: Audience['mostOffers']; readonly onChange: (most: Audience['mostOffers']) => void }

function MostOffers({ most, onChange }: MostOffersProps): ReactNode {
  const { t } = useWords()
  const [last, setLast] = useState(most ?? { count: 3, days: 7 })
  const set = (next: NonNullable<Audience['mostOffers']>): void => {
    setLast(next)
    onChange(next)
  }
  return (
    <div className={styles['resting']} id="broadcast-leave-out-most">
      <Checkbox
        isSelected={most !== null}
        onChange={(isOn) => onChange(isOn ? last : null)}
        note={t('broadcast.audience.mostNote')}
        testId="broadcast-audience-most"
      >
        {t('broadcast.audience.most')}
      </Checkbox>
      {most === null ? null : (
        <div className={styles['pair']}>
          <NumberField
            label={t('broadcast.audience.mostCount')}
            value={most.count}
            min={1}
            max={100}
            onChange={(count) => set({ ...most, count })}
            testId="broadcast-audience-most-count"
          />
          <NumberField
            label={t('broadcast.audience.mostDays')}
            value={most.days}
            min={1}
            max={90}
            onChange={(days) => set({ ...most, days })}
            testId="broadcast-audience-most-days"
          />
        </div>
      )}
    </div>
  )
}
