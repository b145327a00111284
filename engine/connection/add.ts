import type { ParsedInput } from '#contract/ipc/index.ts'
import { fail, ok, type Result } from '#contract/kernel/result.ts'
import type { ConnectionId } from '#contract/kernel/values.ts'
import { newId } from '../kernel/index.ts'
import type { ConnectionDeps } from './face.ts'
import { removeKeys, saveKeys, type Keys } from './keys.ts'
import { makeApi, type Live } from './live.ts'
import { replaceConnection, type StoredConnection } from './queries.ts'
import { isSafeBaseUrl, toNumberFacts } from './rules.ts'

const META = 'https://graph.facebook.com'
/** Meta signs with the old secret until the change has reached all its machines; generous, because a lost event never comes back. */
const EARLIER_SECRET_MS = 7 * 86_400_000

/**
 * Proves the new connection by reading its number, then puts it in place of the one before. When the proof fails nothing
 * is changed or kept. Errors: address-refused for an unencrypted address outside this computer, and those of the client.
 */
export async function addConnection(
  deps: ConnectionDeps,
  input: ParsedInput<'connection.add'>,
  before: Live | null,
): Promise<Result<Live>> {
  const token = input.token.trim()
  // Anything else can't stand in a header, so Meta can't have issued it.
  if (!/^[\x21-\x7e]+$/.test(token)) return fail('meta-key-refused')
  const draft = draftOf(deps, input, token)
  if (!isSafeBaseUrl(draft.baseUrl)) return fail('address-refused')
  const keys: Keys = { token, appSecret: input.appSecret?.trim() || null, earlierAppSecret: earlierSecret(deps, draft, before) }
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

function draftOf(deps: ConnectionDeps, input: ParsedInput<'connection.add'>, token: string): StoredConnection {
  const now = deps.clock.now()
  return {
    connectionId: newId('con', deps.random, now) as ConnectionId,
    kind: input.kind,
    baseUrl: input.baseUrl ?? deps.graphUrl ?? META,
    apiVersion: input.apiVersion,
    authHeader: input.authHeader,
    wabaId: input.wabaId,
    phoneNumberId: input.phoneNumberId,
    businessId: input.businessId ?? null,
    catalogId: input.catalogId ?? null,
    tokenLast4: token.length > 12 ? token.slice(-4) : '',
    hasAppSecret: (input.appSecret?.trim() ?? '') !== '',
    receiving: input.receiving,
    verifyToken: Buffer.from(deps.random.bytes(24)).toString('base64url'),
    receivingVerified: false,
    number: null,
    addedAt: now,
  }
}

/** Some providers carry messages only and have no page about the number. */
const mayLackNumber = (draft: StoredConnection, code: string): boolean =>
  draft.kind === 'provider' && (code === 'meta-answer-unreadable' || code === 'meta-refused')

function earlierSecret(deps: ConnectionDeps, draft: StoredConnection, before: Live | null): Keys['earlierAppSecret'] {
  const secret = before?.stored.wabaId === draft.wabaId ? before.keys.appSecret : null
  return secret === null || secret === undefined ? null : { secret, until: deps.clock.now() + EARLIER_SECRET_MS }
}
