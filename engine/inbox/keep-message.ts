import type { InboundEvent } from '../intake/index.ts'
import { newId } from '../kernel/index.ts'
import { sql, type WriteHandle } from '../store/index.ts'
import { applyWaitingChanges } from './changes.ts'
import { readContent } from './content.ts'
import type { InboxDeps } from './face.ts'
import type { Content } from './rules.ts'
import { indexContent, insertMessage, messageIdOf, reindexContent, showLatest, type NewMessage } from './write-message.ts'

type Body = InboundEvent['message']

/** Turns Meta's message into what the chat shows, with the names that the shop's rooms know. */
export const contentOf = (deps: InboxDeps, db: WriteHandle, message: Body): Content =>
  readContent(message, {
    productName: (retailerId) => deps.catalog.find(db, retailerId)?.name,
    messageId: (wamid) => messageIdOf(db, wamid),
    locale: deps.vault.shop.locale,
  })

type Keeping = Omit<NewMessage, 'messageId' | 'receivedAt' | 'wamid'> & { readonly wamid: string; readonly message: Body }

/** What became of a message that came: `new`, `shown` when it was kept before as unreadable, or `same`. */
export type Kept = 'new' | 'shown' | 'same'

/**
 * Keeps a message that came from outside: the bubble, its file, its words, and what was said about it before it came. The
 * same message again changes nothing, unless it could not be read when it first came.
 */
export function keepMessage(deps: InboxDeps, db: WriteHandle, { message, ...kept }: Keeping): Kept {
  const seq = insertMessage(db, {
    ...kept,
    messageId: newId('msg', deps.random, kept.at),
    receivedAt: deps.clock.now(),
    targetWamid: message.type === 'reaction' ? message.reaction.message_id : null,
  })
  if (seq === null) return showAtLast(deps, db, { message, content: kept.content, wamid: kept.wamid }) ? 'shown' : 'same'
  keepFile(deps, db, { seq, message })
  indexContent(db, seq, kept.content)
  return 'new'
}

/** Afterwards, once the conversation has moved on: edits and withdrawals that overtook their message. */
export const catchUp = applyWaitingChanges

const FILE_KINDS = ['image', 'video', 'audio', 'document', 'sticker'] as const

/** Remembers where Meta has the bytes of a file, and asks for them. */
function keepFile({ files }: InboxDeps, db: WriteHandle, { seq, message }: { readonly seq: number; readonly message: Body }): void {
  const kind = FILE_KINDS.find((one) => one === message.type)
  if (kind === undefined) return
  const file = (message as Readonly<Record<string, { id: string; mime_type?: string; sha256?: string }>>)[kind]
  if (file === undefined) return
  db.run(sql`
    insert into message_file (seq, media_id, mime_type, sha256) values (${seq}, ${file.id}, ${file.mime_type ?? null}, ${file.sha256 ?? null})
    on conflict (seq) do nothing`)
  files?.expect(db, seq)
}

type Unread = {
  readonly seq: number
  readonly customerSeq: number
  readonly at: number
  readonly kind: Content['kind']
  readonly withdrawnAt: number | null
}

const unreadable: ReadonlySet<Content['kind']> = new Set(['unsupported', 'placeholder'])

type Shown = { readonly message: Body; readonly content: Content; readonly wamid: string }

/** A bubble that said "not shown yet", or stood for a file of before, becomes what it is. */
function showAtLast(deps: InboxDeps, db: WriteHandle, { message, content, wamid }: Shown): boolean {
  if (unreadable.has(content.kind)) return false
  const before = db.get<Unread>(sql`
    select seq, customer_seq as customerSeq, at, content ->> '$.kind' as kind, withdrawn_at as withdrawnAt from message where wamid = ${wamid}`)
  if (before === undefined || !unreadable.has(before.kind) || before.withdrawnAt !== null) return false
  const target = message.type === 'reaction' ? message.reaction.message_id : null
  db.run(sql`update message set content = ${JSON.stringify(content)}, target_wamid = ${target} where seq = ${before.seq}`)
  keepFile(deps, db, { seq: before.seq, message })
  reindexContent(db, before.seq, content)
  showLatest(db, before.customerSeq, { at: before.at, content })
  return true
}
