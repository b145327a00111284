import type { ReadHandle } from '../store/index.ts'
import { countCodes, countFree, freeCodes, longestFree } from './code-queries.ts'
import type { CouponPlan, PlannedCoupon } from './face.ts'
import { findCoupon, sharedCodeOf, type CouponRow } from './queries.ts'
import { codeLength, sampleCode } from './rules.ts'

/** Makes a code as long as the longest of its pool, which is what messages are tried with. */
const FILLER = 'X'

/** The coupon of a broadcast's plan; null without one, or where the coupon that it names is not there. */
export function planned(db: ReadHandle, plan: CouponPlan | null): PlannedCoupon | null {
  if (plan === null) return null
  if (plan.kind === 'one-for-all') return common(plan.code, plan.endsAt, false)
  if (plan.kind === 'one-each') return drawn(plan.prefix, plan.endsAt, false)
  const row = findCoupon(db, plan.couponId)
  return row === undefined ? null : plannedRow(db, row)
}

function plannedRow(db: ReadHandle, row: CouponRow): PlannedCoupon {
  const isStopped = row.stopped !== 0
  if (row.codes === 'shared') return common(sharedCodeOf(db, row.seq) ?? '', row.endsAt, isStopped)
  const known = countCodes(db, row.seq)
  const longest = longestFree(db, row.seq)
  if (row.origin !== 'imported') {
    const made = drawn(row.prefix, row.endsAt, isStopped)
    const longestFor = (people: number): number => Math.max(longest, made.longest(people + known))
    return { ...made, longest: longestFor, sample: (people) => made.sample(people + known).padEnd(longestFor(people), FILLER) }
  }
  const sample = freeCodes(db, row.seq, 1)[0]?.code ?? ''
  return {
    kind: 'one-each',
    common: null,
    endsAt: row.endsAt,
    left: countFree(db, row.seq),
    isStopped,
    longest: () => longest,
    sample: () => sample.padEnd(longest, FILLER),
  }
}

const common = (code: string, endsAt: number | null, isStopped: boolean): PlannedCoupon => ({
  kind: 'one-for-all',
  common: code,
  endsAt,
  left: null,
  isStopped,
  longest: () => code.length,
  sample: () => code,
})

const drawn = (prefix: string, endsAt: number | null, isStopped: boolean): PlannedCoupon => ({
  kind: 'one-each',
  common: null,
  endsAt,
  left: null,
  isStopped,
  longest: (people) => codeLength(prefix, people),
  sample: (people) => sampleCode(prefix, people),
})
