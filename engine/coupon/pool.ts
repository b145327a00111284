import { assert } from '#contract/kernel/assert.ts'
import { fail, ok, type Result } from '#contract/kernel/result.ts'
import type { CouponId } from '#contract/kernel/values.ts'
import { newId } from '../kernel/index.ts'
import type { ReadHandle, WriteHandle } from '../store/index.ts'
import {
  addCode,
  countCodes,
  countFreeAmong,
  countIssuedOf,
  findCode,
  freeCodes,
  freeCodesOf,
  markIssued,
  markReleased,
  removeCodes,
  reserveAgain,
  reserveFree,
  reserveNew,
  takenCodes,
  type Holder,
} from './code-queries.ts'
import { drawCodes } from './draw.ts'
import type { CouponDeps, CouponPlan, CouponsForBroadcasts, Giving, PickedCode, Taking } from './face.ts'
import {
  findCoupon,
  findCouponBySeq,
  insertCoupon,
  linkBroadcast,
  linkedCoupon,
  linkedEnd,
  promiseOf,
  removeCoupon,
  setEnd,
  unlinkBroadcast,
  type CouponRow,
} from './queries.ts'
import { planned } from './planned.ts'
import { lastMoment } from './rules.ts'

/** The side of the room that broadcasts use: codes for messages, from the choice until Meta has them. */
export const createPool = (deps: CouponDeps): CouponsForBroadcasts => ({
  planned,
  pick: (plan, count) => pick(deps, plan, count),
  take: (db, taking) => take(deps, db, taking),
  beginGiving: (db, taking) => beginGiving(deps, db, taking),
  give: (db, giving, some) => give(db, giving, { ...some, at: deps.clock.now() }),
  finishGiving: (db, giving) => finishGiving(deps, db, giving),
  giveBack: (db, broadcastId, most) => giveBack(deps, db, { broadcastId, most }),
  issued: (db, sendId) => void markIssued(db, sendId),
  released: (db, sendId) => void markReleased(db, sendId),
  takeAgain: (db, sendIds) => void reserveAgain(db, sendIds),
  mayGo,
  endOf: linkedEnd,
  countIssued: countIssuedOf,
})

async function pick(deps: CouponDeps, plan: CouponPlan | null, count: number): Promise<Result<readonly PickedCode[]>> {
  if (plan === null || plan.kind === 'one-for-all') return ok([])
  if (plan.kind === 'one-each') return draw(deps, { prefix: plan.prefix, count, known: 0 })
  const db = deps.vault.store.read
  const row = findCoupon(db, plan.couponId)
  if (row === undefined) return fail('coupon-missing')
  if (row.stopped !== 0) return fail('coupon-stopped')
  if (row.codes === 'shared') return ok([])
  const free = freeCodes(db, row.seq, count)
  if (free.length === count) return ok(free)
  if (row.origin === 'imported') return fail('coupon-few', { left: free.length, needed: count })
  const more = await draw(deps, { prefix: row.prefix, count: count - free.length, known: countCodes(db, row.seq) })
  return more.ok ? ok([...free, ...more.value]) : more
}

async function draw(
  { vault, random }: CouponDeps,
  wanted: { prefix: string; count: number; known: number },
): Promise<Result<PickedCode[]>> {
  const codes = await drawCodes(vault.store.read, random, wanted)
  return codes.ok ? ok(codes.value.map((code) => ({ code, seq: null }))) : codes
}

function take(deps: CouponDeps, db: WriteHandle, taking: Taking): Result<void> {
  const refused = refusal(db, taking)
  if (refused !== null) return refused
  const giving = openFor(deps, db, taking)
  const given = give(db, giving, { ...taking, at: deps.clock.now() })
  assert(given.ok, 'each code was proved in this transaction')
  tellChange(deps, db, giving.couponId)
  return ok(undefined)
}

const tellChange = ({ announcer }: CouponDeps, db: WriteHandle, couponId: string): void =>
  db.afterCommit(() => announcer.announce('coupon.changed', { couponId: couponId as CouponId }))

type Opening = Pick<Taking, 'broadcastId' | 'name' | 'plan'>

/** Makes the coupon of the plan one of the broadcast. */
function openFor(deps: CouponDeps, db: WriteHandle, taking: Opening): Giving {
  const { broadcastId, plan } = taking
  const row = couponFor(deps, db, taking)
  const expiresAt = plan.kind === 'coupon' ? row.endsAt : plan.endsAt
  linkBroadcast(db, { broadcastId, couponSeq: row.seq, endsAt: expiresAt })
  return { couponSeq: row.seq, couponId: row.couponId, broadcastId, expiresAt }
}

function beginGiving(deps: CouponDeps, db: WriteHandle, taking: Opening): Result<Giving> {
  return couponRefusal(db, taking.plan) ?? ok(openFor(deps, db, taking))
}

type Some = Pick<Taking, 'codes' | 'sends'> & { readonly at: number }

function give(db: WriteHandle, { couponSeq, broadcastId, expiresAt }: Giving, { codes, sends, at }: Some): Result<void> {
  for (const [place, { code, seq }] of codes.entries()) {
    const { sendId, customerSeq } = sends[place] ?? {}
    assert(sendId !== undefined && customerSeq !== undefined, 'one code was picked for each send')
    const holder: Holder = { couponSeq, broadcastId, sendId, customerSeq, expiresAt }
    const isOurs = seq === null ? reserveNew(db, code, { ...holder, at }) : reserveFree(db, seq, holder)
    if (!isOurs) return fail('coupon-taken', undefined, 'now')
  }
  return ok(undefined)
}

