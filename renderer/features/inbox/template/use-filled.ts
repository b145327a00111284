import { useState } from 'react'
import { dayOf, useWords } from '../../../i18n/index.ts'
import { momentOf, type Field, type Problem, type Template } from '../../../template-values/index.ts'
import { fieldsOfProposal, openProblems, type Filled, type Proposal } from './template-rules.ts'

/** A template that is being filled in for one person. */
export type Filling = {
  readonly fields: readonly Field[]
  readonly filled: Filled
  /** True when a button copies a code. */
  readonly needsCoupon: boolean
  readonly problems: ReadonlyMap<string, Problem>
  readonly change: (part: Partial<Filled>) => void
}

const WEEK_MS = 7 * 86_400_000

/** Begins with what the engine proposed; an offer that ends is proposed to end in a week. */
export function useFilled(proposal: Proposal, template: Template | undefined): Filling {
  const { timeZone } = useWords()
  const [now] = useState(() => Date.now())
  const [typed, setTyped] = useState<Filled>({ values: proposal.values, files: {}, couponCode: '' })
  const fields = fieldsOfProposal(proposal, template)
  const endsAt = momentOf(dayOf(now + WEEK_MS, timeZone), '23:59', timeZone)
  const proposed = endsAt === null ? {} : { 'offer.ends': new Date(endsAt).toISOString() }
  const filled = { ...typed, values: { ...proposed, ...typed.values } }
  const needsCoupon = template?.buttons.some(({ type }) => type === 'COPY_CODE') ?? false
  return {
    fields,
    filled,
    needsCoupon,
    problems: openProblems(fields, filled, { needsCoupon, now }),
    change: (part) => setTyped((before) => ({ ...before, ...part })),
  }
}
