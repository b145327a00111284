import type { CallOutput } from '#contract/ipc/index.ts'
import { assert } from '#contract/kernel/assert.ts'
import { ok, type Result } from '#contract/kernel/result.ts'
import { sql, type ReadHandle } from '../store/index.ts'
import type { CodeRow } from './code-queries.ts'
import type { CouponDeps } from './face.ts'
import { findCouponBySeq, promisedEnd } from './queries.ts'
import { readCode, type ReadCode } from './read-code.ts'
import { redemptionView, usesOf } from './redemption-queries.ts'
import { leftOf, usesLeftOf, verdictOf, type TillFacts } from './till-rules.ts'
import { factsOf, valueOf } from './view.ts'

export type Check = CallOutput<'coupon.check'>

/** Uses that the till is shown; codes for all may have thousands. */
const MOST_USES = 20

/** Looks a code up, typed or scanned, without redeeming it. */
export function checkCode(deps: CouponDeps, typed: string): Result<Check> {
  const db = deps.vault.store.read
  return ok(checkOf(deps, db, readCode(db, typed)))
}

/** Everything that the till needs to see of what was read. */
export function checkOf(deps: CouponDeps, db: ReadHandle, read: ReadCode): Check {
  if (read.kind !== 'found') {
    const nothing = { coupon: null, customerId: null, customerName: '', uses: [], leftMicros: null, usesLeft: null, handedOut: null }
    return { code: read.code, verdict: read.kind, ...nothing }
  }
  const facts = tillFacts(deps, db, read.row)
  return {
    code: read.code,
    verdict: verdictOf(facts),
    coupon: factsOf(deps, db, facts.coupon),
    customerId: read.row.customerId as Check['customerId'],
    customerName: read.row.customerName ?? '',
    uses: usesOf(db, read.row.seq, MOST_USES).map(redemptionView),
    leftMicros: leftOf(facts),
    usesLeft: usesLeftOf(facts),
    handedOut: handedOut(read.row),
  }
}

const handedOut = ({ handedOutAt: at, handedOutNote: note }: CodeRow): Check['handedOut'] =>
  at === null || note === null ? null : { at: at as NonNullable<Check['handedOut']>['at'], note }

/** Gathers what decides about a code at this moment. */
export function tillFacts(deps: CouponDeps, db: ReadHandle, code: CodeRow): TillFacts {
  const coupon = findCouponBySeq(db, code.couponSeq)
  assert(coupon !== undefined, 'each code belongs to a coupon')
  const promised = coupon.codes === 'shared' ? promisedEnd(db, coupon.seq) : code.state === 'free' ? undefined : code.expiresAt
  return {
    coupon,
    value: valueOf(coupon),
    code,
    promisedEnd: promised,
    isOnlyPlanned: code.state === 'reserved' && isPlanned(db, code.sendId),
    now: deps.clock.now(),
  }
}

const isPlanned = (db: ReadHandle, sendId: string | null): boolean =>
  db.get(sql`select 1 from send where send_id = ${sendId} and state = 'planned' and attempts = 0`) !== undefined
