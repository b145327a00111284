import type { KeptList, KnownFile } from './kept-list.ts'

const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS
/** A try that failed is repeated after this long, not at once and not only the next day. */
const TRY_AGAIN_MS = HOUR_MS / 2
/** A restore is proven anew after this long. */
const PROVE_EVERY_MS = 30 * DAY_MS

export const startingList: KeptList = {
  settings: { isOn: true, folder: null, everyHours: 24, keepDaily: 7, keepWeekly: 4 },
  files: [],
  erasedAt: null,
  trouble: null,
  triedAt: null,
  lastProvenAt: null,
}

const newestFirst = (files: readonly KnownFile[]): KnownFile[] => files.toSorted((one, other) => other.at - one.at)

/** When the next backup is due; null when none is wanted. A time that went by while the computer slept is due now. */
export function nextAt({ settings, files, trouble, triedAt }: KeptList, now: number): number | null {
  if (!settings.isOn) return null
  const newest = newestFirst(files.filter(({ isTurnedOver }) => isTurnedOver))[0]
  if (trouble !== null) return Math.max(now, (triedAt ?? trouble.at) + TRY_AGAIN_MS)
  return Math.max(now, newest === undefined ? now : Math.min(newest.at, now) + settings.everyHours * HOUR_MS)
}

/** The backup whose restore is to be tried now; undefined while the last proof is young enough, or there is nothing to try. */
export function toProve(list: KeptList, now: number): KnownFile | undefined {
  if (list.lastProvenAt !== null && now - list.lastProvenAt < PROVE_EVERY_MS) return undefined
  return newestFirst(list.files)[0]
}

/** Days of the shop, counted from the first; a week begins on a Monday. */
const dayOf = (at: number, zoneOffsetMs: number): number => Math.floor((at + zoneOffsetMs) / DAY_MS)
const weekOf = (at: number, zoneOffsetMs: number): number => Math.floor((dayOf(at, zoneOffsetMs) + 3) / 7)

const firstOfEach = (files: readonly KnownFile[], most: number, groupOf: (file: KnownFile) => number): KnownFile[] => {
  const seen = new Map<number, KnownFile>()
  for (const file of files) if (!seen.has(groupOf(file)) && seen.size < most) seen.set(groupOf(file), file)
  return [...seen.values()]
}

/**
 * Which files the rules let go: of those made by the rules, all but the newest of each of the last days and weeks. The newest, and
 * the newest whose restore was proven, always stay.
 */
export function toLetGo({ settings, files }: KeptList, zoneOffsetMs: number): KnownFile[] {
  const ours = newestFirst(files.filter(({ isTurnedOver }) => isTurnedOver))
  const kept = new Set([
    ...ours.slice(0, 1),
    ...ours.filter(({ provenAt }) => provenAt !== null).slice(0, 1),
    ...firstOfEach(ours, settings.keepDaily, ({ at }) => dayOf(at, zoneOffsetMs)),
    ...firstOfEach(ours, settings.keepWeekly, ({ at }) => weekOf(at, zoneOffsetMs)),
  ])
  return ours.filter((file) => !kept.has(file))
}

/** A name that sorts by time and says nothing of the shop. */
export function nameOf(at: number, vaultId: string): string {
  const stamp = new Date(at).toISOString().replace(/[-:]/g, '').replace('T', '-').slice(0, 15)
  return `shopbell-${stamp}-${vaultId.slice(-6)}.shopbell`
}
