import { existsSync, readdirSync, rmSync } from 'node:fs'
import { basename, join } from 'node:path'
import { Temporal } from 'temporal-polyfill'
import type { BackupDeps, VaultSafe } from './deps.ts'
import type { KnownFile } from './kept-list.ts'
import { knownFile, makeBackup, type Wanted } from './make.ts'
import { keyFor, proveBackup } from './prove.ts'
import { readContainer, readHeader } from './read-container.ts'
import { rewriteBackup, unreachable, withErased } from './rewrite.ts'
import { toLetGo, toProve } from './due.ts'
import { BackupError } from './shapes.ts'
import { stamp, type State } from './state.ts'
import { troubleOf } from './trouble.ts'
import { databaseOf } from './unpack.ts'

/** What the jobs work with. */
export type Work = { readonly deps: BackupDeps; readonly safe: VaultSafe; readonly state: State }

function zoneOffsetMs({ vault, clock }: BackupDeps): number {
  const zoned = Temporal.Instant.fromEpochMilliseconds(Math.floor(clock.now())).toZonedDateTimeISO(vault.shop.timeZone)
  return zoned.offsetNanoseconds / 1e6
}

function turnOver({ deps, state }: Work): void {
  const going = new Set(toLetGo(state.list(), zoneOffsetMs(deps)).map(({ path }) => path))
  for (const path of going) rmSync(path, { force: true })
  if (going.size > 0) state.change({ files: state.list().files.filter(({ path }) => !going.has(path)) })
}

/** Makes one backup and notes how it went; then lets go what the rules no longer keep. @throws what making it throws, once noted */
export async function run(work: Work, wanted: Wanted): Promise<KnownFile> {
  const { deps, state } = work
  const triedAt = stamp(deps.clock.now())
  try {
    const file = await makeBackup(work, wanted)
    state.keep(file)
    state.change({ trouble: null, triedAt })
    turnOver(work)
    return file
  } catch (error) {
    const code = error instanceof BackupError && error.code === 'backup-missing' ? 'backup-folder-missing' : troubleOf(error)
    if (code !== null && wanted.target === undefined) state.change({ trouble: { code, at: triedAt }, triedAt })
    throw error
  }
}

/** Tries a restore and notes that it went well. @throws BackupError, StoreError */
export async function prove({ deps, safe, state }: Work, file: KnownFile): Promise<void> {
  const proven = await proveBackup(deps, safe, file)
  state.keep(proven)
  state.change({ lastProvenAt: proven.provenAt })
}

/** Rewrites what can be reached; a file that fails keeps its turn. */
export async function rewriteWaiting(work: Work): Promise<{ readonly rewritten: number; readonly waiting: readonly string[] }> {
  const { deps, safe, state } = work
  const files = withErased(state.list())
  let rewritten = 0
  for (const file of files.filter(({ path }) => existsSync(path))) {
    try {
      state.keep(await rewriteBackup(deps, safe, { file, erasedAt: state.list().erasedAt ?? 0 }))
      rewritten += 1
      if (file.provenAt !== null) await prove(work, state.find(file.fileName) ?? file)
    } catch (error) {
      const code = troubleOf(error)
      if (code === null) throw error
      deps.logger.warn('backup-rewrite-failed', { code })
    }
  }
  const left = withErased(state.list())
  return { rewritten, waiting: [...new Set([...unreachable(left), ...left])].map(({ fileName }) => fileName) }
}

/** Notes files of this vault that lie in the folder and are not known, e.g. after a restore. */
export async function lookAround({ deps, safe, state }: Work): Promise<void> {
  const folder = state.folder()
  if (!existsSync(folder)) return
  const known = new Set(state.list().files.map(({ path }) => path))
  for (const name of readdirSync(folder).filter((one) => one.endsWith('.shopbell') && !known.has(join(folder, one)))) {
    try {
      const header = await readHeader(join(folder, name))
      if (header.vaultId !== deps.vault.vaultId) continue
      const whole = await readContainer(join(folder, name), keyFor(deps, safe))
      state.keep(knownFile(join(folder, name), whole, { isTurnedOver: true, provenAt: null }))
    } catch (error) {
      // Not one of ours, or not whole: it is left alone and not counted on.
      if (troubleOf(error) === null) throw error
    }
  }
}

/** Parts of backups that a crash left behind are of no use to anybody. */
export function removeParts({ state }: Work): void {
  const folder = state.folder()
  if (!existsSync(folder)) return
  for (const name of readdirSync(folder)) if (name.endsWith('.shopbell.part')) rmSync(join(folder, name), { force: true })
}

/** The copy of the time before a step of the schema, when there is one: it becomes a backup like the others. */
export function snapshotBeforeUpdate({ deps }: Work): string | undefined {
  const prefix = `${basename(databaseOf(deps.vault.folder))}.before-`
  const names = readdirSync(deps.vault.folder).filter((name) => name.startsWith(prefix) && /\d$/.test(name))
  const [name] = names
  return name === undefined ? undefined : join(deps.vault.folder, name)
}

/** A restore is tried by itself each month. */
export async function proveInTurn(work: Work): Promise<void> {
  const file = toProve(work.state.list(), work.deps.clock.now())
  if (file !== undefined && existsSync(file.path)) await prove(work, file)
}
