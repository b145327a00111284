import type { CallOutput, ParsedInput } from '#contract/ipc/index.ts'
import { assert } from '#contract/kernel/assert.ts'
import { fail, ok, type Result } from '#contract/kernel/result.ts'
import type { CouponId } from '#contract/kernel/values.ts'
import { breathe, newId } from '../kernel/index.ts'
import type { WriteHandle } from '../store/index.ts'
import { addCode, countCodes, findCode } from './code-queries.ts'
import { drawCodes } from './draw.ts'
import type { CouponDeps } from './face.ts'
import { allCoupons, findCoupon, insertCoupon, setStopped, sharedCodeOf, updateCoupon, type CouponRow } from './queries.ts'
import { viewOf, type CouponView } from './view.ts'

type Saved = ParsedInput<'coupon.save'>

/** Codes written in one transaction; other work comes between two. */
const CHUNK = 5_000

/** All coupons, newest first. */
export function listCoupons(deps: CouponDeps): Result<CallOutput<'coupon.list'>> {
  const db = deps.vault.store.read
  return ok({ coupons: allCoupons(db).map((row) => viewOf(deps, db, row)) })
}

/** One coupon. Errors: coupon-missing. */
export function getCoupon(deps: CouponDeps, couponId: string): Result<CouponView> {
  const db = deps.vault.store.read
  const row = findCoupon(db, couponId)
  return row === undefined ? fail('coupon-missing') : ok(viewOf(deps, db, row))
}

/**
 * Makes a coupon or changes one, and draws the codes that were asked for. How its codes are made stays as it is once there
 * are some. Errors: coupon-missing, coupon-code-refused (a shared code that is taken, or a prefix that leaves too few
 * codes), coupon-fixed (another kind or prefix than that of the codes that exist).
 */
export async function saveCoupon(deps: CouponDeps, input: Saved): Promise<Result<CouponView>> {
  const saved = deps.vault.store.write((db) => (input.couponId === undefined ? make(deps, db, input) : change(deps, db, input)))
  if (!saved.ok) return saved
  const row = saved.value
  const drawn = row.codes === 'unique' && input.count > 0 ? await fill(deps, row, input.count) : ok(undefined)
  return drawn.ok ? getCoupon(deps, row.couponId) : drawn
}

function make(deps: CouponDeps, db: WriteHandle, input: Saved): Result<CouponRow> {
  const at = deps.clock.now()
  if (input.sharedCode !== undefined && findCode(db, input.sharedCode) !== undefined)
    return fail('coupon-code-refused', { code: input.sharedCode })
  if (input.codes === 'shared' && input.sharedCode === undefined) return fail('coupon-code-refused')
  const row = {
    couponId: newId('cpn', deps.random, at),
    codes: input.codes,
    origin: 'generated' as const,
    broadcastId: null,
    createdAt: at,
    ...changeOf(deps, input),
  }
  const seq = insertCoupon(db, row)
  if (input.codes === 'shared' && input.sharedCode !== undefined)
    addCode(db, { couponSeq: seq, code: input.sharedCode, state: 'issued', at })
  announce(deps, db, row.couponId)
  return ok({ ...row, seq, stopped: 0 })
}

function change(deps: CouponDeps, db: WriteHandle, input: Saved): Result<CouponRow> {
  const row = findCoupon(db, input.couponId ?? '')
  if (row === undefined) return fail('coupon-missing')
  if (isOtherKind(db, row, input)) return fail('coupon-fixed')
  updateCoupon(db, row.seq, changeOf(deps, input))
  announce(deps, db, row.couponId)
  return ok({ ...row, ...changeOf(deps, input) })
}

function isOtherKind(db: WriteHandle, row: CouponRow, input: Saved): boolean {
  const isOtherWord = row.codes === 'shared' && input.sharedCode !== undefined && input.sharedCode !== sharedCodeOf(db, row.seq)
  const isOtherPrefix = row.codes === 'unique' && input.prefix !== row.prefix && countCodes(db, row.seq) > 0
  const isDrawnAmongImported = row.origin === 'imported' && input.count > 0
  return row.codes !== input.codes || isOtherWord || isOtherPrefix || isDrawnAmongImported
}

function changeOf({ vault }: CouponDeps, { value, ...input }: Saved) {
  const hasMoney = value?.kind === 'amount' || value?.kind === 'balance'
  return {
    name: input.name,
    prefix: input.codes === 'unique' ? input.prefix : '',
    value: value === null ? null : JSON.stringify(value),
    startsAt: input.startsAt,
    endsAt: input.endsAt,
    // A balance ends when nothing is left of it, however often it is used.
    usesPerCode: value?.kind === 'balance' ? null : input.usesPerCode,
    leastMicros: input.leastMicros,
    currency: hasMoney ? value.currency : vault.shop.currency,
  }
}

/** Draws codes into a pool; cut short it leaves fewer, never a code twice. Errors: coupon-code-refused. */
export async function fill(deps: CouponDeps, row: CouponRow, count: number): Promise<Result<void>> {
  const { vault, random, clock } = deps
  for (let missing = count; missing > 0;) {
    const known = countCodes(vault.store.read, row.seq)
    const drawn = await drawCodes(vault.store.read, random, { prefix: row.prefix, count: missing, known })
    if (!drawn.ok) return drawn
    for (let start = 0; start < drawn.value.length; start += CHUNK) {
      const part = drawn.value.slice(start, start + CHUNK)
      // Somebody else may have drawn the same in between: then one more is drawn.
      const added = vault.store.write(
        (db) => part.filter((code) => addCode(db, { couponSeq: row.seq, code, state: 'free', at: clock.now() })).length,
      )
      missing -= added
      await breathe()
    }
  }
  deps.announcer.announce('coupon.changed', { couponId: row.couponId as CouponId })
  return ok(undefined)
}

/** Lets no code of a coupon be redeemed any more, or lets them again. Errors: coupon-missing. */
export function stopCoupon(deps: CouponDeps, { couponId, isStopped }: ParsedInput<'coupon.stop'>): Result<CouponView> {
  return deps.vault.store.write((db) => {
    const row = findCoupon(db, couponId)
    if (row === undefined) return fail('coupon-missing')
    setStopped(db, row.seq, isStopped)
    announce(deps, db, couponId)
    const after = findCoupon(db, couponId)
    assert(after !== undefined, 'coupons are never deleted')
    return ok(viewOf(deps, db, after))
  })
}

/** Tells once it is kept. */
export const announce = ({ announcer }: Pick<CouponDeps, 'announcer'>, db: WriteHandle, couponId: string): void =>
  db.afterCommit(() => announcer.announce('coupon.changed', { couponId: couponId as CouponId }))
