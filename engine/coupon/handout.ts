import type { CallOutput, ParsedInput } from '#contract/ipc/index.ts'
import { assert } from '#contract/kernel/assert.ts'
import { fail, ok, type AppError, type Result } from '#contract/kernel/result.ts'
import { newId } from '../kernel/index.ts'
import { sql, type ReadHandle, type WriteHandle } from '../store/index.ts'
import { countFree } from './code-queries.ts'
import type { CouponDeps } from './face.ts'
import { findHandoutRequest, handoutPage, handOutFree, insertHandout, type HandoutRow, type HandoutView } from './handout-queries.ts'
import { findCoupon, type CouponRow } from './queries.ts'
import { announce, fill } from './service.ts'

type Input = ParsedInput<'coupon.issue'>

/** Broadcasts may take what was drawn for this; then it is drawn once more. */
const MOST_TRIES = 5

/**
 * Gives out codes of a pool by hand in one transaction, so that the till takes them and no message ever carries them. What
 * is missing is drawn before, and is free for anybody when this is cut short. The same request twice gives out once.
 * Errors: coupon-missing, coupon-fixed (one code for all, or the codes of a broadcast of its own), coupon-stopped, coupon-not-good (verdict
 * expired), coupon-few (left, needed; imported codes), coupon-code-refused (no more codes with its prefix), customer-missing, customer-restricted.
 */
export async function handOut(deps: CouponDeps, input: Input, by: string): Promise<Result<HandoutView>> {
  const { store } = deps.vault
  for (let tries = 0; tries < MOST_TRIES; tries += 1) {
    const done = store.write((db) => tryHandOut(deps, db, { input, by }))
    if (!('missing' in done)) return done
    const drawn = await fill(deps, done.coupon, done.missing)
    if (!drawn.ok) return drawn
  }
  return fail('coupon-taken', undefined, 'now')
}

type Missing = { readonly coupon: CouponRow; readonly missing: number }

function tryHandOut(
  deps: CouponDeps,
  db: WriteHandle,
  { input, by }: { readonly input: Input; readonly by: string },
): Result<HandoutView> | Missing {
  const known = findHandoutRequest(db, input.requestId)
  if (known !== undefined) return ok(handoutView(known))
  const coupon = findCoupon(db, input.couponId)
  const customerSeq = customerOf(db, input.customerId)
  if (coupon === undefined) return fail('coupon-missing')
  if (customerSeq === undefined) return fail('customer-missing')
  if (customerSeq !== null && isRestricted(db, customerSeq)) return fail('customer-restricted')
  const refused = refusal(coupon, deps.clock.now())
  if (refused !== null) return { ok: false, error: refused }
  const left = countFree(db, coupon.seq)
  if (left < input.count)
    return coupon.origin === 'imported' ? fail('coupon-few', { left, needed: input.count }) : { coupon, missing: input.count - left }
  keep(deps, db, { input, by, coupon, customerSeq })
  const kept = findHandoutRequest(db, input.requestId)
  assert(kept !== undefined, 'it was written in this transaction')
  return ok(handoutView(kept))
}

function refusal(coupon: CouponRow, now: number): AppError | null {
  if (coupon.codes === 'shared' || coupon.origin === 'broadcast') return { code: 'coupon-fixed', retry: 'never' }
  if (coupon.stopped !== 0) return { code: 'coupon-stopped', retry: 'never' }
  return coupon.endsAt !== null && coupon.endsAt <= now ? { code: 'coupon-not-good', params: { verdict: 'expired' }, retry: 'never' } : null
}

type Kept = { readonly input: Input; readonly by: string; readonly coupon: CouponRow; readonly customerSeq: number | null }

function keep(deps: CouponDeps, db: WriteHandle, { input, by, coupon, customerSeq }: Kept): void {
  const at = deps.clock.now()
  const handoutSeq = insertHandout(db, {
    handoutId: newId('hnd', deps.random, at),
    requestId: input.requestId,
    couponSeq: coupon.seq,
    customerSeq,
    note: input.note,
    at,
    by,
  })
  const given = handOutFree(db, { handoutSeq, couponSeq: coupon.seq, customerSeq, expiresAt: coupon.endsAt, count: input.count })
  assert(given === input.count, 'so many were counted in this transaction')
  announce(deps, db, coupon.couponId)
}

/** Null where nobody is named, undefined where nobody has that id. */
function customerOf(db: ReadHandle, customerId: string | undefined): number | null | undefined {
  if (customerId === undefined) return null
  return db.get<{ seq: number }>(sql`select seq from customer where customer_id = ${customerId}`)?.seq
}

/** Wished that nothing is done with their data: a code of their own would be. */
const isRestricted = (db: ReadHandle, customerSeq: number): boolean =>
  db.get(sql`select 1 from customer where seq = ${customerSeq} and restricted_at is not null`) !== undefined

const handoutView = ({ seq: _seq, ...view }: HandoutRow): HandoutView => view

/** What was given out by hand of a coupon, newest first. Errors: coupon-missing. */
export function listHandouts(deps: CouponDeps, input: ParsedInput<'coupon.handouts'>): Result<CallOutput<'coupon.handouts'>> {
  const db = deps.vault.store.read
  const coupon = findCoupon(db, input.couponId)
  if (coupon === undefined) return fail('coupon-missing')
  const before = /^\d{1,15}$/.test(input.cursor ?? '') ? Number(input.cursor) : Number.MAX_SAFE_INTEGER
  const rows = handoutPage(db, { couponSeq: coupon.seq, before, most: input.limit + 1 })
  const page = rows.slice(0, input.limit)
  return ok({ handouts: page.map(handoutView), nextCursor: rows.length > input.limit ? String(page.at(-1)?.seq) : null })
}
