import { open } from 'node:fs/promises'
import { basename } from 'node:path'
import type { CallOutput, ParsedInput } from '#contract/ipc/index.ts'
import { fail, ok, type Result } from '#contract/kernel/result.ts'
import { newId } from '../kernel/index.ts'
import { isAnimatedWebp } from '../cloud-api/index.ts'
import { sql } from '../store/index.ts'
import type { MediaDeps } from './face.ts'
import { safeName } from './file-name.ts'
import { provenType, type Proven } from './first-bytes.ts'
import { insertRow, viewOf } from './queries.ts'
import { fileById, insertShopFile } from './shop-files.ts'
import { checkOutgoing, isRisky, mimeTypeOf, shownAs, suggestedKind, usualEnding, type SentAs } from './kinds.ts'
import type { Sealed } from './sealed-file.ts'
import { trouble, type Incoming, type Shelf } from './shelf.ts'

type Attached = CallOutput<'media.attach'>

/** What is known of a file before all of it is read. */
type Looked = { readonly head: Uint8Array; readonly sizeBytes: number; readonly name: string; readonly as: SentAs | undefined }
type Planned = { readonly proven: Proven; readonly mimeType: string; readonly as: SentAs; readonly name: string }

/** Tells what a file is and whether Meta takes it. Errors: file-empty, media-type-refused, media-too-large. */
function plan({ head, sizeBytes, name, as: wished }: Looked, now: number): Result<Planned> {
  const proven = provenType(head)
  const told = mimeTypeOf(proven, name)
  const as = wished ?? suggestedKind(told)
  if (sizeBytes === 0) return fail('file-empty')
  if (as === null) return fail('media-type-refused', { kind: 'document', mime: told })
  // A sound in the container of films is told apart only by who recorded or chose it.
  const isSoundInBox = (as === 'audio' || as === 'voice') && told === 'video/mp4'
  const mimeType = as === 'voice' && told === 'audio/ogg' ? 'audio/ogg; codecs=opus' : isSoundInBox ? 'audio/mp4' : told
  const checked = checkOutgoing({ as, mimeType, sizeBytes, isAnimated: isAnimatedWebp(head) })
  if (!checked.ok) return checked
  const fallback = `${as}-${new Date(now).toISOString().slice(0, 10)}${usualEnding(mimeType)}`
  return ok({ proven, mimeType, as, name: safeName(name, fallback) })
}

/** Puts files of the shop to conversations: sealed at once, so that they are here when they leave, however late. */
export type Attaching = {
  file(input: ParsedInput<'media.attach'>): Promise<Result<Attached>>
  bytes(input: ParsedInput<'media.attachBytes'>): Promise<Result<CallOutput<'media.attachBytes'>>>
  stop(): Promise<void>
}

const HEAD_BYTES = 4_096
const STEP_BYTES = 1_048_576
/** Larger than any file that Meta takes. */
const MOST_BYTES = 105_000_000
/** Who sends nothing for this long has gone away. */
const SILENCE_MS = 120_000
const MOST_TRANSFERS = 10

type Transfer = {
  readonly incoming: Incoming
  readonly customerId: string | undefined
  forget: () => void
  isBusy: boolean
}

export function createAttaching(deps: MediaDeps, shelf: Shelf): Attaching {
  const transfers = new Map<string, Transfer>()
  const drop = async (transferId: string): Promise<void> => {
    const transfer = transfers.get(transferId)
    transfers.delete(transferId)
    transfer?.forget()
    await transfer?.incoming.abandon()
  }
  const wait = (transferId: string, transfer: Transfer): void => {
    transfer.forget()
    transfer.forget = deps.clock.after(SILENCE_MS, () => void drop(transferId))
  }
  const transferFor = async (input: ParsedInput<'media.attachBytes'>): Promise<Result<readonly [string, Transfer]>> => {
    if (input.transferId !== undefined) {
      const known = transfers.get(input.transferId)
      return known === undefined || known.customerId !== input.customerId || known.isBusy
        ? fail('input-refused', { field: 'transferId' })
        : ok([input.transferId, known])
    }
    if (transfers.size >= MOST_TRANSFERS) return fail('input-refused', { field: 'transferId' })
    const begun = await shelf.begin()
    if (!begun.ok) return begun
    const transferId = newId('trf', deps.random, deps.clock.now())
    const made = { incoming: begun.value, customerId: input.customerId, forget: () => undefined, isBusy: false }
    transfers.set(transferId, made)
    return ok([transferId, made])
  }
  return {
    file: (input) => attachFile(deps, shelf, input),
    async bytes(input) {
      const found = await transferFor(input)
      if (!found.ok) return found
      const [transferId, transfer] = found.value
      transfer.isBusy = true
      const taken = await append(transfer.incoming, Buffer.from(input.bytes, 'base64'))
      transfer.isBusy = false
      if (!taken.ok) {
        await drop(transferId)
        return taken
      }
      if (!input.isLast) {
        wait(transferId, transfer)
        return ok({ transferId, attached: null })
      }
      transfers.delete(transferId)
      transfer.forget()
      const attached = await finish(deps, shelf, {
        incoming: transfer.incoming,
        customerId: input.customerId,
        name: input.name,
        as: input.as,
      })
      return attached.ok ? ok({ transferId, attached: attached.value }) : attached
    },
    async stop() {
      for (const transferId of transfers.keys()) await drop(transferId)
    },
  }
}