function finishGiving(deps: CouponDeps, db: WriteHandle, { couponSeq, couponId }: Giving): Result<void> {
  const row = findCouponBySeq(db, couponSeq)
  if (row === undefined) return fail('coupon-missing')
  if (row.stopped !== 0) return fail('coupon-stopped')
  tellChange(deps, db, couponId)
  return ok(undefined)
}

/** Codes of the broadcast's own coupon go with it; those of a pool are free again, also the ones that were drawn for it. */
function giveBack(
  deps: CouponDeps,
  db: WriteHandle,
  { broadcastId, most }: { readonly broadcastId: string; readonly most: number },
): boolean {
  const row = findCouponBySeq(db, linkedCoupon(db, broadcastId) ?? 0)
  if (row === undefined) return false
  const isOwn = row.broadcastId === broadcastId
  const count = isOwn ? removeCodes(db, broadcastId, most) : freeCodesOf(db, broadcastId, most)
  if (count === most) return true
  unlinkBroadcast(db, broadcastId)
  if (isOwn) removeCoupon(db, row.seq)
  tellChange(deps, db, row.couponId)
  return false
}

/** What stands in the way, before anything is written. */
function refusal(db: ReadHandle, taking: Taking): Result<never> | null {
  const { plan } = taking
  if (plan.kind === 'one-for-all') return sharedRefusal(db, plan.code)
  if (plan.kind === 'one-each') return codesRefusal(db, undefined, taking)
  const refused = couponRefusal(db, plan)
  if (refused !== null) return refused
  const row = findCoupon(db, plan.couponId)
  return row?.codes === 'shared' ? null : codesRefusal(db, row?.seq, taking)
}

/** What stands in the way of a coupon of the shop as a whole. */
function couponRefusal(db: ReadHandle, plan: CouponPlan): Result<never> | null {
  if (plan.kind !== 'coupon') return null
  const row = findCoupon(db, plan.couponId)
  if (row === undefined) return fail('coupon-missing')
  return row.stopped === 0 ? null : fail('coupon-stopped')
}

function codesRefusal(db: ReadHandle, couponSeq: number | undefined, { codes, sends }: Taking): Result<never> | null {
  const isOurs = codes.length === sends.length && areFree(db, couponSeq, codes)
  return isOurs ? null : fail('coupon-taken', undefined, 'now')
}

function sharedRefusal(db: ReadHandle, code: string): Result<never> | null {
  const known = findCode(db, code)
  if (known === undefined) return null
  const row = findCouponBySeq(db, known.couponSeq)
  if (row?.codes !== 'shared') return fail('coupon-code-refused', { code })
  return row.stopped === 0 ? null : fail('coupon-stopped')
}

function areFree(db: ReadHandle, couponSeq: number | undefined, codes: readonly PickedCode[]): boolean {
  const old = codes.flatMap(({ seq }) => (seq === null ? [] : [seq]))
  const fresh = codes.flatMap(({ seq, code }) => (seq === null ? [code] : []))
  const isFresh = new Set(fresh).size === fresh.length && takenCodes(db, fresh).size === 0
  return isFresh && (old.length === 0 || (couponSeq !== undefined && countFreeAmong(db, couponSeq, old) === old.length))
}

/** The coupon that a plan names, or one of the broadcast's own, so that its codes can be redeemed like any other. */
function couponFor(deps: CouponDeps, db: WriteHandle, taking: Opening): CouponRow {
  const { plan } = taking
  if (plan.kind === 'one-each') return makeOwn(deps, db, { ...taking, codes: 'unique', prefix: plan.prefix, endsAt: plan.endsAt })
  const known = plan.kind === 'coupon' ? findCoupon(db, plan.couponId) : joinShared(db, plan)
  if (known !== undefined) return known
  assert(plan.kind === 'one-for-all', 'a coupon that is missing was refused')
  const row = makeOwn(deps, db, { ...taking, codes: 'shared', prefix: '', endsAt: plan.endsAt })
  addCode(db, { couponSeq: row.seq, code: plan.code, state: 'issued', at: deps.clock.now() })
  return row
}

/** The same word once more is the same coupon: it ends when the last who was promised it ends. */
function joinShared(db: WriteHandle, { code, endsAt: promised }: Extract<CouponPlan, { kind: 'one-for-all' }>): CouponRow | undefined {
  const row = findCouponBySeq(db, findCode(db, code)?.couponSeq ?? 0)
  if (row === undefined) return undefined
  const endsAt = lastMoment(row.endsAt, promised)
  setEnd(db, row.seq, endsAt)
  return { ...row, endsAt }
}

type Own = Pick<Taking, 'broadcastId' | 'name'> & {
  readonly codes: CouponRow['codes']
  readonly prefix: string
  readonly endsAt: number | null
}

function makeOwn(deps: CouponDeps, db: WriteHandle, own: Own): CouponRow {
  const at = deps.clock.now()
  const coupon = {
    couponId: newId('cpn', deps.random, at),
    name: own.name,
    codes: own.codes,
    prefix: own.prefix,
    value: null,
    startsAt: null,
    endsAt: own.endsAt,
    usesPerCode: own.codes === 'unique' ? 1 : null,
    leastMicros: null,
    currency: deps.vault.shop.currency,
    origin: 'broadcast' as const,
    broadcastId: own.broadcastId,
    createdAt: at,
  }
  return { ...coupon, seq: insertCoupon(db, coupon), stopped: 0 }
}

function mayGo(db: ReadHandle, { now, ...send }: Parameters<CouponsForBroadcasts['mayGo']>[1]): boolean {
  const promise = promiseOf(db, send)
  if (promise === undefined) return true
  const isOver = promise.endsAt !== null && promise.endsAt <= now
  if (isOver || promise.stopped !== 0) return false
  return promise.codes === 'shared' || promise.state === 'reserved' || promise.state === 'issued'
}
