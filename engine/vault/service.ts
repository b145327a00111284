import type { z } from 'zod'
import type { ParsedInput } from '#contract/ipc/index.ts'
import type { VaultStatus } from '#contract/ipc/vault.ts'
import { fail, ok, type Result } from '#contract/kernel/result.ts'
import type { Handlers } from '../kernel/index.ts'
import { errorCodeOf, StoreError, takeLease, type Lease } from '../store/index.ts'
import { leave, type Entered, type VaultDeps } from './entered.ts'
import { leaseIn, prepareFolder, removeRunFolders, sizeOf } from './folder.ts'
import { hasRecoveryCode, keyPlaceOf, makeRecoveryCode, makeVault, openVaultFiles } from './use-cases.ts'
import { readVaultFile } from './vault-file.ts'

type Status = z.infer<typeof VaultStatus>

/** What can be said of a folder whose vault is not open. */
function statusOfClosed(folder: string, keychain: Status['keychain']): Status {
  const file = readVaultFile(folder)
  if (!file.ok) {
    // A file that can't be understood is a vault all the same: it must not look like an empty folder.
    const state = file.error.code === 'vault-absent' ? 'absent' : 'locked'
    const sizeBytes = state === 'absent' ? 0 : sizeOf(folder)
    return { state, kind: null, vaultId: null, shop: null, keyIn: null, keychain, hasRecoveryCode: false, sizeBytes }
  }
  const { kind, vaultId } = file.value
  const facts = { keyIn: keyPlaceOf(file.value), keychain, hasRecoveryCode: hasRecoveryCode(file.value), sizeBytes: sizeOf(folder) }
  return { state: 'locked', kind, vaultId, shop: null, ...facts }
}

/** Runs one change after the other: a second call waits for the first and then finds its result. */
function createLine() {
  let last: Promise<unknown> = Promise.resolve()
  return <T>(work: () => Promise<T>): Promise<T> => {
    const next = last.then(work)
    last = next.catch(() => undefined)
    return next
  }
}

/** Enters a vault under the folder's lease, and gives the lease back when that fails. */
async function underLease(folder: string, work: () => Promise<Result<Omit<Entered, 'lease'>>>): Promise<Result<Entered>> {
  let lease: Lease | null = null
  let isHeld = false
  try {
    lease = takeLease(leaseIn(folder))
    const entered = await work()
    if (!entered.ok) return entered
    isHeld = true
    return ok({ ...entered.value, lease })
  } catch (error) {
    if (!(error instanceof StoreError)) throw error
    return fail(errorCodeOf(error.kind), undefined, error.kind === 'locked' ? 'now' : 'never')
  } finally {
    if (!isHeld) lease?.release()
  }
}

/** The vault of one folder: made, opened, closed; at most one at a time. */
export function createVaultService(deps: VaultDeps) {
  let entered: Entered | null = null
  const inLine = createLine()
  const status = async (): Promise<Status> => {
    const keychain = await deps.keychain.state()
    if (entered === null) return statusOfClosed(deps.folder, keychain)
    const { vault, keyIn } = entered
    const { kind, vaultId, shop, folder } = vault
    const file = readVaultFile(deps.folder)
    const facts = { keyIn, keychain, hasRecoveryCode: file.ok && hasRecoveryCode(file.value), sizeBytes: sizeOf(folder) }
    return { state: 'open', kind, vaultId, shop, ...facts }
  }
  const announced = async (): Promise<Result<Status>> => {
    const now = await status()
    deps.announcer.announce('vault.changed', now)
    return ok(now)
  }
  const enterWith = async (work: () => ReturnType<typeof makeVault>): Promise<Result<Status>> => {
    const result = await underLease(deps.folder, work)
    if (!result.ok) return result
    entered = result.value
    return announced()
  }
  const create = async (input: ParsedInput<'vault.create'>): Promise<Result<Status>> => {
    if (entered !== null) return fail('vault-exists')
    const folder = prepareFolder(deps.folder)
    return folder.ok ? enterWith(() => makeVault(deps, input)) : folder
  }
  const open = async (input: ParsedInput<'vault.open'>): Promise<Result<Status>> => {
    if (entered !== null) return ok(await status())
    // Asked before the lease, which would leave a file in a folder that holds no vault.
    const file = readVaultFile(deps.folder)
    return file.ok ? enterWith(() => openVaultFiles(deps, input)) : file
  }
  const renewCode = async (): Promise<Result<{ readonly code: string }>> => {
    if (entered === null) return fail('vault-not-open')
    const made = await makeRecoveryCode(deps, entered)
    if (made.ok) await announced()
    return made
  }
  const close = async (): Promise<Result<Status>> => {
    if (entered === null) return ok(await status())
    const ending = entered
    entered = null
    await leave(ending)
    if (ending.keyIn === 'memory') removeRunFolders(deps.folder)
    return announced()
  }
  return {
    status: async () => ok(await status()),
    create: (input: ParsedInput<'vault.create'>) => inLine(() => create(input)),
    open: (input: ParsedInput<'vault.open'>) => inLine(() => open(input)),
    makeRecoveryCode: () => inLine(renewCode),
    close: () => inLine(close),
    /** Calls of the rooms, while a vault is open. */
    roomHandlers: (): Handlers | null => entered?.rooms.handlers ?? null,
    sendingEnded: async () => entered?.rooms.sendingEnded(),
  }
}
