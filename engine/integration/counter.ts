import type { CallContext } from '../kernel/index.ts'
import type { CallOutput, ParsedInput } from '#contract/ipc/index.ts'
import type { CouponAnswer, CouponUse, OrderAnswer, RedeemAnswer } from '#contract/ipc/integration-tool.ts'
import { assert } from '#contract/kernel/assert.ts'
import { fail, ok, type Result } from '#contract/kernel/result.ts'
import type { TimestampMs } from '#contract/kernel/values.ts'
import type { z } from 'zod'
import { sql } from '../store/index.ts'
import type { IntegrationDeps } from './face.ts'
import { findOrPropose, findPerson, maskName, maskPhone } from './person.ts'

/** A day of grace, because a till's clock may be in another time zone than the laptop's. */
const GRACE_MS = 86_400_000

/** One customer, masked. Errors: those of findPerson. */
export function findCustomer(
  deps: IntegrationDeps,
  input: ParsedInput<'integration.findCustomer'>,
): Result<CallOutput<'integration.findCustomer'>> {
  const db = deps.vault.store.read
  const found = findPerson(deps, db, input)
  if (!found.ok) return found
  const { customerId, customerSeq, name, phone, language, offers } = found.value
  const orders =
    db.get<{ count: number }>(sql`select count(*) as count from customer_order where customer_seq = ${customerSeq}`)?.count ?? 0
  return ok({ customerId, name: maskName(name), phone: maskPhone(phone), language, offers, orders })
}

/** Notes an order for a till. Errors: those of findOrPropose, order-number-taken, input-refused (a day in the future). */
export function addOrder(deps: IntegrationDeps, input: ParsedInput<'integration.addOrder'>): Result<z.infer<typeof OrderAnswer>> {
  const { vault, clock, order } = deps
  const at = input.at ?? clock.now()
  if (at > clock.now() + GRACE_MS) return fail('input-refused', { field: 'at' })
  const { number, totalMicros, lines, currency = vault.shop.currency } = input
  return vault.store.write((db) => {
    const found = findOrPropose(deps, db, input)
    if (!found.ok) return found
    const taken = db.get<{ orderId: string }>(sql`select order_id as orderId from customer_order where number = ${number}`)
    if (taken !== undefined) return fail('order-number-taken', { orderId: taken.orderId })
    const { customerSeq } = found.value.add?.(db) ?? found.value.person
    const added = order.add(db, { customerSeq, at, source: 'till', number, totalMicros, currency, lines })
    return added.ok ? ok({ orderId: added.value.orderId, number, at: at as TimestampMs, totalMicros, currency }) : added
  })
}

type CheckView = CallOutput<'coupon.check'>

const codeAnswer = ({ code, verdict, coupon, leftMicros, usesLeft }: CheckView): z.infer<typeof CouponAnswer> => ({
  code,
  verdict,
  couponName: coupon?.name ?? null,
  leftMicros,
  usesLeft,
  endsAt: coupon?.endsAt ?? null,
})

/** Looks a code up for a till: whether it is good, and nothing about whose it is. */
export async function checkCoupon(
  { coupon }: IntegrationDeps,
  code: string,
  context: CallContext,
): Promise<Result<z.infer<typeof CouponAnswer>>> {
  const check = coupon.handlers['coupon.check']
  assert(check !== undefined, 'the coupon room answers it')
  const result = await check({ code }, context)
  return result.ok ? ok(codeAnswer(result.value)) : result
}

/** Redeems a code for a till, as coupon.redeem does. */
export async function redeemCoupon(
  { coupon }: IntegrationDeps,
  use: z.output<typeof CouponUse>,
  context: CallContext,
): Promise<Result<z.infer<typeof RedeemAnswer>>> {
  const redeem = coupon.handlers['coupon.redeem']
  assert(redeem !== undefined, 'the coupon room answers it')
  const result = await redeem(use, context)
  if (!result.ok) return result
  const { redemption, check } = result.value
  const { redemptionId, discountMicros, currency } = redemption
  return ok({ ...codeAnswer(check), redemptionId, discountMicros, currency })
}
