import type { CallOutput, ParsedInput } from '#contract/ipc/index.ts'
import { fail, ok, type Result } from '#contract/kernel/result.ts'
import type { Colleague } from '../staff/index.ts'
import { sql, type ReadHandle, type WriteHandle } from '../store/index.ts'
import type { InboxDeps } from './face.ts'
import { personBySeq } from './people.ts'
import { recountWaiting } from './waiting.ts'

type Name = NonNullable<CallOutput<'inbox.assign'>['before']>
type Stamp = NonNullable<CallOutput<'inbox.snooze'>['before']>

/** Where a conversation stands: whose it is, asleep until when, ended or not. */
export type Shelf = {
  readonly assignedTo: Name | null
  readonly snoozedUntil: Stamp | null
  readonly closed: boolean
}

type Stored = {
  readonly staffId: Name['staffId'] | null
  readonly staffName: string | null
  readonly snoozedUntil: Stamp | null
  readonly closed: number
}

/** Where a conversation stands; one that is not there yet stands nowhere. */
export function shelfOf(db: ReadHandle, customerSeq: number): Shelf {
  const stored = db.get<Stored>(sql`
    select s.staff_id as staffId, s.name as staffName, v.snoozed_until as snoozedUntil, v.closed
    from conversation v left join staff s on s.seq = v.assigned_to where v.customer_seq = ${customerSeq}`)
  if (stored === undefined) return { assignedTo: null, snoozedUntil: null, closed: false }
  const { staffId, staffName, snoozedUntil, closed } = stored
  return { assignedTo: staffId === null ? null : { staffId, name: staffName ?? '' }, snoozedUntil, closed: closed !== 0 }
}

type Deps = Pick<InboxDeps, 'announcer' | 'clock'>
type Kind = 'assigned' | 'snoozed' | 'closed'

/** A conversation with somebody to whom nobody wrote yet. */
function ensure({ clock }: Deps, db: WriteHandle, customerSeq: number): void {
  db.run(
    sql`insert into conversation (customer_seq, last_at, last_direction) values (${customerSeq}, ${clock.now()}, 'out') on conflict do nothing`,
  )
}

export function announceAfter({ announcer }: Pick<Deps, 'announcer'>, db: WriteHandle, [customerSeq, kind]: readonly [number, Kind]): void {
  const person = personBySeq(db, customerSeq)
  if (person !== undefined) db.afterCommit(() => announcer.announce('inbox.changed', { customerId: person.customerId, kind }))
}

/** Gives a conversation to one of the staff or to nobody; returns whose it was. */
export function assign(deps: Deps, db: WriteHandle, given: { readonly customerSeq: number; readonly to: Colleague | null }): Name | null {
  const { customerSeq, to } = given
  if (to !== null) ensure(deps, db, customerSeq)
  const before = shelfOf(db, customerSeq).assignedTo
  if (before?.staffId === to?.staffId) return before
  db.run(sql`update conversation set assigned_to = ${to?.staffSeq ?? null} where customer_seq = ${customerSeq}`)
  announceAfter(deps, db, [customerSeq, 'assigned'])
  return before
}

const DAY_MS = 86_400_000
const LONGEST_MS = 366 * DAY_MS

/**
 * Puts a conversation out of sight until a time, or brings it back. An ended one is no longer ended then: it shall come
 * back. Errors: input-refused for a time that has passed or is more than a year away.
 */
export function snooze(
  deps: Deps,
  db: WriteHandle,
  { customerSeq, until }: { readonly customerSeq: number; readonly until: ParsedInput<'inbox.snooze'>['until'] },
): Result<CallOutput<'inbox.snooze'>> {
  const now = deps.clock.now()
  if (until !== null && (until <= now || until > now + LONGEST_MS)) return fail('input-refused', { field: 'until' })
  if (until !== null) ensure(deps, db, customerSeq)
  const before = shelfOf(db, customerSeq).snoozedUntil
  if (before === until) return ok({ before })
  if (until === null) db.run(sql`update conversation set snoozed_until = null where customer_seq = ${customerSeq}`)
  else {
    db.run(sql`update conversation set snoozed_until = ${until}, closed = 0 where customer_seq = ${customerSeq}`)
  }
  announceAfter(deps, db, [customerSeq, 'snoozed'])
  return ok({ before })
}

/**
 * Ends a conversation or takes it back from the ended ones; says whether that changed anything. Whoever ends it says that
 * nobody waits any more.
 */
export function setClosed(
  deps: Deps,
  db: WriteHandle,
  { customerSeq, closed }: { readonly customerSeq: number; readonly closed: boolean },
): boolean {
  if (shelfOf(db, customerSeq).closed === closed) return false
  if (closed)
    db.run(sql`update conversation set closed = 1, snoozed_until = null, waiting_since = null where customer_seq = ${customerSeq}`)
  else {
    db.run(sql`update conversation set closed = 0 where customer_seq = ${customerSeq}`)
    recountWaiting(db, customerSeq)
  }
  announceAfter(deps, db, [customerSeq, 'closed'])
  return true
}
