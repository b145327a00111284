import { fail, ok, type AppError, type Result } from '#contract/kernel/result.ts'
import { mayLackNumber, retiredSecret } from './add.ts'
import type { ConnectionCore } from './core.ts'
import { cleanKey, cleanSecret, last4Of } from './key.ts'
import { saveKeys, type Keys } from './keys.ts'
import { makeApi, type Live } from './live.ts'
import { saveConnection, type StoredConnection } from './queries.ts'
import { toNumberFacts } from './rules.ts'

/** Puts a new key in place of the old one once it reads the same number. Errors: number-not-reached, those of the client. */
export async function replaceKey(core: ConnectionCore, text: string): Promise<Result<void>> {
  const live = core.live
  if (live === null) return fail('connection-missing')
  const token = cleanKey(text)
  if (token === null) return fail('meta-key-refused')
  const swapped = await swap(core, live, { stored: { ...live.stored, tokenLast4: last4Of(token) }, keys: { ...live.keys, token } })
  return swapped.ok ? swapped : { ok: false, error: unreached(swapped.error) }
}

/** Takes a new app secret that Meta accepts; events signed with the old one are taken for seven days more. */
export async function replaceAppSecret(core: ConnectionCore, text: string): Promise<Result<void>> {
  const live = core.live
  if (live === null) return fail('connection-missing')
  const appSecret = cleanSecret(text)
  if (appSecret === null) return fail('input-refused', { path: 'appSecret' })
  const earlierAppSecret = retiredSecret(live.keys, appSecret, core.deps.clock.now())
  return swap(core, live, { stored: { ...live.stored, hasAppSecret: true }, keys: { ...live.keys, appSecret, earlierAppSecret } })
}

/** Speaks another version of Meta's interface, once the number answers in it. */
export async function changeVersion(core: ConnectionCore, apiVersion: string): Promise<Result<void>> {
  const live = core.live
  if (live === null) return fail('connection-missing')
  return swap(core, live, { stored: { ...live.stored, apiVersion }, keys: live.keys })
}

/** Makes a client of what is new, lets it prove that it reads the same number, and only then puts it into use. */
async function swap(
  core: ConnectionCore,
  live: Live,
  next: { readonly stored: StoredConnection; readonly keys: Keys },
): Promise<Result<void>> {
  const { deps } = core
  const api = makeApi(deps, next.stored, next.keys)
  const number = await api.number.read()
  const isProved = number.ok || mayLackNumber(next.stored, number.error.code)
  if (!isProved || core.live?.stored.connectionId !== live.stored.connectionId) {
    await api.close()
    return number.ok ? fail('connection-missing') : number
  }
  // The key first: a row that speaks of a key that is not there would be worse than the other way round.
  await saveKeys(deps.vault.secrets, live.stored.connectionId, next.keys)
  // What changed of the row while Meta was asked stays.
  const stored = {
    ...core.live.stored,
    apiVersion: next.stored.apiVersion,
    tokenLast4: next.stored.tokenLast4,
    hasAppSecret: next.stored.hasAppSecret,
    ...(number.ok ? { number: toNumberFacts(number.value) } : {}),
  }
  deps.vault.store.write((db) => saveConnection(db, stored))
  core.put({ stored, keys: next.keys, api })
  return ok(undefined)
}

/** Codes by which Meta says that a node is not there for this key. @source reference part 1, check a token */
const NOT_THERE = [100, 200, 10, 3]

/** A key of another business is a good key that does not reach this number. */
export function unreached(error: AppError): AppError {
  const metaCode = error.params?.['metaCode']
  const isOther = ['meta-refused', 'meta-permission-missing'].includes(error.code) && NOT_THERE.includes(Number(metaCode))
  return isOther ? { code: 'number-not-reached', params: { metaCode: Number(metaCode) }, retry: 'never' } : error
}
