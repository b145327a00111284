import { open, rm } from 'node:fs/promises'
import { basename } from 'node:path'
import type { CallOutput, ParsedInput } from '#contract/ipc/index.ts'
import { MEDIA_PIECE_BYTES } from '#contract/limits/media.ts'
import { fail, ok, type Result } from '#contract/kernel/result.ts'
import { noteExportedFile } from '../privacy/index.ts'
import { sql } from '../store/index.ts'
import { forgetBytes } from './clean.ts'
import type { MediaDeps } from './face.ts'
import { keptOf, rowById, unsentRows, viewOf, type FileRow } from './queries.ts'
import { readSettings, saveSettings } from './settings.ts'
import { fileById } from './shop-files.ts'
import type { Kept, Shelf } from './shelf.ts'
import { trouble } from './shelf.ts'

/** What the calls stand on. `look` lets the fetcher begin, `sweep` removes sealed files without a row. */
export type Parts = { readonly deps: MediaDeps; readonly shelf: Shelf; readonly look: () => void; readonly sweep: () => void }

export function attached({ deps }: Parts, { customerId }: ParsedInput<'media.attached'>): Result<CallOutput<'media.attached'>> {
  return ok({ attached: unsentRows(deps.vault.store.read, customerId).map((row) => ({ file: viewOf(row), as: row.kind })) })
}

/** Error: media-gone for what was sent, or is not there. */
export function discard({ deps, sweep }: Parts, { mediaFileId }: ParsedInput<'media.discard'>): Result<CallOutput<'media.discard'>> {
  const { changes } = deps.vault.store.write((db) =>
    db.run(
      sql`delete from media_file where media_file_id = ${mediaFileId} and message_seq is null and origin = 'shop' and is_evidence = 0`,
    ),
  )
  sweep()
  return changes === 0 ? fail('media-gone') : ok({})
}

/** Asks for a file again, whatever became of it before. Error: media-gone. */
export function fetchAgain({ deps, look }: Parts, { mediaFileId }: ParsedInput<'media.fetch'>): Result<CallOutput<'media.fetch'>> {
  const { store } = deps.vault
  store.write((db) =>
    db.run(sql`
      update media_file set state = 'loading', is_wanted = 1, next_try_at = 0, tries = 0, reason = null
      where media_file_id = ${mediaFileId} and origin = 'meta' and state <> 'here'`),
  )
  const row = rowById(store.read, mediaFileId)
  if (row === undefined) return fail('media-gone')
  look()
  return ok(viewOf(row))
}

/** Errors: media-gone, media-damaged, disk-failed. */
export function read(parts: Parts, { mediaFileId, start, length }: ParsedInput<'media.read'>): Result<CallOutput<'media.read'>> {
  const row = fileById(parts.deps.vault.store.read, mediaFileId)
  const kept = row === undefined ? null : keptOf(row)
  if (row === undefined || kept === null) return fail('media-gone')
  const end = Math.min(start + length, kept.sizeBytes)
  if (start >= end) return ok({ file: viewOf(row), bytes: '' })
  const bytes = readHealing(parts, row, kept, { start, end })
  return bytes.ok ? ok({ file: viewOf(row), bytes: bytes.value.toString('base64') }) : bytes
}

/** Damage that is found once is written down, so that the chat says so and Meta is asked for the file again. */
function readHealing(
  { deps, shelf, look, sweep }: Parts,
  ...[file, kept, range]: readonly [FileRow, Kept, { readonly start: number; readonly end: number }]
): Result<Buffer> {
  const bytes = shelf.read(kept, range)
  if (bytes.ok || bytes.error.code !== 'media-damaged') return bytes
  deps.logger.error('media.damaged')
  const row = rowById(deps.vault.store.read, file.mediaFileId)
  // What the shop keeps for itself is nowhere else; whoever wants it puts it there anew.
  if (row === undefined) return bytes
  deps.vault.store.write((db) => {
    forgetBytes(db, row.seq, deps.clock.now())
    db.afterCommit(() => deps.announcer.announce('inbox.changed', { customerId: row.customerId, kind: 'file' }))
  })
  sweep()
  look()
  return bytes
}

/**
 * Writes a file out of the vault, where erasing does not reach it, and notes that. Errors: media-gone, media-damaged,
 * input-refused where the risk was not accepted, disk-full, disk-read-only, file-write-failed.
 */
export async function save(parts: Parts, input: ParsedInput<'media.save'>, by: string): Promise<Result<CallOutput<'media.save'>>> {
  const row = fileById(parts.deps.vault.store.read, input.mediaFileId)
  const kept = row === undefined ? null : keptOf(row)
  if (row === undefined || kept === null) return fail('media-gone')
  if (row.isRisky === 1 && !input.isRiskAccepted) return fail('input-refused', { field: 'isRiskAccepted' })
  const written = await writeOut(parts, { row, kept, target: input.target })
  if (!written.ok) await rm(input.target, { force: true })
  if (!written.ok) return written
  noteSaved(parts.deps, { row, fileName: basename(input.target), by })
  return ok({ sizeBytes: kept.sizeBytes })
}

type Saved = { readonly row: FileRow; readonly fileName: string; readonly by: string }

/** A file of a chat belongs to the person in it; the shop's own files to nobody. */
function noteSaved({ vault, clock, announcer }: MediaDeps, { row, fileName, by }: Saved): void {
  const of = rowById(vault.store.read, row.mediaFileId)
  if (of === undefined) return
  vault.store.write((db) => {
    noteExportedFile(db, { kind: 'person', fileName, people: 1, by, at: clock.now(), customerSeq: of.customerSeq })
    db.afterCommit(() => announcer.announce('privacy.changed', {}))
  })
}

async function writeOut(parts: Parts, { row, kept, target }: { row: FileRow; kept: Kept; target: string }): Promise<Result<void>> {
  try {
    const file = await open(target, 'w', 0o600)
    try {
      for (let start = 0; start < kept.sizeBytes; start += MEDIA_PIECE_BYTES) {
        const bytes = readHealing(parts, row, kept, { start, end: Math.min(start + MEDIA_PIECE_BYTES, kept.sizeBytes) })
        if (!bytes.ok) return bytes
        await file.writeFile(bytes.value)
      }
      await file.sync()
    } finally {
      await file.close()
    }
    return ok(undefined)
  } catch (error) {
    const code = trouble(error)
    if (code === null) throw error
    return fail(code === 'disk-failed' ? 'file-write-failed' : code)
  }
}

export function settings({ deps }: Parts): Result<CallOutput<'media.settings'>> {
  const { read: db } = deps.vault.store
  const kept = db.get<{ files: number; bytes: number }>(sql`
    select count(*) as files, coalesce(sum(size_bytes), 0) as bytes from media_file
    where seq in (select min(seq) from media_file where stored_name is not null group by stored_name)`)
  return ok({ ...readSettings(db), keptFiles: kept?.files ?? 0, keptBytes: kept?.bytes ?? 0 })
}

/** A higher limit lets come what waits below it. */
export function setSettings({ deps, look }: Parts, wanted: ParsedInput<'media.setSettings'>): Result<CallOutput<'media.setSettings'>> {
  deps.vault.store.write((db) => {
    saveSettings(db, wanted, deps.clock.now())
    db.run(sql`
      update media_file set state = 'loading', next_try_at = 0 where state = 'elsewhere' and size_bytes <= ${wanted.automaticBytes}`)
  })
  look()
  return ok(wanted)
}
