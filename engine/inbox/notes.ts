import type { CallOutput, ParsedInput } from '#contract/ipc/index.ts'
import { fail, ok, type Result } from '#contract/kernel/result.ts'
import { newId } from '../kernel/index.ts'
import { sql, type ReadHandle } from '../store/index.ts'
import type { InboxDeps } from './face.ts'
import { personById } from './people.ts'
import { indexContent, insertMessage } from './write-message.ts'
import type { Content } from './rules.ts'

/**
 * Writes a note for the staff into the conversation; returns its id. It is no message: it has no send, the database
 * refuses one, and lists and waiting stay as they are. Error: customer-missing.
 */
export function addNote(deps: InboxDeps, { customerId, text }: ParsedInput<'inbox.addNote'>, person: string): Result<string> {
  const { vault, clock, random, announcer } = deps
  return vault.store.write((db) => {
    const customer = personById(db, customerId)
    if (customer === undefined) return fail('customer-missing')
    const now = clock.now()
    const messageId = newId('msg', random, now)
    const content: Content = { kind: 'note', text }
    const seq = insertMessage(db, {
      messageId,
      customerSeq: customer.customerSeq,
      direction: 'out',
      content,
      wamid: null,
      at: now,
      receivedAt: now,
      notedBy: person,
    })
    if (seq !== null) indexContent(db, seq, content)
    db.afterCommit(() => announcer.announce('inbox.changed', { customerId: customer.customerId, kind: 'note' }))
    return ok(messageId)
  })
}

const MOST_SHOWN = 200

/** Notes of one conversation, newest first. Error: customer-missing. */
export function notesOf(db: ReadHandle, { customerId }: ParsedInput<'inbox.notes'>): Result<CallOutput<'inbox.notes'>> {
  const customer = personById(db, customerId)
  if (customer === undefined) return fail('customer-missing')
  const notes = db.all<CallOutput<'inbox.notes'>['notes'][number]>(sql`
    select message_id as messageId, content ->> '$.text' as text, noted_by as "by", at from message
    where customer_seq = ${customer.customerSeq} and noted_by is not null order by at desc, seq desc limit ${MOST_SHOWN}`)
  return ok({ notes })
}

type Stored = { readonly seq: number; readonly text: string; readonly customerId: ParsedInput<'inbox.addNote'>['customerId'] }

/** Takes a note back and says what stood in it. Error: message-missing, also for what is no note. */
export function removeNote(deps: InboxDeps, { messageId }: ParsedInput<'inbox.removeNote'>): Result<CallOutput<'inbox.removeNote'>> {
  return deps.vault.store.write((db) => {
    const note = db.get<Stored>(sql`
      select m.seq, m.content ->> '$.text' as text, c.customer_id as customerId from message m join customer c on c.seq = m.customer_seq
      where m.message_id = ${messageId} and m.noted_by is not null`)
    if (note === undefined) return fail('message-missing')
    db.run(sql`delete from message_words where seq = ${note.seq}`)
    db.run(sql`delete from message where seq = ${note.seq}`)
    db.forgetSoon()
    db.afterCommit(() => deps.announcer.announce('inbox.changed', { customerId: note.customerId, kind: 'note' }))
    return ok({ text: note.text })
  })
}
