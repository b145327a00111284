import { constants, copyFileSync, existsSync, mkdirSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import type { CallOutput, ParsedInput } from '#contract/ipc/index.ts'
import { TimestampMs } from '#contract/kernel/values.ts'
import { fail, ok, type Result } from '#contract/kernel/result.ts'
import { ownFolder, readHeader, readList, type Header } from '../backup/index.ts'
import { copyWhole, openStore, proveWhole, refuseWithoutRoom, salvage, sql, StoreError, type Salvaged } from '../store/index.ts'
import type { VaultDeps } from './entered.ts'
import { markRestoredCopy } from './epoch.ts'
import { databaseIn } from './folder.ts'
import { discarding, lockReady, makeReady, refusing } from './make-ready.ts'
import { withKinds } from './rescue-kinds.ts'
import { makeReadyFolder, ownNames, swapIn } from './swap.ts'
import { findKey } from './unlock.ts'
import { readVaultFile, type VaultFile } from './vault-file.ts'

type Input = ParsedInput<'vault.rescue'>
type Report = CallOutput<'vault.rescue'>
/** A rescue that only has to take its place. */
export type Rescued = {
  readonly from: string
  readonly file: VaultFile
  readonly key: string
  readonly aside: string
  readonly report: Omit<Report, 'isOpen'>
}

const ASIDE_PREFIX = 'damaged-'

/** The copy of these very files that an earlier step made; undefined when there is none. */
function earlierCopy(folder: string): string | undefined {
  const size = statSync(databaseIn(folder), { throwIfNoEntry: false })?.size
  const changed = statSync(databaseIn(folder), { throwIfNoEntry: false })?.mtimeMs ?? 0
  return readdirSync(folder)
    .filter((name) => name.startsWith(ASIDE_PREFIX))
    .find((name) => {
      const copy = statSync(join(folder, name, 'vault.db'), { throwIfNoEntry: false })
      return copy !== undefined && copy.size === size && copy.mtimeMs >= changed
    })
}

/** Copies database, log and vault.json aside before anything is tried; they are never written to. */
function copyAside({ folder, clock }: VaultDeps): string {
  const earlier = earlierCopy(folder)
  if (earlier !== undefined) return earlier
  const names = ownNames(folder, { withMedia: false })
  refuseWithoutRoom(
    folder,
    names.reduce((sum, name) => sum + statSync(join(folder, name)).size, 0),
  )
  const aside = `${ASIDE_PREFIX}${clock.now()}`
  mkdirSync(join(folder, aside), { recursive: true, mode: 0o700 })
  for (const name of names) copyFileSync(join(folder, name), join(folder, aside, name), constants.COPYFILE_FICLONE)
  return aside
}

/** Puts a working copy of the damaged database into a folder of its own: opening it may write. */
function workingCopy(folder: string, aside: string, ready: string): string {
  const broken = join(folder, ready, 'broken.db')
  for (const part of ['', '-wal']) {
    const source = join(folder, aside, `vault.db${part}`)
    if (existsSync(source)) copyFileSync(source, `${broken}${part}`, constants.COPYFILE_FICLONE)
  }
  return broken
}

function removeWorkingCopy(broken: string): void {
  for (const part of ['', '-wal', '-shm', '-journal']) rmSync(`${broken}${part}`, { force: true })
}

/** Every page that can be opened, opened for real and marked as an old copy. Answers how many sends are uncertain by it. */
function openOnce(deps: VaultDeps, folder: string, found: { readonly key: string; readonly keyCheck: string }): number {
  const store = openStore({ file: databaseIn(folder), ...found, mustExist: true, clock: deps.clock })
  try {
    markRestoredCopy(store)
    return store.read.get<{ n: number }>(sql`select count(*) as n from send where state in ('planned', 'sending', 'in_doubt')`)?.n ?? 0
  } finally {
    store.close()
  }
}

const nothing = (): Result<never> => fail('rescue-nothing-found')
/** What a damaged file does: the next step may go further. Trouble of the disk is told as what it is. */
const isDamage = (error: unknown): boolean => error instanceof StoreError && (error.kind === 'corrupt' || error.kind === 'wrong-key')

type Own = { readonly file: VaultFile; readonly key: string; readonly aside: string }

/** Tries to make a new database of the damaged one, whole or row by row. */
async function fromDamaged(deps: VaultDeps, step: 'copy' | 'salvage', { file, key, aside }: Own): Promise<Result<Rescued>> {
  const from = makeReadyFolder(deps.folder, deps.random)
  const broken = workingCopy(deps.folder, aside, from)
  const work = async (folder: string): Promise<Result<Rescued>> => {
    const tables: readonly Salvaged[] =
      step === 'copy'
        ? await copied({ file: broken, key }, databaseIn(folder))
        : await salvage({ damaged: broken, key, target: databaseIn(folder) })
    await proveWhole({ file: databaseIn(folder), key })
    removeWorkingCopy(broken)
    const inDoubt = openOnce(deps, folder, { key, keyCheck: file.keyCheck })
    const locked = await refusing(() => lockReady(deps, folder, { lock: file, key }))
    if (!locked.ok) return locked
    const report = { step, setAside: join(deps.folder, aside), tables: withKinds(tables), backupAt: null, inDoubt }
    return ok({ from, file: locked.value, key, aside, report })
  }
  try {
    return await discarding(deps, from, work)
  } catch (error) {
    if (isDamage(error)) return nothing()
    throw error
  }
}

/** A whole copy, with what it holds. */
async function copied(source: { readonly file: string; readonly key: string }, target: string): Promise<Salvaged[]> {
  const { customers, messages } = await copyWhole(source, target)
  return [
    { table: 'customer', kept: customers, lost: 0 },
    { table: 'message', kept: messages, lost: 0 },
  ]
}

/** Every backup that is known of or lies in the folder, newest first. */
async function knownBackups(deps: VaultDeps, own: { readonly file: VaultFile; readonly key: string } | null): Promise<string[]> {
  const list = own === null ? null : readList({ folder: deps.folder, keyId: own.file.keyId, key: own.key })
  const folders = new Set([ownFolder(deps.folder), ...(list?.settings.folder == null ? [] : [list.settings.folder])])
  const lying = [...folders]
    .filter((folder) => existsSync(folder))
    .flatMap((folder) => readdirSync(folder).map((name) => join(folder, name)))
  const paths = new Set([...lying.filter((path) => path.endsWith('.shopbell')), ...(list?.files ?? []).map(({ path }) => path)])
  const found: { path: string; header: Header }[] = []
  for (const path of paths) {
    const header = await refusing(() => readHeader(path))
    if (header.ok && (own === null || header.value.vaultId === own.file.vaultId)) found.push({ path, header: header.value })
  }
  return found.toSorted((one, other) => other.header.at - one.header.at).map(({ path }) => path)
}

/** Sealed files that came with the backup go where the others are; the ones that are there stay. */
function mergeMedia(deps: VaultDeps, ready: string): void {
  const [source, target] = [join(ready, 'media'), join(deps.folder, 'media')]
  if (!existsSync(source)) return
  mkdirSync(target, { recursive: true, mode: 0o700 })
  for (const name of readdirSync(source)) if (!existsSync(join(target, name))) renameSync(join(source, name), join(target, name))
  rmSync(source, { recursive: true, force: true })
}

/** Takes the newest backup that opens and is whole. */
async function fromBackup(
  deps: VaultDeps,
  input: Input,
  own: { readonly file: VaultFile; readonly key: string; readonly aside: string } | { readonly aside: string },
): Promise<Result<Rescued>> {
  let refused: Result<never> = nothing()
  for (const path of await knownBackups(deps, 'key' in own ? own : null)) {
    const ready = await refusing(() => makeReady(deps, path, input))
    const made = ready.ok ? ready.value : ready
    if (!made.ok) {
      // A file that is damaged is passed over; a code that does not fit is said.
      if (made.error.code !== 'backup-damaged' && made.error.code !== 'backup-missing') refused = made
      continue
    }
    const { from, file, key, whole } = made.value
    mergeMedia(deps, join(deps.folder, from))
    const inDoubt = openOnce(deps, join(deps.folder, from), { key, keyCheck: file.keyCheck })
    const { customers, messages } = whole.manifest
    const tables = withKinds([
      { table: 'customer', kept: customers, lost: null },
      { table: 'message', kept: messages, lost: null },
    ])
    const backupAt = TimestampMs.parse(whole.header.at)
    return ok({
      from,
      file,
      key,
      aside: own.aside,
      report: { step: 'backup', setAside: join(deps.folder, own.aside), tables, backupAt, inDoubt },
    })
  }
  return refused
}

/** Whether the vault opens as it is; then there is nothing to rescue. */
async function isWhole(deps: VaultDeps, file: VaultFile, key: string): Promise<boolean> {
  try {
    await proveWhole({ file: databaseIn(deps.folder), key })
    openStore({ file: databaseIn(deps.folder), key, keyCheck: file.keyCheck, mustExist: true, clock: deps.clock }).close()
    return true
  } catch (error) {
    if (isDamage(error)) return false
    throw error
  }
}

/**
 * One step of the ladder for a damaged vault. The files that are there are copied aside first and are never written to; the result
 * lies ready in a folder of its own and only what opens and has every page whole is handed back. Needs the lease of the folder.
 * Errors: vault-not-damaged, rescue-nothing-found, those of `findKey`. @throws StoreError when the disk fails
 */
export async function rescue(deps: VaultDeps, input: Input): Promise<Result<Rescued>> {
  const file = readVaultFile(deps.folder)
  if (!file.ok) {
    if (file.error.code !== 'vault-damaged') return file
    return input.step === 'backup' ? fromBackup(deps, input, { aside: copyAside(deps) }) : nothing()
  }
  const key = await findKey(file.value, deps, input)
  // The backup may open where the vault's own key is lost.
  if (!key.ok) return input.step === 'backup' ? fromBackup(deps, input, { aside: copyAside(deps) }) : key
  deps.hide(key.value)
  // Copied before anything is opened: opening alone may write.
  const aside = copyAside(deps)
  if (await isWhole(deps, file.value, key.value)) {
    rmSync(join(deps.folder, aside), { recursive: true, force: true })
    return fail('vault-not-damaged')
  }
  const own = { file: file.value, key: key.value, aside }
  return input.step === 'backup' ? fromBackup(deps, input, own) : fromDamaged(deps, input.step, own)
}

/** Lets a rescue take the vault's place; the originals are already copied aside, so those that stood there go. */
export function takePlace(deps: VaultDeps, { from, aside }: Rescued): void {
  const replaced = `replaced-${deps.clock.now()}`
  swapIn(deps.folder, { from, aside: replaced, names: ownNames(deps.folder, { withMedia: false }) })
  if (existsSync(join(deps.folder, aside))) rmSync(join(deps.folder, replaced), { recursive: true, force: true })
}
