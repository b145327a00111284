import { existsSync } from 'node:fs'
import type { CallOutput, ParsedInput } from '#contract/ipc/index.ts'
import { fail, ok, type Result } from '#contract/kernel/result.ts'
import { carryList, type Whole } from '../backup/index.ts'
import { takeLease } from '../store/index.ts'
import { prepareKey, putKeyIn } from './change-key.ts'
import { enter, type EnterDeps, type Entered } from './entered.ts'
import { forgetEntries, keychainAccounts, removeShop } from './erase-shop.ts'
import { leaseIn, prepareFolder, removeRunFolders } from './folder.ts'
import { inspect, makeReady } from './make-ready.ts'
import { rescue, takePlace } from './rescue.ts'
import { ownNames, swapIn } from './swap.ts'
import { keyPlaceOf } from './use-cases.ts'
import { readVaultFile, type VaultFile } from './vault-file.ts'
import { secretsPlaceOf } from './wraps.ts'

type Status = CallOutput<'vault.status'>
type Contents = CallOutput<'backup.inspect'>

/** What the service lets these do with the vault of the folder. */
export type Door = {
  readonly deps: EnterDeps
  entered(): Entered | null
  announced(): Promise<Result<Status>>
  /** Closes the open vault and gives its folder free. */
  leave(): Promise<void>
  /** Enters under the folder's lease. */
  enterWith(work: () => Promise<Result<Omit<Entered, 'lease'>>>): Promise<Result<Status>>
}

/** Enters a vault whose key is in hand. */
const enterKnown = (deps: EnterDeps, file: VaultFile, key: string): Promise<Omit<Entered, 'lease'>> => {
  const { vaultId, kind, keyCheck, keyId } = file
  const places = { keyIn: keyPlaceOf(file), secretsIn: secretsPlaceOf(file) }
  return enter(deps, { vaultId, kind, keyCheck, keyId, key, ...places, folder: deps.folder, mustExist: true }, () => undefined)
}

const contentsOf = ({ deps }: Door, { header, manifest, files }: Whole): Contents => ({
  vaultId: header.vaultId,
  shopName: manifest.shopName,
  at: header.at,
  customers: manifest.customers,
  messages: manifest.messages,
  files,
  erasuresSince: deps.erasuresSince?.(deps.folder, header.at) ?? 0,
})

/** A file that somebody chose, or one of this shop's own backups by its name. */
function pathOf(
  { entered }: Door,
  { file, fileName }: { readonly file?: string | undefined; readonly fileName?: string | undefined },
): string | null {
  return file ?? (fileName === undefined ? null : (entered()?.rooms.backupPath?.(fileName) ?? null))
}

/** Opens a backup and says what is in it. */
async function inspectBackup(door: Door, input: ParsedInput<'backup.inspect'>): Promise<Result<Contents>> {
  const path = pathOf(door, input)
  if (path === null) return fail('backup-missing')
  const whole = await inspect(door.deps, path, input)
  return whole.ok ? ok(contentsOf(door, whole.value)) : whole
}

/** A vault that is open or lies there is of the same kind: the demo never takes the place of a shop, and the other way round. */
function isOtherKind(folder: string, kind: VaultFile['kind']): boolean {
  const there = readVaultFile(folder)
  return there.ok && there.value.kind !== kind
}

/** Puts a backup in the place of the vault, which is set aside whole; enters it, with everything that would leave paused. */
async function restoreBackup(door: Door, input: ParsedInput<'backup.restore'>): Promise<Result<CallOutput<'backup.restore'>>> {
  const { deps } = door
  const path = pathOf(door, input)
  if (path === null) return fail('backup-missing')
  const folder = prepareFolder(deps.folder)
  if (!folder.ok) return folder
  const before = door.entered()
  if (before?.keyIn === 'memory') return fail('backup-other-shop')
  // Beside an open vault, which goes on until everything is ready.
  const ready = await makeReady(deps, path, input)
  if (!ready.ok) return ready
  const { from, file, key, whole } = ready.value
  if (isOtherKind(deps.folder, file.kind)) return fail('backup-other-shop')
  if (before !== null) carryList(deps.folder, { keyId: before.keyId, key: before.key }, { keyId: file.keyId, key })
  await door.leave()
  const names = ownNames(deps.folder, { withMedia: true })
  const aside = `set-aside-${deps.clock.now()}`
  const status = await door.enterWith(async () => {
    swapIn(deps.folder, { from, aside, names })
    return ok(await enterKnown(deps, file, key))
  })
  if (!status.ok) return status
  return ok({
    vault: status.value,
    contents: contentsOf(door, whole),
    setAside: names.includes('vault.db') ? `${deps.folder}/${aside}` : null,
  })
}

