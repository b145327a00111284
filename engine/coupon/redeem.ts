import type { CallOutput, ParsedInput } from '#contract/ipc/index.ts'
import { assert } from '#contract/kernel/assert.ts'
import { fail, ok, type AppError, type Result } from '#contract/kernel/result.ts'
import { newId } from '../kernel/index.ts'
import type { ReadHandle, WriteHandle } from '../store/index.ts'
import { checkOf, tillFacts } from './check.ts'
import { findCodeBySeq, type CodeRow } from './code-queries.ts'
import type { CouponDeps } from './face.ts'
import { findCoupon } from './queries.ts'
import { readCode } from './read-code.ts'
import {
  findRedemption,
  findRequest,
  insertRedemption,
  insertUndo,
  redemptionPage,
  redemptionView,
  UNDO_MS,
  usesOf,
} from './redemption-queries.ts'
import { announce } from './service.ts'
import { discountOf, leftOf, verdictOf, type TillFacts } from './till-rules.ts'
import { currencyOf, type RedemptionView } from './view.ts'

type Input = ParsedInput<'coupon.redeem'>
type Output = CallOutput<'coupon.redeem'>

/**
 * Redeems a code once, in one transaction: whoever comes second finds it used. The same request twice redeems once and
 * answers the same. Errors: coupon-not-good (verdict unknown, misread, stopped, not-given-out, not-started or expired),
 * coupon-used-up (at, place, by of the last use), coupon-least-amount (leastMicros, currency), coupon-amount-needed,
 * coupon-balance-too-small (leftMicros, currency).
 */
export function redeem(deps: CouponDeps, input: Input, by: string): Result<Output> {
  return deps.vault.store.write((db) => {
    const known = findRequest(db, input.requestId)
    if (known !== undefined) return answer(deps, db, input.requestId)
    const read = readCode(db, input.code)
    if (read.kind !== 'found') return fail('coupon-not-good', { verdict: read.kind })
    const facts = tillFacts(deps, db, read.row)
    const verdict = verdictOf(facts)
    if (verdict === 'used-up') return fail('coupon-used-up', lastUse(db, read.row))
    if (verdict !== 'good') return fail('coupon-not-good', { verdict })
    const discountMicros = discountOf(facts, input)
    if (typeof discountMicros === 'object' && discountMicros !== null) return misfitFailure(deps, facts, discountMicros.misfit)
    return keep(deps, db, { input, by, facts, discountMicros })
  })
}

function lastUse(db: ReadHandle, code: CodeRow): NonNullable<AppError['params']> {
  const [last] = usesOf(db, code.seq, 1)
  return last === undefined ? {} : { at: last.at, place: last.place, by: last.by }
}

function misfitFailure(deps: CouponDeps, facts: TillFacts, misfit: 'least-amount' | 'amount-needed' | 'balance-too-small'): Result<never> {
  const currency = currencyOf(deps, facts.coupon)
  switch (misfit) {
    case 'least-amount':
      return fail('coupon-least-amount', { leastMicros: facts.coupon.leastMicros ?? 0, currency })
    case 'amount-needed':
      return fail('coupon-amount-needed', { leftMicros: leftOf(facts) ?? 0, currency })
    case 'balance-too-small':
      return fail('coupon-balance-too-small', { leftMicros: leftOf(facts) ?? 0, currency })
  }
}

type Use = { readonly input: Input; readonly by: string; readonly facts: TillFacts; readonly discountMicros: number | null }

function keep(deps: CouponDeps, db: WriteHandle, { input, by, facts, discountMicros }: Use): Result<Output> {
  const { coupon, code, now } = facts
  const currency = currencyOf(deps, coupon)
  const order = noteOrder(deps, db, { input, by, facts, discountMicros })
  if (!order.ok) return order
  insertRedemption(db, {
    redemptionId: newId('red', deps.random, now),
    requestId: input.requestId,
    codeSeq: code.seq,
    couponSeq: coupon.seq,
    customerSeq: code.customerSeq,
    broadcastId: code.broadcastId ?? coupon.broadcastId,
    at: now,
    place: input.place.trim(),
    by,
    discountMicros,
    salesMicros: input.salesMicros,
    currency,
    orderId: order.value,
  })
  announce(deps, db, coupon.couponId)
  return answer(deps, db, input.requestId)
}

/** The purchase as an order of the person: what was paid, counted for the broadcast that brought the code. */
function noteOrder(deps: CouponDeps, db: WriteHandle, { input, facts, discountMicros }: Use): Result<string | null> {
  const { coupon, code, now } = facts
  if (input.salesMicros === null || code.customerSeq === null) return ok(null)
  const added = deps.order.add(db, {
    customerSeq: code.customerSeq,
    at: now,
    source: 'till',
    number: '',
    totalMicros: Math.max(0, input.salesMicros - (discountMicros ?? 0)),
    currency: currencyOf(deps, coupon),
    lines: [],
    couponCode: code.code,
    ...(code.broadcastId === null ? {} : { broadcastId: code.broadcastId }),
  })
  return added.ok ? ok(added.value.orderId) : added
}

function answer(deps: CouponDeps, db: ReadHandle, requestId: string): Result<Output> {
  const row = findRequest(db, requestId)
  const code = row === undefined ? undefined : findCodeBySeq(db, row.codeSeq)
  assert(row !== undefined && code !== undefined, 'it was written or found just now')
  return ok({ redemption: redemptionView(row), check: checkOf(deps, db, { kind: 'found', code: code.code, row: code }) })
}

/**
 * Takes a redemption back within ten minutes; its order goes as well. Once more answers the same.
 * Errors: redemption-missing, redemption-undo-too-late.
 */
export function undoRedeem(deps: CouponDeps, redemptionId: string, by: string): Result<RedemptionView> {
  return deps.vault.store.write((db) => {
    const row = findRedemption(db, redemptionId)
    if (row === undefined) return fail('redemption-missing')
    if (row.undoneAt !== null) return ok(redemptionView(row))
    const now = deps.clock.now()
    if (now > row.at + UNDO_MS) return fail('redemption-undo-too-late', { undoUntil: row.at + UNDO_MS })
    insertUndo(db, row, { at: now, by })
    if (row.orderId !== null) deps.order.remove(db, row.orderId)
    announce(deps, db, row.couponId)
    const after = findRedemption(db, redemptionId)
    assert(after !== undefined, 'redemptions are never deleted')
    return ok(redemptionView(after))
  })
}

/** Redemptions, newest first, of one coupon or of all. Errors: coupon-missing. */
export function listRedemptions(deps: CouponDeps, input: ParsedInput<'coupon.redemptions'>): Result<CallOutput<'coupon.redemptions'>> {
  const db = deps.vault.store.read
  const coupon = input.couponId === undefined ? undefined : findCoupon(db, input.couponId)
  if (input.couponId !== undefined && coupon === undefined) return fail('coupon-missing')
  const before = /^\d{1,15}$/.test(input.cursor ?? '') ? Number(input.cursor) : Number.MAX_SAFE_INTEGER
  const rows = redemptionPage(db, { couponSeq: coupon?.seq, before, most: input.limit + 1 })
  const page = rows.slice(0, input.limit)
  return ok({ redemptions: page.map(redemptionView), nextCursor: rows.length > input.limit ? String(page.at(-1)?.seq) : null })
}
