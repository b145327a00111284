import type { CallOutput, ParsedInput } from '#contract/ipc/index.ts'
import { fail, ok, type Result } from '#contract/kernel/result.ts'
import type { EventHookId, TimestampMs } from '#contract/kernel/values.ts'
import { newId } from '../../kernel/index.ts'
import type { IntegrationDeps } from '../face.ts'
import { beforeOf, pageOf } from '../pages.ts'
import { readHookUrl } from './address.ts'
import { allHooks, deliveryPage, findHook, hookView, keepHook, putBack, removeHookRow, type HookView } from './hook-queries.ts'
import { post } from './post.ts'
import { secretName } from './teller.ts'

const SECRET_BYTES = 32
/** More than any shop has tools. */
const MOST_HOOKS = 20

const announce = ({ announcer }: IntegrationDeps): void => announcer.announce('integration.changed', { part: 'hooks', noticeId: null })

export const listHooks = ({ vault }: IntegrationDeps): Result<CallOutput<'integration.hooks'>> => ok({ hooks: allHooks(vault.store.read) })

type Saved = CallOutput<'integration.saveHook'>

function viewed({ vault }: IntegrationDeps, hookId: string, secret: string | null): Result<Saved> {
  const hook: HookView | undefined = hookView(vault.store.read, hookId)
  return hook === undefined ? fail('event-hook-missing') : ok({ hook, secret })
}

async function newSecret({ vault, random }: IntegrationDeps, hookId: string): Promise<string> {
  const secret = `shs_${Buffer.from(random.bytes(SECRET_BYTES)).toString('base64url')}`
  await vault.secrets.set(secretName(hookId), secret)
  return secret
}

/** Makes or changes an address. Errors: address-refused, event-hook-missing, form-too-many. */
export async function saveHook(deps: IntegrationDeps, input: ParsedInput<'integration.saveHook'>): Promise<Result<Saved>> {
  const { vault, clock, random } = deps
  const url = readHookUrl(input.url)
  if (!url.ok) return url
  const { read } = vault.store
  if (input.hookId !== undefined && findHook(read, input.hookId) === undefined) return fail('event-hook-missing')
  if (input.hookId === undefined && allHooks(read).length >= MOST_HOOKS) return fail('form-too-many', { max: MOST_HOOKS })
  const now = clock.now()
  const hookId = input.hookId ?? newId('hok', random, now)
  // The secret first: a row whose events could not be signed would be worse than a secret nobody uses.
  const secret = input.hookId === undefined ? await newSecret(deps, hookId) : null
  const { name, events, withText, isOn } = input
  vault.store.write((db) => keepHook(db, { hookId, name, url: url.value.href, events, withText, isOn }, now))
  announce(deps)
  return viewed(deps, hookId, secret)
}

/** Error: event-hook-missing. */
export async function renewSecret(deps: IntegrationDeps, hookId: string): Promise<Result<Saved>> {
  if (findHook(deps.vault.store.read, hookId) === undefined) return fail('event-hook-missing')
  return viewed(deps, hookId, await newSecret(deps, hookId))
}

/** Error: event-hook-missing. */
export async function removeHook(deps: IntegrationDeps, hookId: string): Promise<Result<CallOutput<'integration.hooks'>>> {
  if (!deps.vault.store.write((db) => removeHookRow(db, hookId))) return fail('event-hook-missing')
  await deps.vault.secrets.remove(secretName(hookId))
  announce(deps)
  return listHooks(deps)
}

/** Tells a test event at once; it stands in no line and is not tried again. Error: event-hook-missing. */
export async function testHook(
  deps: IntegrationDeps,
  hookId: string,
  signal: AbortSignal,
): Promise<Result<CallOutput<'integration.testHook'>>> {
  const { vault, clock, random } = deps
  const hook = findHook(vault.store.read, hookId)
  if (hook === undefined) return fail('event-hook-missing')
  const at = clock.now() as TimestampMs
  const eventId = `evt_${Buffer.from(random.bytes(16)).toString('hex')}`
  const body = JSON.stringify({ eventId, event: 'test', at, data: { shop: vault.shop.name } })
  const secret = (await vault.secrets.get(secretName(hookId))) ?? ''
  const posted = await post(clock, { url: hook.url, body, eventId, secret, signal })
  return ok({
    eventId,
    hookId: hookId as EventHookId,
    event: 'test',
    state: posted.kind === 'arrived' ? 'arrived' : 'dead',
    at,
    tries: 1,
    nextTryAt: null,
    trouble: posted.kind === 'arrived' ? null : posted.trouble,
    httpStatus: posted.httpStatus,
  })
}

/** Error: event-hook-missing. */
export function listDeliveries(
  { vault }: IntegrationDeps,
  input: ParsedInput<'integration.deliveries'>,
): Result<CallOutput<'integration.deliveries'>> {
  const db = vault.store.read
  const hook = input.hookId === undefined ? undefined : findHook(db, input.hookId)
  if (input.hookId !== undefined && hook === undefined) return fail('event-hook-missing')
  const wish = { hookSeq: hook?.seq ?? null, state: input.state ?? null, before: beforeOf(input.cursor), most: input.limit + 1 }
  const { page, nextCursor } = pageOf(deliveryPage(db, wish), input.limit)
  return ok({ deliveries: page.map(({ seq: _seq, ...row }) => row), nextCursor })
}

/** Error: event-hook-missing. */
export function tryAgain(deps: IntegrationDeps, input: ParsedInput<'integration.tryAgain'>): Result<CallOutput<'integration.tryAgain'>> {
  const hook = findHook(deps.vault.store.read, input.hookId)
  if (hook === undefined) return fail('event-hook-missing')
  const count = deps.vault.store.write((db) => putBack(db, hook.seq, input.eventId))
  announce(deps)
  return ok({ count })
}
