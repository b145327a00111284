import type { ParsedInput } from '#contract/ipc/index.ts'
import { fail, ok, type Result } from '#contract/kernel/result.ts'
import type { ConnectionId } from '#contract/kernel/values.ts'
import { newId } from '../kernel/index.ts'
import type { ConnectionDeps } from './face.ts'
import { cleanKey, cleanSecret, last4Of } from './key.ts'
import { removeKeys, saveKeys, type Keys } from './keys.ts'
import { makeApi, type Live } from './live.ts'
import { replaceConnection, type StoredConnection } from './queries.ts'
import { isLoopback, isSafeBaseUrl, toNumberFacts } from './rules.ts'

const META = 'https://graph.facebook.com'
/** Meta signs with the old secret until the change has reached all its machines; generous, because a lost event never comes back. */
const EARLIER_SECRET_MS = 7 * 86_400_000

/** Where to connect to when nobody says: the address given at the start of the engine, else Meta. */
export const baseUrlOf = (deps: ConnectionDeps, given: string | undefined): string => given ?? deps.graphUrl ?? META

/** A key travels encrypted or inside this computer only, and a demo shop never holds a real one. */
export const mayConnect = (deps: ConnectionDeps, baseUrl: string): boolean =>
  isSafeBaseUrl(baseUrl) && (deps.vault.kind !== 'demo' || isLoopback(baseUrl))

/**
 * Proves the new connection by reading its number, then puts it in place of the one before. When the proof fails nothing
 * is changed or kept. The same number with the same way in keeps the word by which its receiver knows Meta. Errors: address-refused for an unencrypted address outside this
 * computer, meta-key-refused for a key that no header can carry, and those of the client.
 */
export async function addConnection(
  deps: ConnectionDeps,
  input: ParsedInput<'connection.add'>,
  before: Live | null,
): Promise<Result<Live>> {
  const token = cleanKey(input.token)
  if (token === null) return fail('meta-key-refused')
  const appSecret = cleanSecret(input.appSecret)
  const draft = { ...draftOf(deps, input, { token, appSecret }), ...keptWay(before, input), ...keptAccount(before, input) }
  if (!mayConnect(deps, draft.baseUrl)) return fail('address-refused')
  const keys: Keys = { token, appSecret, earlierAppSecret: earlierSecret(deps, draft, { before, appSecret }) }
  const api = makeApi({ ...deps, graphUrl: null }, draft, keys)
  const number = await api.number.read()
  if (!number.ok && !mayLackNumber(draft, number.error.code)) {
    await api.close()
    return number
  }
  const stored: StoredConnection = { ...draft, number: number.ok ? toNumberFacts(number.value) : null }
  await saveKeys(deps.vault.secrets, stored.connectionId, keys)
  deps.vault.store.write((db) => replaceConnection(db, stored))
  if (before !== null) await removeKeys(deps.vault.secrets, before.stored.connectionId)
  return ok({ stored, keys, api })
}

function draftOf(
  deps: ConnectionDeps,
  input: ParsedInput<'connection.add'>,
  keys: { readonly token: string; readonly appSecret: string | null },
): StoredConnection {
  const now = deps.clock.now()
  return {
    connectionId: newId('con', deps.random, now) as ConnectionId,
    kind: input.kind,
    baseUrl: baseUrlOf(deps, input.baseUrl),
    apiVersion: input.apiVersion,
    authHeader: input.authHeader,
    wabaId: input.wabaId,
    phoneNumberId: input.phoneNumberId,
    businessId: input.businessId ?? null,
    catalogId: input.catalogId ?? null,
    tokenLast4: last4Of(keys.token),
    hasAppSecret: keys.appSecret !== null,
    receiving: input.receiving,
    receivingLevel: 'account',
    verifyToken: Buffer.from(deps.random.bytes(24)).toString('base64url'),
    receivingVerified: false,
    marketingEndpoint: false,
    number: null,
    addedAt: now,
  }
}

/** Meta already knows the way in, so nothing about it changes. */
function keptWay(before: Live | null, input: ParsedInput<'connection.add'>): Partial<StoredConnection> {
  const isSame = before?.stored.phoneNumberId === input.phoneNumberId && before.stored.receiving === input.receiving
  return isSame && before !== null ? { receivingLevel: before.stored.receivingLevel, verifyToken: before.stored.verifyToken } : {}
}

/** What events told of the account stays true when the same account is connected anew. */
const keptAccount = (before: Live | null, { wabaId }: ParsedInput<'connection.add'>): Partial<StoredConnection> =>
  before?.stored.wabaId === wabaId ? { addedAt: before.stored.addedAt } : {}

/** Some providers carry messages only and have no page about the number. */
export const mayLackNumber = (stored: Pick<StoredConnection, 'kind'>, code: string): boolean =>
  stored.kind === 'provider' && (code === 'meta-answer-unreadable' || code === 'meta-refused')

function earlierSecret(
  deps: ConnectionDeps,
  draft: StoredConnection,
  { before, appSecret }: { readonly before: Live | null; readonly appSecret: string | null },
): Keys['earlierAppSecret'] {
  if (before === null || before.stored.wabaId !== draft.wabaId) return null
  return retiredSecret(before.keys, appSecret, deps.clock.now())
}

/** The secret that is replaced, with the time until which events signed by it are taken; one that is still waiting stays. */
export function retiredSecret(before: Keys, appSecret: string | null, now: number): Keys['earlierAppSecret'] {
  if (before.appSecret === null || before.appSecret === appSecret) return before.earlierAppSecret
  return { secret: before.appSecret, until: now + EARLIER_SECRET_MS }
}
