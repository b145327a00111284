import type { z } from 'zod'
import type { ParsedInput } from '#contract/ipc/index.ts'
import type { VaultStatus } from '#contract/ipc/vault.ts'
import { fail, ok, type Result } from '#contract/kernel/result.ts'
import type { Handlers } from '../kernel/index.ts'
import { errorCodeOf, StoreError, takeLease, type Lease } from '../store/index.ts'
import { leave, type ActsLog, type Entered, type VaultDeps } from './entered.ts'
import { tryAtDoor } from './door.ts'
import { createTries } from './tries.ts'
import { leaseIn, prepareFolder, removeRunFolders } from './folder.ts'
import { createReplacing } from './replacing.ts'
import { statusOf } from './status.ts'
import { finishSwap, isSwapping } from './swap.ts'
import { makeRecoveryCode, makeVault, openVaultFiles } from './use-cases.ts'
import { readVaultFile } from './vault-file.ts'

type Status = z.infer<typeof VaultStatus>
type Person = NonNullable<ParsedInput<'vault.open'>['person']>

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
    // A change of places that was cut off is ended before anything is opened.
    finishSwap(folder)
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
export function createVaultService(given: VaultDeps) {
  const account = (): string | null => {
    const file = readVaultFile(given.folder)
    return file.ok ? file.value.vaultId : null
  }
  const tries = createTries({ folder: given.folder, keychain: given.keychain, clock: given.clock, account })
  const deps = { ...given, tries }
  let entered: Entered | null = null
  const inLine = createLine()
  const status = (): Promise<Status> => statusOf(deps, entered)
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
  const open = async (input: ParsedInput<'vault.open'>, seat: string | undefined): Promise<Result<Status>> => {
    if (entered !== null) return ok(await status())
    // Asked before the lease, which would leave a file in a folder that holds no vault.
    const file = readVaultFile(deps.folder)
    if (!file.ok && !isSwapping(deps.folder)) return file
    return input.person === undefined ? enterWith(() => openVaultFiles(deps, input)) : openByPerson(input, input.person, seat)
  }
  const openByPerson = async (input: ParsedInput<'vault.open'>, person: Person, seat: string | undefined): Promise<Result<Status>> => {
    const opened = await tryAtDoor(deps, person, () => enterWith(() => openVaultFiles(deps, input)))
    if (!opened.ok) return opened
    const admitted = (await entered?.rooms.admit?.(seat ?? '', person)) ?? ok(undefined)
    if (admitted.ok) return ok(await status())
    await close()
    return admitted
  }
  const renewCode = async (): Promise<Result<{ readonly code: string }>> => {
    if (entered === null) return fail('vault-not-open')
    const made = await makeRecoveryCode(deps, entered)
    if (made.ok) await announced()
    return made
  }
  const leaveQuietly = async (): Promise<void> => {
    if (entered === null) return
    const ending = entered
    entered = null
    tries.meet(null)
    await leave(ending)
    if (ending.keyIn === 'memory') removeRunFolders(deps.folder)
  }
  const close = async (): Promise<Result<Status>> => {
    if (entered === null) return ok(await status())
    await leaveQuietly()
    return announced()
  }
  const replacing = createReplacing({ deps, entered: () => entered, announced, leave: leaveQuietly, enterWith }, inLine)
  return {
    status: async () => ok(await status()),
    ...replacing,
    create: (input: ParsedInput<'vault.create'>) => inLine(() => create(input)),
    open: (input: ParsedInput<'vault.open'>, seat?: string) => inLine(() => open(input, seat)),
    makeRecoveryCode: () => inLine(renewCode),
    close: () => inLine(close),
    /** Calls of the rooms, while a vault is open. */
    roomHandlers: (): Handlers | null => entered?.rooms.handlers ?? null,
    /** The log of acts, while a vault is open. */
    acts: (): ActsLog | null => entered?.rooms.acts ?? null,
    isOpen: () => entered !== null,
    sendingEnded: async () => entered?.rooms.sendingEnded(),
  }
}
