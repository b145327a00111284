import { fail, ok, type Result } from '#contract/kernel/result.ts'
import { breathe, newId } from '../kernel/index.ts'
import { sql, type ReadHandle, type WriteHandle } from '../store/index.ts'
import type { Media, MediaDeps } from './face.ts'
import { keptOf, viewOf, type FileRow } from './queries.ts'
import { kindOf } from './kinds.ts'
import type { Kept, Shelf } from './shelf.ts'
import { fileById, lendTo } from './shop-files.ts'

/** Meta keeps uploads for 30 days; the last one is left alone. @source reference part 4 */
const META_KEEPS_MS = 29 * 86_400_000
/** Unsealed at a time, so that other work comes in between. */
const STEP_BYTES = 4_194_304

/** Files that go out, as the inbox asks for them. */
export function createOutgoing(deps: MediaDeps, shelf: Shelf): Pick<Media, 'outgoing' | 'ready' | 'attach'> {
  const uploading = new Map<string, Promise<Result<void>>>()
  return {
    outgoing: (db, mediaFileId) => outgoing(deps, db, mediaFileId),
    ready(mediaFileId) {
      const running = uploading.get(mediaFileId)
      if (running !== undefined) return running
      const started = upload(deps, shelf, mediaFileId).finally(() => uploading.delete(mediaFileId))
      uploading.set(mediaFileId, started)
      return started
    },
    attach: (db, mediaFileId, messageSeq) => attach(deps, db, { mediaFileId, messageSeq }),
  }
}

function outgoing(deps: MediaDeps, db: ReadHandle, mediaFileId: string): ReturnType<Media['outgoing']> {
  const row = fileById(db, mediaFileId)
  if (row === undefined || keptOf(row) === null) return fail('media-gone')
  return ok({ mediaId: goodId(deps, row), mimeType: row.mimeType, file: viewOf(row) })
}

/** Meta's id, where it is for this number and lives long enough to be sent. */
function goodId({ clock, connected }: MediaDeps, { metaId, metaNumber, metaUntil }: FileRow): string | null {
  const isGood = metaUntil !== null && metaUntil > clock.now() && metaNumber === connected()?.phoneNumberId
  return isGood ? metaId : null
}

async function upload(deps: MediaDeps, shelf: Shelf, mediaFileId: string): Promise<Result<void>> {
  const { store } = deps.vault
  const row = fileById(store.read, mediaFileId)
  const kept = row === undefined ? null : keptOf(row)
  if (row === undefined || kept === null) return fail('media-gone')
  if (goodId(deps, row) !== null) return ok(undefined)
  const client = deps.connected()
  if (client === null) return fail('connection-missing', undefined, 'now')
  const bytes = await readWhole(shelf, kept)
  if (!bytes.ok) return bytes
  const uploaded = await client.media.upload({ kind: kindOf(row.kind), mime: row.mimeType, fileName: row.name, bytes: bytes.value })
  // Nothing was sent by it, so what passes by itself is simply done again.
  if (!uploaded.ok) return uploaded.error.retry === 'never' ? uploaded : fail('meta-busy', uploaded.error.params, uploaded.error.retry)
  noteUploaded(deps, kept, { metaId: uploaded.value, metaNumber: client.phoneNumberId })
  return ok(undefined)
}

/** Everything that has the same bytes goes out by the same id. */
function noteUploaded(
  { vault, clock }: MediaDeps,
  { storedName }: Kept,
  uploaded: { readonly metaId: string; readonly metaNumber: string },
): void {
  const until = clock.now() + META_KEEPS_MS
  const { metaId, metaNumber } = uploaded
  vault.store.write((db) => {
    db.run(
      sql`update media_file set meta_id = ${metaId}, meta_number = ${metaNumber}, meta_until = ${until} where stored_name = ${storedName}`,
    )
    db.run(
      sql`update shop_file set meta_id = ${metaId}, meta_number = ${metaNumber}, meta_until = ${until} where stored_name = ${storedName}`,
    )
  })
}

async function readWhole(shelf: Shelf, kept: Kept): Promise<Result<Buffer>> {
  const whole = Buffer.alloc(kept.sizeBytes)
  for (let start = 0; start < kept.sizeBytes; start += STEP_BYTES) {
    const step = shelf.read(kept, { start, end: start + STEP_BYTES })
    if (!step.ok) return step
    step.value.copy(whole, start)
    await breathe()
  }
  return ok(whole)
}

type Attaching = { readonly mediaFileId: string; readonly messageSeq: number }

/** A file that another message or the shop carries already is carried by this one too: two rows, one sealed file. */
function attach({ random, clock }: MediaDeps, db: WriteHandle, { mediaFileId, messageSeq }: Attaching): void {
  const tied = db.run(sql`update media_file set message_seq = ${messageSeq} where media_file_id = ${mediaFileId} and message_seq is null`)
  if (tied.changes > 0) return
  db.run(sql`
    insert into media_file (media_file_id, customer_seq, message_seq, origin, kind, state, mime_type, shown_as, is_risky, name, size_bytes, sha256,
      stored_name, file_key, meta_id, meta_number, meta_until, since)
    select ${newId('med', random, clock.now())}, m.customer_seq, m.seq, 'shop', f.kind, f.state, f.mime_type, f.shown_as, f.is_risky, f.name,
      f.size_bytes, f.sha256, f.stored_name, f.file_key, f.meta_id, f.meta_number, f.meta_until, f.since
    from media_file f, message m where f.media_file_id = ${mediaFileId} and m.seq = ${messageSeq}
    on conflict (message_seq) do nothing`)
  lendTo(db, { mediaFileId, newId: newId('med', random, clock.now()), messageSeq })
}
