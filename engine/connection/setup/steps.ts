import { calls, type CallOutput, type ParsedInput } from '#contract/ipc/index.ts'
import { fail, ok, type Result } from '#contract/kernel/result.ts'
import { addConnection } from '../add.ts'
import type { ConnectionCore } from '../core.ts'
import { readSetupKeys, removeSetupKeys } from '../keys.ts'
import { unreached } from '../rotate.ts'
import { readSetup, removeSetup, saveSetup, type Setup } from './queries.ts'

/** Notes which step of the wizard is open. Error: setup-missing. */
export function goToStep({ deps }: ConnectionCore, step: Setup['step']): Result<Setup> {
  const setup = readSetup(deps.vault.store.read)
  return setup === null ? fail('setup-missing') : ok(keep(deps, { ...setup, step }))
}

function keep(deps: ConnectionCore['deps'], setup: Setup): Setup {
  deps.vault.store.write((db) => saveSetup(db, setup, deps.clock.now()))
  return setup
}

/**
 * Makes the chosen number the connection by the same way as connection.add. The number that was connected before keeps its
 * way in; any other begins with sending only. Errors: setup-missing, number-not-reached, those of the client; then nothing changed.
 */
export async function chooseNumber(core: ConnectionCore, input: ParsedInput<'connection.chooseNumber'>): Promise<Result<Setup>> {
  const { deps } = core
  const setup = readSetup(deps.vault.store.read)
  const keys = await readSetupKeys(deps.vault.secrets)
  if (setup === null || keys === null) return fail('setup-missing')
  const before = core.live
  const isSameNumber = before?.stored.phoneNumberId === input.phoneNumberId
  const businessId = input.businessId ?? setup.numbers.find((one) => one.wabaId === input.wabaId)?.businessId ?? null
  const added = await addConnection(
    deps,
    toAddInput({ setup, keys, input, businessId, receiving: isSameNumber ? before.stored.receiving : 'none' }),
    before,
  )
  if (!added.ok) return { ok: false, error: unreached(added.error) }
  core.put(added.value)
  if (core.receives()) core.inBackground(core.receive(false))
  const { wabaId, phoneNumberId, catalogId } = input
  return ok(keep(deps, { ...setup, step: 'checks', chosen: { wabaId, phoneNumberId, catalogId } }))
}

function toAddInput(from: {
  readonly setup: Setup
  readonly keys: { readonly token: string; readonly appSecret: string | null }
  readonly input: ParsedInput<'connection.chooseNumber'>
  readonly businessId: string | null
  readonly receiving: string
}): ParsedInput<'connection.add'> {
  const { setup, keys, input, businessId, receiving } = from
  const { kind, baseUrl, apiVersion, authHeader } = setup
  return calls['connection.add'].input.parse({
    kind,
    baseUrl,
    apiVersion,
    authHeader,
    receiving,
    token: keys.token,
    wabaId: input.wabaId,
    phoneNumberId: input.phoneNumberId,
    ...(keys.appSecret === null ? {} : { appSecret: keys.appSecret }),
    ...(businessId === null ? {} : { businessId }),
    ...(input.catalogId === null ? {} : { catalogId: input.catalogId }),
  })
}

/** Ends the wizard; the connection keeps a key of its own. */
export async function endSetup({ deps }: ConnectionCore): Promise<Result<CallOutput<'connection.endSetup'>>> {
  deps.vault.store.write((db) => removeSetup(db))
  await removeSetupKeys(deps.vault.secrets)
  return ok({})
}