/** One step of the ladder for a vault that does not open. */
async function rescueShop(door: Door, input: ParsedInput<'vault.rescue'>): Promise<Result<CallOutput<'vault.rescue'>>> {
  const { deps } = door
  if (door.entered() !== null) return fail('vault-not-damaged')
  if (!existsSync(deps.folder)) return fail('vault-absent')
  let report: Omit<CallOutput<'vault.rescue'>, 'isOpen'> | null = null
  const status = await door.enterWith(async () => {
    const rescued = await rescue(deps, input)
    if (!rescued.ok) return rescued
    takePlace(deps, rescued.value)
    report = rescued.value.report
    return ok(await enterKnown(deps, rescued.value.file, rescued.value.key))
  })
  if (!status.ok) return status
  return report === null ? fail('rescue-nothing-found') : ok({ ...(report as Omit<CallOutput<'vault.rescue'>, 'isOpen'>), isOpen: true })
}

/** Gives the vault a new key, after a backup under the old one. */
async function changeKey(door: Door): Promise<Result<Status>> {
  const { deps } = door
  const before = door.entered()
  if (before === null) return fail('vault-not-open')
  const backedUp = (await before.rooms.backUp?.('before-key-change')) ?? ok(undefined)
  if (!backedUp.ok) return backedUp
  const prepared = await prepareKey(deps, before)
  if (!prepared.ok) return prepared
  const { file, nextFile, oldKey, key } = prepared.value
  carryList(deps.folder, { keyId: file.keyId, key: oldKey }, { keyId: nextFile.keyId, key })
  await door.leave()
  let refused: Result<never> | null = null
  const status = await door.enterWith(async () => {
    const put = await putKeyIn(deps.folder, prepared.value)
    if (put.ok) return ok(await enterKnown(deps, put.value, key))
    refused = put
    return ok(await enterKnown(deps, file, oldKey))
  })
  return refused ?? status
}

/** Erases the shop whose name was typed: keys first, then its files. Backups stay. */
async function eraseShop(door: Door, { confirmation }: ParsedInput<'vault.erase'>): Promise<Result<Status>> {
  const { deps } = door
  const current = door.entered()
  if (current === null) return fail('vault-not-open')
  const { vault, keyIn, keyId } = current
  if (confirmation.normalize('NFC').trim() !== vault.shop.name.normalize('NFC').trim()) return fail('vault-erase-wrong')
  const accounts = keychainAccounts(vault.store, vault.vaultId, [keyId])
  await door.leave()
  const lease = takeLease(leaseIn(deps.folder))
  try {
    if (keyIn !== 'memory') await forgetEntries(deps.keychain, accounts)
    if (keyIn === 'memory') removeRunFolders(deps.folder)
    else removeShop(deps.folder)
  } finally {
    lease.release()
  }
  return door.announced()
}

type InLine = <T>(work: () => Promise<T>) => Promise<T>

/** What takes the vault away or puts another in its place; each waits for what is under way. */
export const createReplacing = (door: Door, inLine: InLine) => ({
  // Not in line: looking into a backup changes nothing.
  inspectBackup: (input: ParsedInput<'backup.inspect'>) => inspectBackup(door, input),
  restoreBackup: (input: ParsedInput<'backup.restore'>) => inLine(() => restoreBackup(door, input)),
  rescue: (input: ParsedInput<'vault.rescue'>) => inLine(() => rescueShop(door, input)),
  changeKey: () => inLine(() => changeKey(door)),
  erase: (input: ParsedInput<'vault.erase'>) => inLine(() => eraseShop(door, input)),
})
