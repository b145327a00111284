import type { Words } from '../../../i18n/index.ts'
import { noEnding } from '../blank-work.ts'
import type { FlowNext, FlowStep } from '../types.ts'

/** How a step is called: its number and how its question begins. */
export const stepName = (steps: readonly FlowStep[], at: number, t: Words['t']): string =>
  t('automation.flow.step', { number: at + 1, text: (steps[at]?.texts[0]?.text ?? '').slice(0, 40) })

/** Names for where an answer leads, as a list of choices takes them. */
export const nextKey = (next: FlowNext | null): string => (next === null ? 'same' : next.kind === 'end' ? 'end' : `step:${next.stepId}`)

/** What such a name means; an ending that was there before stays. */
export function nextOf(key: string, before: FlowNext | null): FlowNext | null {
  if (key === 'same') return null
  if (key === 'end') return before?.kind === 'end' ? before : { kind: 'end', ending: noEnding }
  return { kind: 'step', stepId: key.slice('step:'.length) }
}

/** Steps that no answer leads to: the first one is where the flow begins, all others need a way to them. */
export function unreached(steps: readonly FlowStep[]): readonly string[] {
  const byId = new Map(steps.map((step) => [step.stepId, step]))
  const reached = new Set<string>()
  const visit = (stepId: string | undefined): void => {
    const step = stepId === undefined ? undefined : byId.get(stepId)
    if (step === undefined || reached.has(step.stepId)) return
    reached.add(step.stepId)
    for (const next of waysOf(step)) if (next.kind === 'step') visit(next.stepId)
  }
  visit(steps[0]?.stepId)
  return steps.flatMap(({ stepId }) => (reached.has(stepId) ? [] : [stepId]))
}

/** Everywhere that the answers to a step may lead. */
function waysOf({ answer, next }: FlowStep): readonly FlowNext[] {
  if (answer.kind !== 'choice') return [next]
  return answer.options.map((option) => option.next ?? next)
}
