import type { CallOutput, ParsedInput } from '#contract/ipc/index.ts'
import { fail, ok, type Result } from '#contract/kernel/result.ts'
import type { CallContext } from '../kernel/index.ts'
import { placeOf, type Known, type SessionContext } from './context.ts'
import { hashOneTimeCode, newOneTimeCodes } from './one-time-codes.ts'
import { keepTotp } from './queries.ts'
import type { SeatPlace } from './seat.ts'
import { counted, knownById } from './sign-in.ts'
import { newTotpSecret, stepOf, totpAddress } from './totp.ts'

/** Who is signed in at the seat of a call; a second step belongs to a password. */
function signedIn(context: SessionContext, caller: CallContext): Result<{ readonly place: SeatPlace; readonly known: Known }> {
  const place = placeOf(context, caller)
  if (!place.ok) return place
  const person = place.value.person()
  const known = person === undefined ? undefined : knownById(context, person.staffId)
  return known === undefined ? fail('password-owner-first') : ok({ place: place.value, known })
}

export function beginTotp(context: SessionContext, caller: CallContext): Result<CallOutput<'session.beginTotp'>> {
  const me = signedIn(context, caller)
  if (!me.ok) return me
  const { known, place } = me.value
  const secret = newTotpSecret(context.deps.random)
  context.begun.set(place.seat.seatId, secret)
  return ok({ secret, address: totpAddress(secret, context.deps.vault.shop.name, known.colleague.name || 'owner') })
}

/** Errors: totp-wrong; counts as a try. */
export async function confirmTotp(
  context: SessionContext,
  { code }: ParsedInput<'session.confirmTotp'>,
  caller: CallContext,
): Promise<Result<CallOutput<'session.confirmTotp'>>> {
  const { clock, random, vault, announcer, desk } = context.deps
  const me = signedIn(context, caller)
  if (!me.ok) return me
  const { known, place } = me.value
  const secret = context.begun.get(place.seat.seatId)
  if (secret === undefined) return fail('totp-wrong')
  const step = await counted(context, known.colleague.staffId, async () => {
    const fitting = stepOf(code, { secret, at: clock.now(), lastStep: null })
    return fitting === null ? fail('totp-wrong') : ok(fitting)
  })
  if (!step.ok) return step
  const recoveryCodes = newOneTimeCodes(random)
  const key = await context.codeKey()
  const hashes = recoveryCodes.map((one) => hashOneTimeCode(one, key))
  vault.store.write((db) => {
    keepTotp(db, known.colleague.staffSeq, { secret, step: step.value, hashes })
    db.afterCommit(() => announcer.announce('staff.changed', {}))
  })
  context.begun.delete(place.seat.seatId)
  desk.refresh()
  return ok({ recoveryCodes })
}

/** Errors: staff-missing; role-too-low for somebody else's unless the owner asks. */
export function endTotp(context: SessionContext, { staffId }: ParsedInput<'session.endTotp'>, caller: CallContext): Result<void> {
  const { vault, announcer, desk } = context.deps
  const me = signedIn(context, caller)
  if (!me.ok) return me
  const mine = me.value.known.colleague
  if (staffId !== undefined && staffId !== mine.staffId && caller.role !== 'owner')
    return fail('role-too-low', { call: 'session.endTotp', role: 'owner' })
  const known = staffId === undefined ? me.value.known : knownById(context, staffId)
  if (known === undefined) return fail('staff-missing')
  vault.store.write((db) => {
    keepTotp(db, known.colleague.staffSeq, null)
    db.afterCommit(() => announcer.announce('staff.changed', {}))
  })
  desk.refresh()
  return ok(undefined)
}
