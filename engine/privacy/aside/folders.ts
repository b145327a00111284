import { readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import type { z } from 'zod'
import type { AsideFolder } from '#contract/ipc/privacy.ts'
import type { TimestampMs } from '#contract/kernel/values.ts'

/** An earlier state of the shop that a restore or a rescue left beside the vault, whole and encrypted. */
export type Aside = Pick<z.infer<typeof AsideFolder>, 'name' | 'kind' | 'at'>

const KINDS = { 'set-aside': 'restored', damaged: 'rescued', replaced: 'rescued' } as const

/** What stands beside the vault in this folder, oldest first. */
export function listAsides(folder: string): Aside[] {
  return readdirSync(folder, { withFileTypes: true })
    .flatMap((entry): Aside[] => {
      const [, start, at] = /^(set-aside|damaged|replaced)-(\d{1,15})$/.exec(entry.name) ?? []
      if (!entry.isDirectory() || start === undefined || at === undefined) return []
      return [{ name: entry.name, kind: KINDS[start as keyof typeof KINDS], at: Number(at) as TimestampMs }]
    })
    .toSorted((one, other) => one.at - other.at)
}

/** Bytes of everything below a folder; what goes meanwhile counts nothing. */
export function sizeOf(folder: string): number {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .reduce((sum, entry) => sum + (statSync(join(entry.parentPath, entry.name), { throwIfNoEntry: false })?.size ?? 0), 0)
}
