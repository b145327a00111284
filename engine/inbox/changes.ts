import type { EditedMessage } from '#contract/cloud-api/webhook-parts.ts'
import type { ChangeEvent } from '../intake/index.ts'
import { sql, type ReadHandle, type WriteHandle } from '../store/index.ts'
import type { InboxDeps } from './face.ts'
import type { Content } from './rules.ts'
import { reindexContent, showLatest } from './write-message.ts'

type Original = {
  readonly seq: number
  readonly customerSeq: number
  readonly at: number
  readonly content: string
  readonly editedAt: number | null
  readonly withdrawnAt: number | null
}

const originalOf = (db: ReadHandle, wamid: string): Original | undefined =>
  db.get<Original>(sql`
    select seq, customer_seq as customerSeq, at, content, edited_at as editedAt, withdrawn_at as withdrawnAt from message where wamid = ${wamid}`)

/**
 * Applies an edit or a withdrawal to its message; keeps it for later when the message has not come yet. An edited message
 * keeps its first wording, because an order may hang on it; a withdrawn one loses its content here too, as on the phone of
 * whoever wrote it. Neither opens the reply window nor asks to be read.
 * @source reference part 8.3 and 14
 */
export function takeChange(deps: InboxDeps, db: WriteHandle, event: ChangeEvent): void {
  const { phone, userId, parentUserId, at, originalWamid, change } = event
  const original = originalOf(db, originalWamid)
  if (original !== undefined) {
    apply(db, original, event)
    announce(deps, db, original.customerSeq)
    return
  }
  const { customerSeq } = deps.customer.recognise(db, { phone, userId, parentUserId, username: null, profileName: null, at })
  const content = change.kind === 'edit' ? JSON.stringify(change.message) : ''
  db.run(sql`
    insert into message_change (original_wamid, kind, customer_seq, change, at) values (${originalWamid}, ${change.kind}, ${customerSeq}, ${content}, ${at})
    on conflict (original_wamid, kind) do update set change = excluded.change, at = excluded.at where excluded.at > at`)
}

type Waiting = { readonly kind: 'edit' | 'revoke'; readonly change: string; readonly at: number }

/** Applies what was said about a message before it came. */
export function applyWaitingChanges(db: WriteHandle, wamid: string): void {
  const waiting = db.all<Waiting>(sql`select kind, change, at from message_change where original_wamid = ${wamid} order by kind`)
  for (const { kind, change, at } of waiting) {
    const original = originalOf(db, wamid)
    if (original === undefined) continue
    apply(db, original, {
      at,
      change: kind === 'edit' ? { kind, message: JSON.parse(change) as EditedMessage } : { kind },
    })
  }
  if (waiting.length > 0) db.run(sql`delete from message_change where original_wamid = ${wamid}`)
}

function apply(db: WriteHandle, original: Original, { at, change }: Pick<ChangeEvent, 'at' | 'change'>): void {
  if (original.withdrawnAt !== null) return
  if (change.kind === 'revoke') withdraw(db, original, at)
  else edit(db, original, { at, message: change.message })
}

function withdraw(db: WriteHandle, { seq, customerSeq, at: writtenAt }: Original, at: number): void {
  const empty = JSON.stringify({ kind: 'text', text: '' } satisfies Content)
  db.run(sql`
    update message set content = ${empty}, first_content = null, referral = null, withdrawn_at = ${at} where seq = ${seq}`)
  db.run(sql`delete from message_words where seq = ${seq}`)
  db.run(sql`delete from message_file where seq = ${seq}`)
  showLatest(db, customerSeq, { at: writtenAt, content: null })
  db.forgetSoon()
}

type Edit = { readonly at: number; readonly message: EditedMessage }

function edit(db: WriteHandle, original: Original, { at, message }: Edit): void {
  // Edits may come in any order: the latest wins.
  if (original.editedAt !== null && original.editedAt >= at) return
  const content = editedContent(JSON.parse(original.content) as Content, message)
  if (content === null) return
  db.run(sql`
    update message set content = ${JSON.stringify(content)}, first_content = coalesce(first_content, content), edited_at = ${at}
    where seq = ${original.seq}`)
  reindexContent(db, original.seq, content)
  showLatest(db, original.customerSeq, { at: original.at, content })
}

function editedContent(before: Content, { text, image, video, document }: EditedMessage): Content | null {
  const caption = (image ?? video ?? document)?.caption
  if (before.kind === 'media' && caption !== undefined) return { ...before, caption }
  return text === undefined ? null : { kind: 'text', text: text.body }
}

function announce(deps: InboxDeps, db: WriteHandle, customerSeq: number): void {
  const customer = db.get<{ customerId: Parameters<typeof deps.announcer.announce<'inbox.changed'>>[1]['customerId'] }>(
    sql`select customer_id as customerId from customer where seq = ${customerSeq}`,
  )
  if (customer === undefined) return
  db.afterCommit(() => deps.announcer.announce('inbox.changed', { customerId: customer.customerId, kind: 'status' }))
}
