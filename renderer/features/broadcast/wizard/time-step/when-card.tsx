import { useState, type ReactNode } from 'react'
import { useWords } from '../../../../i18n/index.ts'
import { Card, RadioGroup, useNow } from '../../../../ui/index.ts'
import { PlanFields } from '../../time/plan-fields.tsx'
import { formOfTime, readPlan, type PlanForm } from '../../time/plan-form.ts'
import type { Draft } from '../../use-draft.ts'
import { SpeedChoice } from './speed-choice.tsx'

/** Now or later, and how fast. A time that does not fit is kept in the draft too, so that what is on screen is what is reviewed. */
export function WhenCard({ draft }: { readonly draft: Draft }): ReactNode {
  const { t, timeZone } = useWords()
  const now = useNow(10_000)
  const { time } = draft.content
  const [form, setForm] = useState(() => formOfTime(time, { now: Date.now(), timeZone }))
  const reading = readPlan(form, { now, timeZone })
  const plan = (next: PlanForm): void => {
    setForm(next)
    const read = readPlan(next, { now: Date.now(), timeZone })
    if (read.time !== null) draft.change({ time: read.time })
  }
  return (
    <Card title={t('broadcast.time.when')}>
      <RadioGroup
        label={t('broadcast.time.when')}
        isLabelHidden
        value={time.kind}
        onChange={(kind) => (kind === 'now' ? draft.change({ time: { kind } }) : plan(form))}
        options={[
          { value: 'now', label: t('broadcast.time.nowChoice'), note: t('broadcast.time.now') },
          { value: 'at', label: t('broadcast.time.later') },
        ]}
        testId="broadcast-time"
      />
      {time.kind === 'at' ? <PlanFields form={form} onChange={plan} reading={reading} now={now} testId="broadcast-plan" /> : null}
      <SpeedChoice draft={draft} />
    </Card>
  )
}
