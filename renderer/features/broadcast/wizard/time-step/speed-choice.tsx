import type { ReactNode } from 'react'
import { useWords } from '../../../../i18n/index.ts'
import { NumberField, RadioGroup, Select } from '../../../../ui/index.ts'
import type { Draft } from '../../use-draft.ts'

const paces = [1, 3, 10, 20, 50] as const
const USUAL_HOURS = 4
/** @source contract BroadcastContent.spreadHours */
const MOST_HOURS = 72

/** A steady pace, or spread evenly over hours. */
export function SpeedChoice({ draft }: { readonly draft: Draft }): ReactNode {
  const { t } = useWords()
  const { pacePerSecond, spreadHours } = draft.content
  const choices = [...new Set([...paces, pacePerSecond])]
    .toSorted((one, other) => one - other)
    .map((pace) => ({ value: String(pace), label: t('broadcast.time.pace', { pace }) }))
  return (
    <>
      <RadioGroup
        label={t('broadcast.time.speed')}
        value={spreadHours === null ? 'steady' : 'spread'}
        onChange={(how) => draft.change({ spreadHours: how === 'steady' ? null : USUAL_HOURS })}
        look="segments"
        options={[
          { value: 'steady', label: t('broadcast.time.steady') },
          { value: 'spread', label: t('broadcast.time.spread') },
        ]}
        testId="broadcast-time-speed"
      />
      {spreadHours === null ? (
        <Select
          label={t('broadcast.time.paceLabel')}
          value={String(pacePerSecond)}
          choices={choices}
          onChange={(pace) => draft.change({ pacePerSecond: Number(pace) })}
          hint={t('broadcast.time.speedHint')}
          testId="broadcast-time-pace"
        />
      ) : (
        <NumberField
          label={t('broadcast.time.spreadHours')}
          value={spreadHours}
          min={1}
          max={MOST_HOURS}
          onChange={(hours) => draft.change({ spreadHours: hours })}
          hint={t('broadcast.time.spreadHint')}
          testId="broadcast-time-spread-hours"
        />
      )}
    </>
  )
}
