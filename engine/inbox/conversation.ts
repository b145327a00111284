import type { ParsedInput } from '#contract/ipc/index.ts'
import { fail, ok, type Result } from '#contract/kernel/result.ts'
import { sql, type ReadHandle, type WriteHandle } from '../store/index.ts'
import type { InboxDeps } from './face.ts'
import { personById, type Person } from './people.ts'

type Done = Result<Record<string, never>>
type Kind = 'draft' | 'read'

function change(deps: InboxDeps, customerId: string, [kind, work]: [Kind, (db: WriteHandle, person: Person) => void]): Done {
  return deps.vault.store.write((db) => {
    const person = personById(db, customerId)
    if (person === undefined) return fail('customer-missing')
    work(db, person)
    db.afterCommit(() => deps.announcer.announce('inbox.changed', { customerId: person.customerId, kind }))
    return ok({})
  })
}

/** Keeps the unsent text; a first draft to somebody who never wrote opens the conversation. */
export const saveDraft = (deps: InboxDeps, input: ParsedInput<'inbox.saveDraft'>): Done =>
  change(deps, input.customerId, [
    'draft',
    (db, { customerSeq }) => {
      if (input.text !== '')
        db.run(
          sql`insert into conversation (customer_seq, last_at, last_direction) values (${customerSeq}, ${deps.clock.now()}, 'out') on conflict do nothing`,
        )
      db.run(sql`update conversation set draft = ${input.text} where customer_seq = ${customerSeq}`)
    },
  ])

/** Marks as read or unread here; a first reading also shows the customer the read mark, unless the shop chose otherwise. */
export function markRead(deps: InboxDeps, input: ParsedInput<'inbox.markRead'>): Done {
  return change(deps, input.customerId, [
    'read',
    (db, { customerSeq }) => {
      const before = db.get<{ unread: number; wamid: string | null }>(
        sql`select unread, last_inbound_wamid as wamid from conversation where customer_seq = ${customerSeq}`,
      )
      db.run(sql`update conversation set unread = ${input.unread ? 1 : 0} where customer_seq = ${customerSeq}`)
      const wamid = before?.wamid ?? null
      if (!input.unread && (before?.unread ?? 0) > 0 && wamid !== null && showsReadMarks(db)) db.afterCommit(() => tellMeta(deps, wamid))
    },
  ])
}

const showsReadMarks = (db: ReadHandle): boolean =>
  db.get<{ value: string }>(sql`select value from setting where name = 'inbox.read-marks'`)?.value !== 'off'

/** Without the network the mark is left out: it is a courtesy, and the next reading sets it for all messages before. */
function tellMeta(deps: InboxDeps, wamid: string): void {
  deps
    .api()
    ?.markRead(wamid)
    .then(
      (result) => {
        if (!result.ok) deps.logger.info('inbox.read-mark-left-out', { code: result.error.code })
      },
      (error: unknown) => deps.logger.error('inbox.read-mark-failed', error),
    )
}
