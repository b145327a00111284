import { open } from 'node:fs/promises'
import { basename } from 'node:path'
import { fail, ok, type Result } from '#contract/kernel/result.ts'
import { newId } from '../kernel/index.ts'
import { sql } from '../store/index.ts'
import { copy } from './attach.ts'
import type { MediaDeps } from './face.ts'
import { safeName } from './file-name.ts'
import { provenType, type Proven } from './first-bytes.ts'
import { shownAs, usualEnding } from './kinds.ts'
import { insertRow } from './queries.ts'
import type { Shelf } from './shelf.ts'

/** The most that a photo, scan or PDF of a consent may have. */
const MOST_BYTES = 10_000_000
const TAKEN: readonly Proven[] = ['image/jpeg', 'image/png', 'image/webp', 'application/pdf']
const HEAD_BYTES = 4_096

/**
 * Seals a photo, scan or PDF that proves a consent and keeps it with the customer, in no chat. Errors: evidence-refused
 * (reason: type, size), customer-missing, file-missing, file-unreadable, those of the disk.
 */
export async function keepEvidence(
  deps: MediaDeps,
  shelf: Shelf,
  { customerId, file }: { readonly customerId: string; readonly file: string },
): Promise<Result<{ mediaFileId: string }>> {
  const source = await open(file, 'r').catch(() => null)
  if (source === null) return fail('file-missing')
  try {
    const facts = await source.stat()
    if (!facts.isFile()) return fail('file-missing')
    const head = Buffer.alloc(Math.min(HEAD_BYTES, facts.size))
    await source.read(head, 0, head.byteLength, 0)
    const proven = provenType(head)
    if (!TAKEN.includes(proven)) return fail('evidence-refused', { reason: 'type' })
    if (facts.size > MOST_BYTES) return fail('evidence-refused', { reason: 'size', limitBytes: MOST_BYTES })
    const begun = await shelf.begin()
    if (!begun.ok) return begun
    const copied = await copy(source, begun.value)
    if (copied.ok) return await finish(deps, shelf, { incoming: begun.value, customerId, name: basename(file), proven })
    await begun.value.abandon()
    return copied
  } finally {
    await source.close()
  }
}

type Incoming = Extract<Awaited<ReturnType<Shelf['begin']>>, { readonly ok: true }>['value']
type Finishing = { readonly incoming: Incoming; readonly customerId: string; readonly name: string; readonly proven: Proven }

async function finish(
  deps: MediaDeps,
  shelf: Shelf,
  { incoming, customerId, name, proven }: Finishing,
): Promise<Result<{ mediaFileId: string }>> {
  const sealed = await incoming.finish()
  if (!sealed.ok) return sealed
  const kind = proven === 'application/pdf' ? 'document' : 'image'
  const kept = deps.vault.store.write((db) => {
    const customer = db.get<{ seq: number }>(sql`select seq from customer where customer_id = ${customerId}`)
    if (customer === undefined) return fail('customer-missing')
    const since = deps.clock.now()
    const mediaFileId = newId('med', deps.random, since)
    insertRow(db, {
      mediaFileId,
      customerSeq: customer.seq,
      messageSeq: null,
      origin: 'shop',
      kind,
      mimeType: proven,
      shownAs: shownAs(proven, kind, name),
      isRisky: false,
      name: safeName(name, `consent${usualEnding(proven)}`),
      since,
      kept: sealed.value,
    })
    db.run(sql`update media_file set is_evidence = 1 where media_file_id = ${mediaFileId}`)
    return ok({ mediaFileId })
  })
  if (!kept.ok) shelf.remove(sealed.value.storedName)
  return kept
}
