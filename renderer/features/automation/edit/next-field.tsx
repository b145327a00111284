import type { ReactNode } from 'react'
import { useWords } from '../../../i18n/index.ts'
import { Select } from '../../../ui/index.ts'
import type { FlowNext, FlowStep } from '../types.ts'
import styles from './edit.module.css'
import { EndingField } from './ending-field.tsx'
import { nextKey, nextOf, stepName } from './flow-steps.ts'

type NextFieldProps = {
  readonly label: string
  readonly next: FlowNext | null
  readonly steps: readonly FlowStep[]
  /** The step itself, which may be asked again but is named as such. */
  readonly own: string
  /** An answer may go on as its step says. */
  readonly canBeSame: boolean
  readonly onChange: (next: FlowNext | null) => void
  readonly testId: string
}

/** Where it goes on: at another step, or at an end with what is said there. */
export function NextField({ label, next, steps, own, canBeSame, onChange, testId }: NextFieldProps): ReactNode {
  const { t } = useWords()
  const choices = [
    ...(canBeSame ? [{ value: 'same', label: t('automation.flow.next.same') }] : []),
    ...steps.flatMap((step, at) => (step.stepId === own ? [] : [{ value: `step:${step.stepId}`, label: stepName(steps, at, t) }])),
    { value: 'end', label: t('automation.flow.next.end') },
  ]
  return (
    <>
      <Select label={label} value={nextKey(next)} choices={choices} onChange={(key) => onChange(nextOf(key, next))} testId={testId} />
      {next?.kind === 'end' ? (
        <div className={styles['branches']}>
          <EndingField ending={next.ending} onChange={(ending) => onChange({ kind: 'end', ending })} testId={`${testId}-ending`} />
        </div>
      ) : null}
    </>
  )
}
