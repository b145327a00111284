import type { Result } from '#contract/kernel/result.ts'
import type { EnterDeps } from './entered.ts'
import type { GivenPerson } from './unlock.ts'
import { staffIdOf } from './unlock.ts'
import { readVaultFile } from './vault-file.ts'

/** Names that open nothing share one count. */
const STRANGER = 'stranger'

/** One counted try to open the closed vault by name and password. What fails for another reason than the password was no wrong try. */
export async function tryAtDoor<T>(deps: EnterDeps, person: GivenPerson, work: () => Promise<Result<T>>): Promise<Result<T>> {
  const file = readVaultFile(deps.folder)
  if (!file.ok) return file
  const who = (await staffIdOf(file.value, deps.keychain, person.name)) ?? STRANGER
  const begun = await deps.tries.begin(who)
  if (!begun.ok) return begun
  const result = await work()
  if (result.ok) await deps.tries.succeeded(who)
  else if (result.error.code !== 'sign-in-wrong') await deps.tries.takeBack(who, begun.value)
  return result
}
