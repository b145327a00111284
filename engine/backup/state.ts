import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { CallOutput } from '#contract/ipc/index.ts'
import { TimestampMs } from '#contract/kernel/values.ts'
import type { BackupDeps, VaultSafe } from './deps.ts'
import { readList, removeOtherLists, writeList, type KeptList, type KnownFile, type ListPlace } from './kept-list.ts'
import { nextAt, startingList } from './due.ts'

type Status = CallOutput<'backup.status'>

/** What is known of the backups, on disk after each change. */
export type State = {
  readonly list: () => KeptList
  change(part: Partial<KeptList>): void
  /** Puts a file in its place in the list, or into it. */
  keep(file: KnownFile): void
  readonly folder: () => string
  find(fileName: string): KnownFile | undefined
}

export const stamp = (at: number): TimestampMs => TimestampMs.parse(Math.floor(at))

/** Where the rules write when nobody chose a place. */
export const ownFolder = (vaultFolder: string): string => join(vaultFolder, 'backups')

export function createState({ vault, announcer }: BackupDeps, safe: VaultSafe): State {
  const place: ListPlace = { folder: vault.folder, keyId: safe.keyId, key: safe.key }
  const fresh: KeptList = { ...startingList, settings: { ...startingList.settings, isOn: vault.kind === 'shop' } }
  let list = readList(place) ?? fresh
  removeOtherLists(place)
  const change = (part: Partial<KeptList>) => {
    list = { ...list, ...part }
    writeList(place, list)
    announcer.announce('backup.changed', {})
  }
  return {
    list: () => list,
    change,
    keep: (file) => change({ files: [...list.files.filter(({ path }) => path !== file.path), file] }),
    folder: () => list.settings.folder ?? ownFolder(vault.folder),
    find: (fileName) => list.files.toSorted((one, other) => other.at - one.at).find((file) => file.fileName === fileName),
  }
}

/** The answer that every call of this room gives. */
export function statusOf(state: State, safe: VaultSafe, now: { readonly at: number; readonly running: boolean }): Status {
  const list = state.list()
  const next = nextAt(list, now.at)
  return {
    settings: list.settings,
    files: list.files
      .toSorted((one, other) => other.at - one.at)
      .map(({ path, erasedUntil: _erased, isTurnedOver: _turned, ...file }) => ({ ...file, isMissing: !existsSync(path) })),
    running: now.running,
    nextAt: next === null ? null : stamp(next),
    lastProvenAt: list.lastProvenAt,
    trouble: list.trouble,
    canOpenElsewhere: safe.canOpenElsewhere(),
  }
}
