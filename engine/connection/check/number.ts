import type { PhoneNumberNode } from '#contract/cloud-api/answers.ts'
import type { AppError } from '#contract/kernel/result.ts'
import { restrictionsOf } from '../health/account-news.ts'
import { flagAt, textAt } from '../health/fields-of.ts'
import { PAYMENT_CODES, paymentProblem, problemsOf } from '../health/lamp.ts'
import { mayLackNumber } from '../add.ts'
import { toNumberFacts } from '../rules.ts'
import { unreached } from '../rotate.ts'
import type { Look } from './look.ts'
import { failed, shown, skipped, unasked, warning, well, type Outcome } from './outcome.ts'

/** Working without anything to do. */
const GOOD = ['CONNECTED', 'UNKNOWN']
const BLOCKED = ['RESTRICTED', 'BANNED', 'RATE_LIMITED']

/** Whether the number is registered, and its name accepted. @source reference part 7, number */
export async function checkNumber(look: Look): Promise<Outcome> {
  const number = await look.number()
  return number.ok ? judgeNumber(number.value) : numberUnread(look, number.error)
}

/** A number that can't be read; some providers have no page about it. */
export const numberUnread = ({ live }: Look, error: AppError): Outcome =>
  mayLackNumber(live.stored, error.code) ? skipped(error.code, shown(error)) : unasked(unreached(error))

function judgeNumber(node: PhoneNumberNode): Outcome {
  const { status, quality } = toNumberFacts(node)
  const isOnPhoneApp = flagAt(node, 'is_on_biz_app') === true
  if (BLOCKED.includes(status)) return failed('account-blocked', { status })
  if (status === 'FLAGGED') return warning('account-blocked', { status, quality })
  if (!GOOD.includes(status)) {
    const verification = textAt(node, 'code_verification_status') ?? ''
    return failed('number-not-registered', { status, verification, isOnPhoneApp })
  }
  const nameStatus = textAt(node, 'name_status') ?? ''
  if (nameStatus === 'DECLINED' || nameStatus === 'EXPIRED')
    return warning('number-name-declined', { status: nameStatus, name: textAt(node, 'verified_name') ?? '' })
  return well({ status, nameStatus, isOnPhoneApp })
}

/** Whether messages that cost money can go out. @source reference part 7, WABA, and part 11, model */
export async function checkPayment(look: Look): Promise<Outcome> {
  const [account, number] = [await look.account(), await look.number()]
  if (!account.ok) return look.live.stored.kind === 'provider' ? skipped('payment-unknown') : unasked(unreached(account.error))
  const problem = paymentProblem([account.value.health_status, number.ok ? number.value.health_status : undefined])
  if (problem !== undefined) return failed('payment-missing', { metaCode: problem.metaCode })
  const funding = account.value.primary_funding_id
  if (funding === undefined) return warning('payment-unknown')
  return funding === '' || funding === '0' ? failed('payment-missing') : well()
}

/** A missing payment method has a check of its own, and so has a number that is not registered. */
const SAID_ELSEWHERE = [...PAYMENT_CODES, 133010, 141000]

/** More people a day than this are no small start any more. @source reference part 9 */
const LOW_LIMIT = 250

/** Whether Meta lets the number write at all, and to how many people a day. @source reference parts 9 and 15 */
export async function checkLimit(look: Look): Promise<Outcome> {
  const number = await look.number()
  if (!number.ok) return numberUnread(look, number.error)
  const account = await look.account()
  const blocked = blockedBy(look, account.ok ? account.value : null, number.value)
  if (blocked !== null) return blocked
  const { dailyLimit } = toNumberFacts(number.value)
  if (dailyLimit === null) return well()
  return dailyLimit <= LOW_LIMIT ? warning('limit-low', { perDay: dailyLimit }) : well({ perDay: dailyLimit })
}

type Health = Parameters<typeof problemsOf>[0]
type Account = { readonly health_status?: Health; readonly status?: string | undefined }

function blockedBy(look: Look, account: Account | null, number: PhoneNumberNode): Outcome | null {
  const restriction = restrictionsOf(look.core.news(), look.core.deps.clock.now())[0]
  if (restriction !== undefined) {
    const { type, until } = restriction
    return failed('account-blocked', until === null ? { type } : { type, until })
  }
  const status = account?.status ?? ''
  if (['DISABLED', 'RESTRICTED', 'BANNED'].includes(status)) return failed('account-blocked', { status })
  return heldBy([account?.health_status, number.health_status])
}

function heldBy(healths: readonly Health[]): Outcome | null {
  if (!healths.some((health) => health?.can_send_message === 'BLOCKED')) return null
  const problem = healths.flatMap(problemsOf).find(({ metaCode }) => !SAID_ELSEWHERE.includes(metaCode))
  return problem === undefined ? null : failed('account-blocked', { metaCode: problem.metaCode })
}
