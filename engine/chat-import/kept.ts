import { setImmediate as nextTurn } from 'node:timers/promises'
import { fail, ok, type Result } from '#contract/kernel/result.ts'
import type { ImportId } from '#contract/kernel/values.ts'
import { sql, type WriteHandle } from '../store/index.ts'
import type { ChatImportDeps } from './deps.ts'
import type { SealedFiles } from './seal-files.ts'
import type { TimedMessage } from './timed.ts'

/** Messages that one transaction takes. */
const SLICE = 200

type Keeping = {
  readonly importId: ImportId
  readonly phone: string
  readonly input: { readonly shopName: string }
  readonly chat: { readonly chat: { readonly messages: readonly { readonly name: string }[] } }
  readonly fresh: readonly TimedMessage[]
  readonly sealed: SealedFiles
  readonly signal: AbortSignal
}

/** Writes the messages, a few at a time, each noted for the undo; whoever breaks off takes all of them back. */
export async function keptMessages(
  deps: ChatImportDeps,
  keeping: Keeping,
): Promise<Result<{ readonly customerId: string; readonly files: number }>> {
  const { store } = deps.vault
  const name = keeping.chat.chat.messages.find((message) => message.name !== keeping.input.shopName)?.name ?? ''
  const person = store.write((db) =>
    deps.customer.imports.person(db, { phone: keeping.phone, name: nameOf(name), importId: keeping.importId }),
  )
  let files = 0
  for (let at = 0; at < keeping.fresh.length; at += SLICE) {
    if (keeping.signal.aborted) return fail('call-cancelled')
    const slice = keeping.fresh.slice(at, at + SLICE)
    files += store.write((db) => keepSlice(deps, db, { ...keeping, customerSeq: person.customerSeq, slice }))
    await nextTurn()
  }
  return ok({ customerId: person.customerId, files })
}

/** A number that the phone had no name for is no name. */
const nameOf = (name: string): string => (/^[+\d\s().-]+$/u.test(name) ? '' : name.slice(0, 200))

type Slice = Keeping & { readonly customerSeq: number; readonly slice: readonly TimedMessage[] }

function keepSlice(deps: ChatImportDeps, db: WriteHandle, { importId, customerSeq, slice, sealed }: Slice): number {
  const bytesOf = ({ file }: TimedMessage) => (file === null || file === 'left-out' ? undefined : sealed.get(file.name))
  const messages = slice.map((message) => ({
    customerSeq,
    direction: message.direction,
    at: message.at,
    content: contentOf(deps, message, sealed),
  }))
  const seqs = deps.inbox.keepEarlier(db, messages)
  let files = 0
  for (const [index, message] of slice.entries()) {
    const messageSeq = seqs[index]
    const bytes = bytesOf(message)
    if (messageSeq === undefined) continue
    db.run(sql`insert into import_message (import_id, message_seq) values (${importId}, ${messageSeq})`)
    // The same file twice belongs to the first message that has it.
    if (bytes === undefined || bytes.isKept || message.file === null || message.file === 'left-out') continue
    const { at, direction } = message
    deps.media.keepEarlier(db, { sealed: bytes, name: message.file.name, customerSeq, messageSeq, direction, at })
    bytes.isKept = true
    files += 1
  }
  return files
}

type Content = Parameters<ChatImportDeps['inbox']['keepEarlier']>[1][number]['content']

function contentOf({ media }: ChatImportDeps, { text, file, at }: TimedMessage, sealed: SealedFiles): Content {
  if (file === null) return { kind: 'text', text }
  const bytes = file === 'left-out' ? undefined : sealed.get(file.name)
  if (file === 'left-out' || bytes === undefined) return text === '' ? { kind: 'placeholder' } : { kind: 'text', text }
  const { kind, mimeType, name } = media.kindOfEarlier({ sealed: bytes, name: file.name }, at)
  const shared = { kind: 'media', caption: text, fileName: name, mimeType } as const
  return kind === 'voice' ? { ...shared, media: 'audio', isVoice: true } : { ...shared, media: kind }
}

/** Takes the messages of an import away again, newest first, and what else they brought. */
export async function takeBackMessages({ vault, inbox, announcer }: ChatImportDeps, importId: string): Promise<void> {
  for (;;) {
    const rows = vault.store.read.all<{ seq: number; customerSeq: number; customerId: string }>(sql`
      select m.seq, m.customer_seq as customerSeq, c.customer_id as customerId from import_message i
        join message m on m.seq = i.message_seq join customer c on c.seq = m.customer_seq
      where i.import_id = ${importId} order by m.seq desc limit ${SLICE}`)
    if (rows.length === 0) return
    vault.store.write((db) => {
      for (const [customerSeq, seqs] of byCustomer(rows)) inbox.forgetEarlier(db, customerSeq, seqs)
      const customerId = rows[0]?.customerId
      if (customerId !== undefined)
        db.afterCommit(() => announcer.announce('inbox.changed', { customerId: customerId as never, kind: 'outbound' }))
    })
    await nextTurn()
  }
}

function byCustomer(rows: readonly { readonly seq: number; readonly customerSeq: number }[]): Map<number, number[]> {
  const sorted = new Map<number, number[]>()
  for (const { seq, customerSeq } of rows) sorted.set(customerSeq, [...(sorted.get(customerSeq) ?? []), seq])
  return sorted
}
