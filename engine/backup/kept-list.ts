import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto'
import { closeSync, existsSync, fsyncSync, openSync, readdirSync, readFileSync, renameSync, rmSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { BackupFile, BackupSettings } from '#contract/ipc/backup.ts'
import { TimestampMs } from '#contract/kernel/values.ts'

/** A backup as this computer knows it. */
export const KnownFile = BackupFile.omit({ isMissing: true }).extend({
  path: z.string(),
  /** Erasures up to then have been carried out in it. */
  erasedUntil: TimestampMs,
  /** Made by the rules and in their folder: turned over by them. A file that somebody made by hand never goes by itself. */
  isTurnedOver: z.boolean(),
})
export type KnownFile = z.infer<typeof KnownFile>

export const KeptList = z.strictObject({
  settings: BackupSettings,
  files: z.array(KnownFile),
  /** When a person was erased last: files that know erasures only until before must be written anew. */
  erasedAt: TimestampMs.nullable(),
  trouble: z.strictObject({ code: z.string(), at: TimestampMs }).nullable(),
  triedAt: TimestampMs.nullable(),
  lastProvenAt: TimestampMs.nullable(),
})
export type KeptList = z.infer<typeof KeptList>

const PREFIX = 'backups.'
const NONCE_BYTES = 12
const TAG_BYTES = 16
const pathOf = (folder: string, keyId: string): string => join(folder, `${PREFIX}${keyId}`)

/** Where the list stands: beside the database, because it must outlive one that is damaged or restored; sealed under the vault's key. */
export type ListPlace = { readonly folder: string; readonly keyId: string; readonly key: string }

const listKey = ({ key, keyId }: ListPlace): Buffer =>
  Buffer.from(hkdfSync('sha256', Buffer.from(key, 'hex'), Buffer.alloc(0), `shopbell backup list ${keyId}`, 32))

/** The list; null when there is none, or none that can be read: then the folders themselves tell. */
export function readList(place: ListPlace): KeptList | null {
  const path = pathOf(place.folder, place.keyId)
  if (!existsSync(path)) return null
  const sealed = readFileSync(path)
  if (sealed.length < NONCE_BYTES + TAG_BYTES) return null
  const decipher = createDecipheriv('aes-256-gcm', listKey(place), sealed.subarray(0, NONCE_BYTES))
  decipher.setAuthTag(sealed.subarray(-TAG_BYTES))
  try {
    const text = Buffer.concat([decipher.update(sealed.subarray(NONCE_BYTES, -TAG_BYTES)), decipher.final()]).toString('utf8')
    return KeptList.parse(JSON.parse(text))
  } catch {
    // Damaged: what stands in the folder of backups is found again by looking there.
    return null
  }
}

/** Writes the list in one step. */
export function writeList(place: ListPlace, list: KeptList): void {
  const nonce = randomBytes(NONCE_BYTES)
  const cipher = createCipheriv('aes-256-gcm', listKey(place), nonce)
  const sealed = Buffer.concat([nonce, cipher.update(JSON.stringify(list)), cipher.final(), cipher.getAuthTag()])
  const path = pathOf(place.folder, place.keyId)
  const draft = openSync(`${path}.new`, 'w', 0o600)
  try {
    writeSync(draft, sealed)
    fsyncSync(draft)
  } finally {
    closeSync(draft)
  }
  renameSync(`${path}.new`, path)
}

/** Removes lists under keys that the vault has left. */
export function removeOtherLists({ folder, keyId }: ListPlace): void {
  for (const name of readdirSync(folder))
    if (name.startsWith(PREFIX) && name !== `${PREFIX}${keyId}`) rmSync(join(folder, name), { force: true })
}

/** Takes the list along to another key, before that one is in force; the one under the old key stays until the new one has opened. */
export function carryList(folder: string, from: Omit<ListPlace, 'folder'>, to: Omit<ListPlace, 'folder'>): void {
  const list = readList({ folder, ...from })
  if (list !== null && from.keyId !== to.keyId) writeList({ folder, ...to }, list)
}
