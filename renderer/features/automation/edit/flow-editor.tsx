import type { ReactNode } from 'react'
import { AUTOMATION_LIMITS as L } from '#contract/limits/automation.ts'
import { blankStep } from '../blank-work.ts'
import { useWords } from '../../../i18n/index.ts'
import { Button, NumberField } from '../../../ui/index.ts'
import { replaced } from '../lists.ts'
import type { EditProps, FlowStep } from '../types.ts'
import { FlowStepFields } from './flow-step-fields.tsx'
import { stepName } from './flow-steps.ts'
import { OpenWords } from './opening-fields.tsx'
import { PartFrame } from './part-frame.tsx'

/** Questions from top to bottom; under each one stands where each answer leads. */
export function FlowEditor({ work, onChange }: EditProps<'flow'>): ReactNode {
  const { t, locale } = useWords()
  const { steps } = work
  const keep = (next: FlowStep[]): void => onChange({ ...work, steps: next })
  const add = (): void => {
    const step = blankStep([{ language: locale, text: t('automation.new.question') }])
    // What ended the flow so far goes on to the new question, and the new one ends it.
    const last = steps.at(-1)
    if (last === undefined || last.next.kind !== 'end') return keep([...steps, step])
    keep([...steps.slice(0, -1), { ...last, next: { kind: 'step', stepId: step.stepId } }, { ...step, next: last.next }])
  }
  return (
    <>
      <OpenWords words={work.words} onChange={(words) => onChange({ ...work, words })} />
      {steps.map((step, at) => (
        <PartFrame key={step.stepId} title={stepName(steps, at, t)} list={steps} at={at} onChange={keep} isKept testId="automation-step">
          <FlowStepFields step={step} steps={steps} onChange={(next) => keep(replaced(steps, at, next))} />
        </PartFrame>
      ))}
      <div>
        <Button icon="plus" onPress={add} isDisabled={steps.length >= L.flowSteps} testId="automation-step-add">
          {t('automation.flow.addStep')}
        </Button>
      </div>
      <NumberField
        label={t('automation.flow.expires')}
        value={work.expiresHours}
        min={1}
        max={23}
        onChange={(expiresHours) => onChange({ ...work, expiresHours })}
        testId="automation-flow-expires"
      />
    </>
  )
}
