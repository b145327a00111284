import type { ParsedInput } from '#contract/ipc/index.ts'
import { fail, ok, type Result } from '#contract/kernel/result.ts'
import type { ConnectionCore } from './core.ts'
import { readNumber } from './core.ts'
import type { Live } from './live.ts'
import { toNumberFacts } from './rules.ts'

/** Asks Meta to send a code to the number. @source reference part 1, number registration */
export async function requestCode(
  core: ConnectionCore,
  input: ParsedInput<'connection.requestCode'>,
): Promise<Result<Record<never, never>>> {
  const live = core.live
  if (live === null) return fail('connection-missing')
  return done(await live.api.number.requestCode({ code_method: input.method, language: input.language }))
}

/** Hands over the code that came. */
export async function verifyCode(core: ConnectionCore, code: string): Promise<Result<Record<never, never>>> {
  const live = core.live
  if (live === null) return fail('connection-missing')
  return done(await live.api.number.verifyCode(code.replace('-', '')))
}

/** Registers the number with its PIN; a number of the phone app stays there. Error besides Meta's: input-refused with isOnPhoneApp. */
export async function register(core: ConnectionCore, pin: string): Promise<Result<void>> {
  const live = core.live
  if (live === null) return fail('connection-missing')
  const before = await readNumber(live.api)
  if (!before.ok) return before
  // Registering would take the number away from the phone. @source reference part 14
  if (before.value.is_on_biz_app === true) return fail('input-refused', { path: 'pin', isOnPhoneApp: true })
  const registered = await live.api.number.register({ pin })
  if (!registered.ok) return registered
  return readAgain(core, live)
}

async function readAgain(core: ConnectionCore, live: Live): Promise<Result<void>> {
  const number = await readNumber(live.api)
  if (!number.ok) return number
  core.keepFact(live, 'number', number.value)
  core.change(live, { number: toNumberFacts(number.value) })
  return ok(undefined)
}

const done = (result: Result<void>): Result<Record<never, never>> => (result.ok ? ok({}) : result)
