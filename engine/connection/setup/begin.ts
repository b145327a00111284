import type { TokenFacts } from '#contract/cloud-api/answers.ts'
import type { ParsedInput } from '#contract/ipc/index.ts'
import { fail, ok, type Result } from '#contract/kernel/result.ts'
import { createGraphReader } from '../../cloud-api/index.ts'
import { baseUrlOf, mayConnect } from '../add.ts'
import type { ConnectionDeps } from '../face.ts'
import { cleanKey, cleanSecret, knownKeyOf, shownKeyOf } from '../key.ts'
import { saveSetupKeys } from '../keys.ts'
import { saveSetup, type Setup } from './queries.ts'
import { numbersInReach } from './reach.ts'

/**
 * First step of the wizard: asks Meta about the key and which numbers it reaches, and keeps both; what an earlier wizard
 * left is replaced. A provider that can't tell gives an empty list. Nothing is kept of a key that Meta refuses. Errors:
 * meta-key-refused, address-refused, those of the client.
 */
export async function beginSetup(deps: ConnectionDeps, input: ParsedInput<'connection.beginSetup'>): Promise<Result<Setup>> {
  const token = cleanKey(input.token)
  if (token === null) return fail('meta-key-refused')
  const { kind, apiVersion, authHeader } = input
  const baseUrl = baseUrlOf(deps, input.baseUrl)
  if (!mayConnect(deps, baseUrl)) return fail('address-refused')
  const keys = { token, appSecret: cleanSecret(input.appSecret) }
  const told = await askAboutKey(deps, { ...keys, kind, baseUrl, apiVersion, authHeader })
  if (!told.ok) return told
  const setup: Setup = {
    step: 'number',
    kind,
    baseUrl,
    apiVersion,
    authHeader,
    key: shownKeyOf(knownKeyOf(token, told.value.facts)),
    hasAppSecret: keys.appSecret !== null,
    numbers: told.value.numbers,
    chosen: null,
  }
  await saveSetupKeys(deps.vault.secrets, keys)
  deps.vault.store.write((db) => saveSetup(db, setup, deps.clock.now()))
  return ok(setup)
}

type Way = Pick<Setup, 'kind' | 'baseUrl' | 'apiVersion' | 'authHeader'> & { readonly token: string; readonly appSecret: string | null }
type Told = { readonly facts: TokenFacts['data'] | null; readonly numbers: Setup['numbers'] }

async function askAboutKey(deps: ConnectionDeps, way: Way): Promise<Result<Told>> {
  const { kind: _kind, ...config } = way
  const api = createGraphReader({
    ...config,
    clock: deps.clock,
    logger: deps.logger,
    ...(deps.timeouts === undefined ? {} : { timeouts: deps.timeouts }),
  })
  try {
    const facts = await api.key.inspect(way.token)
    if (!facts.ok) return mayLackKeyFacts(way, facts.error.code) ? ok({ facts: null, numbers: [] }) : facts
    if (!facts.value.is_valid) return fail('meta-key-refused')
    const numbers = await numbersInReach(api, facts.value)
    return numbers.ok ? ok({ facts: facts.value, numbers: numbers.value }) : numbers
  } finally {
    await api.close()
  }
}

/** Providers carry messages and often nothing else; whether their key works shows when the number is chosen. */
const mayLackKeyFacts = (way: Way, code: string): boolean =>
  way.kind === 'provider' && ['meta-refused', 'meta-answer-unreadable', 'meta-permission-missing'].includes(code)
