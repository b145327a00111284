import type { ParsedInput } from '#contract/ipc/index.ts'
import { fail, ok, type Result } from '#contract/kernel/result.ts'
import { newId, type CallContext } from '../kernel/index.ts'
import type { Colleague } from '../staff/index.ts'
import { isCommonPassword } from './common-passwords.ts'
import { knownBySeq, note, placeOf, type Known, type SessionContext } from './context.ts'
import { fitsPassword, hashPassword } from './passwords.ts'
import { isLockOn, keepPassword, keepTotp, noteSignIn } from './queries.ts'
import type { SeatPlace } from './seat.ts'
import { counted, knownById } from './sign-in.ts'

const SHORTEST = 12

/** Why a password is not taken: `password-short`, `password-common`. */
export function passwordRefusal(context: SessionContext, password: string): Result<never> | null {
  if ([...password.normalize('NFKC')].length < SHORTEST) return fail('password-short')
  const { vault, staff } = context.deps
  const names = [vault.shop.name, ...staff.everybody(vault.store.read).map(({ name }) => name)]
  return isCommonPassword(password, names) ? fail('password-common') : null
}

type Giving = {
  readonly colleague: Colleague
  readonly password: string
  readonly mustChange: boolean
  /** Where they sit who chose it for themselves: they go on. */
  readonly place?: SeatPlace
}

/** Hashes and keeps a password, and seals the vault's key under it; every other session of theirs ends. */
export async function givePassword(context: SessionContext, { colleague, password, mustChange, place }: Giving): Promise<void> {
  const { vault, clock, random, announcer, doors, desk } = context.deps
  const hash = await hashPassword(password, context.strength, random)
  const accessId = newId('acc', random, clock.now())
  await doors?.keys?.give(colleague, password)
  vault.store.write((db) => {
    keepPassword(db, { staffSeq: colleague.staffSeq, accessId, password: hash, mustChange, at: clock.now() })
    if (place !== undefined) noteSignIn(db, colleague.staffSeq, clock.now())
    db.forgetSoon()
    db.afterCommit(() => {
      // First, because whoever hears of it looks who sits there.
      place?.signIn({ staffSeq: colleague.staffSeq, accessId })
      announcer.announce('staff.changed', {})
    })
  })
  desk.refresh()
}

/** Whose password is chosen: who is signed in, or the owner while nobody has one. */
function whose(context: SessionContext, place: SeatPlace, { role }: Pick<CallContext, 'role'>): Result<Known> {
  const { vault, staff } = context.deps
  const person = place.person()
  if (person === undefined && isLockOn(vault.store.read)) return fail('locked')
  if (person === undefined && role !== 'owner') return fail('role-too-low', { call: 'session.setPassword', role: 'owner' })
  const known = person === undefined ? knownBySeq(context, staff.owner(vault.store.read)) : knownById(context, person.staffId)
  return known === undefined ? fail('locked') : ok(known)
}

/** Whether the new one may take the place of what is there: the current one is asked for where there is one. */
async function mayReplace(
  context: SessionContext,
  { colleague, access }: Known,
  input: ParsedInput<'session.setPassword'>,
): Promise<Result<void>> {
  const hash = access?.password ?? null
  if (hash === null) return ok(undefined)
  // Who was given a password has just signed in with it.
  if (access?.mustChange !== 1) {
    const isRight = () => fitsPassword(input.currentPassword ?? '', hash)
    const right = await counted(context, colleague.staffId, async () => ((await isRight()) ? ok(undefined) : fail('sign-in-wrong')))
    if (!right.ok) return right
  }
  return (await fitsPassword(input.newPassword, hash)) ? fail('password-same') : ok(undefined)
}

/** Errors: password-short, password-common, password-same, sign-in-wrong, sign-in-wait. */
export async function setOwnPassword(
  context: SessionContext,
  input: ParsedInput<'session.setPassword'>,
  caller: CallContext,
): Promise<Result<void>> {
  const place = placeOf(context, caller)
  if (!place.ok) return place
  const known = whose(context, place.value, caller)
  if (!known.ok) return known
  const refusal = passwordRefusal(context, input.newPassword)
  if (refusal !== null) return refusal
  const may = await mayReplace(context, known.value, input)
  if (!may.ok) return may
  const { colleague } = known.value
  await givePassword(context, { colleague, password: input.newPassword, mustChange: false, place: place.value })
  note(context, 'session.setPassword', { known: known.value, result: ok(undefined) })
  return ok(undefined)
}

/** Errors: recovery-code-wrong, sign-in-wait, password-short, password-common. */
export async function resetWithRecoveryCode(
  context: SessionContext,
  { recoveryCode, newPassword }: ParsedInput<'session.resetWithRecoveryCode'>,
  caller: CallContext,
): Promise<Result<void>> {
  const { vault, staff, doors } = context.deps
  const place = placeOf(context, caller)
  if (!place.ok) return place
  const owner = staff.owner(vault.store.read)
  const refusal = passwordRefusal(context, newPassword)
  if (refusal !== null) return refusal
  const isRight = async () => (await doors?.keys?.isRecoveryCode(recoveryCode)) === true
  const right = await counted(context, 'recovery', async () => ((await isRight()) ? ok(undefined) : fail('recovery-code-wrong')))
  note(context, 'session.resetWithRecoveryCode', { known: knownBySeq(context, owner), result: right })
  if (!right.ok) return right
  if (owner === undefined) return fail('staff-missing')
  // Who holds the code need not wait for tries that were somebody else's.
  await context.tries.succeeded(owner.staffId)
  vault.store.write((db) => keepTotp(db, owner.staffSeq, null))
  await givePassword(context, { colleague: owner, password: newPassword, mustChange: false, place: place.value })
  return ok(undefined)
}