async function append(incoming: Incoming, bytes: Uint8Array): Promise<Result<void>> {
  const sizeBytes = incoming.sizeBytes + bytes.byteLength
  if (sizeBytes > MOST_BYTES) return fail('media-too-large', { kind: 'document', sizeBytes, limitBytes: MOST_BYTES })
  try {
    await incoming.append(bytes)
    return ok(undefined)
  } catch (error) {
    const code = trouble(error)
    if (code === null) throw error
    return fail(code)
  }
}

/** Errors: file-missing, file-unreadable, and those of plan and disk. */
async function attachFile(deps: MediaDeps, shelf: Shelf, { customerId, file, as }: ParsedInput<'media.attach'>): Promise<Result<Attached>> {
  const source = await open(file, 'r').catch(() => null)
  if (source === null) return fail('file-missing')
  try {
    const facts = await source.stat()
    if (!facts.isFile()) return fail('file-missing')
    const name = basename(file)
    const head = Buffer.alloc(Math.min(HEAD_BYTES, facts.size))
    await source.read(head, 0, head.byteLength, 0)
    // A film of gigabytes is refused before it is read.
    const planned = plan({ head, sizeBytes: facts.size, name, as }, deps.clock.now())
    if (!planned.ok) return planned
    const begun = await shelf.begin()
    if (!begun.ok) return begun
    const copied = await copy(source, begun.value)
    if (copied.ok) return await finish(deps, shelf, { incoming: begun.value, customerId, name, as })
    await begun.value.abandon()
    return copied
  } finally {
    await source.close()
  }
}

/** Copies an open file into a sealed one. Errors: file-unreadable, media-too-large, those of the disk. */
export async function copy(source: Awaited<ReturnType<typeof open>>, incoming: Incoming): Promise<Result<void>> {
  const step = Buffer.alloc(STEP_BYTES)
  for (;;) {
    const read = await source.read(step, 0, step.byteLength, null).catch(() => null)
    if (read === null) return fail('file-unreadable')
    if (read.bytesRead === 0) return ok(undefined)
    const taken = await append(incoming, step.subarray(0, read.bytesRead))
    if (!taken.ok) return taken
  }
}

type Finishing = {
  readonly incoming: Incoming
  /** Undefined for a file that the shop keeps for itself. */
  readonly customerId: string | undefined
  readonly name: string
  readonly as: SentAs | undefined
}

/** Ends the sealed file and writes its row; without a row no file stays. */
async function finish(deps: MediaDeps, shelf: Shelf, { incoming, customerId, name, as }: Finishing): Promise<Result<Attached>> {
  const sealed = await incoming.finish()
  if (!sealed.ok) return sealed
  const { storedName, head, sizeBytes } = sealed.value
  const planned = plan({ head, sizeBytes, name, as }, deps.clock.now())
  const attached = planned.ok ? writeRow(deps, { customerId, planned: planned.value, sealed: sealed.value }) : planned
  if (!attached.ok) shelf.remove(storedName)
  return attached
}

type Writing = {
  readonly customerId: string | undefined
  readonly planned: Planned
  readonly sealed: Sealed & { readonly storedName: string }
}

function writeRow(deps: MediaDeps, { customerId, planned, sealed }: Writing): Result<Attached> {
  const { as, mimeType, name, proven } = planned
  return deps.vault.store.write((db) => {
    const now = deps.clock.now()
    const mediaFileId = newId('med', deps.random, now)
    const file = {
      mediaFileId,
      kind: as,
      mimeType,
      shownAs: shownAs(proven, as, name),
      isRisky: isRisky(proven, name),
      name,
      since: now,
      kept: sealed,
    }
    if (customerId === undefined) insertShopFile(db, file)
    else {
      const customer = db.get<{ seq: number }>(sql`select seq from customer where customer_id = ${customerId}`)
      if (customer === undefined) return fail('customer-missing')
      insertRow(db, { ...file, customerSeq: customer.seq, messageSeq: null, origin: 'shop' })
    }
    const row = fileById(db, mediaFileId)
    return row === undefined ? fail('media-gone') : ok({ file: viewOf(row), as })
  })
}
