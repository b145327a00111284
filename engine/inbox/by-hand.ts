import type { CallOutput, ParsedInput } from '#contract/ipc/index.ts'
import { fail, ok, type Result } from '#contract/kernel/result.ts'
import type { Colleague, StaffConversations } from '../staff/index.ts'
import { sql, type ReadHandle, type WriteHandle } from '../store/index.ts'
import type { InboxDeps } from './face.ts'
import { sumsOf } from './lists.ts'
import { personById, type Person } from './people.ts'
import { assign, setClosed, snooze } from './shelf.ts'
import type { Sleepers } from './snoozed.ts'

export type ClosedListener = (db: WriteHandle, closed: { readonly customerSeq: number; readonly at: number }) => void

/** Runs a change of one customer's conversation in a transaction of its own. Error: customer-missing. */
function change<T>(deps: InboxDeps, customerId: string, work: (db: WriteHandle, person: Person) => Result<T>): Result<T> {
  return deps.vault.store.write((db) => {
    const person = personById(db, customerId)
    return person === undefined ? fail('customer-missing') : work(db, person)
  })
}

/** To whom a conversation may be given: who only looks can't answer, and who left the shop is on no list. */
function assignee({ staff }: InboxDeps, db: ReadHandle, staffId: string | null): Result<Colleague | null> {
  if (staffId === null) return ok(null)
  const to = staff.find(db, staffId)
  if (to === undefined) return fail('staff-missing')
  return to.role === 'viewer' ? fail('staff-only-looks', { name: to.name }) : ok(to)
}

/** Errors: customer-missing, staff-missing, staff-only-looks. */
export const assignByCall = (deps: InboxDeps, input: ParsedInput<'inbox.assign'>): Result<CallOutput<'inbox.assign'>> =>
  change(deps, input.customerId, (db, { customerSeq }) => {
    const to = assignee(deps, db, input.staffId)
    return to.ok ? ok({ before: assign(deps, db, { customerSeq, to: to.value }) }) : to
  })

/** For other rooms. Errors: staff-missing, staff-only-looks. */
export function assignByHand(
  deps: InboxDeps,
  db: WriteHandle,
  { customerSeq, staffId }: { readonly customerSeq: number; readonly staffId: string | null },
): Result<void> {
  const to = assignee(deps, db, staffId)
  if (!to.ok) return to
  assign(deps, db, { customerSeq, to: to.value })
  return ok(undefined)
}

/** Errors: customer-missing, input-refused. */
export const snoozeByCall = (deps: InboxDeps, sleepers: Sleepers, input: ParsedInput<'inbox.snooze'>): Result<CallOutput<'inbox.snooze'>> =>
  change(deps, input.customerId, (db, { customerSeq }) => {
    db.afterCommit(() => sleepers.look())
    return snooze(deps, db, { customerSeq, until: input.until })
  })

type Ending = { readonly customerSeq: number; readonly closed: boolean; readonly listeners: readonly ClosedListener[] }

/** Ends a conversation or takes it back; who listens hears only of an ending that is one. */
export function endConversation(deps: InboxDeps, db: WriteHandle, { customerSeq, closed, listeners }: Ending): void {
  const isChanged = setClosed(deps, db, { customerSeq, closed })
  if (isChanged && closed) for (const listener of listeners) listener(db, { customerSeq, at: deps.clock.now() })
}

/** Error: customer-missing. */
export const closeByCall = (
  deps: InboxDeps,
  { customerId, closed }: ParsedInput<'inbox.setClosed'>,
  listeners: readonly ClosedListener[],
): Result<CallOutput<'inbox.setClosed'>> =>
  change(deps, customerId, (db, { customerSeq }) => {
    endConversation(deps, db, { customerSeq, closed, listeners })
    return ok({})
  })

/** What the list of the staff asks of the conversations. */
export const conversationsOfStaff = (deps: InboxDeps): StaffConversations => ({
  openOf: (db, staffSeq) => sumsOf(db, staffSeq).open,
  release(db, staffSeq) {
    const theirs = db.all<{ customerSeq: number }>(
      sql`select customer_seq as customerSeq from conversation where assigned_to = ${staffSeq}`,
    )
    for (const { customerSeq } of theirs) assign(deps, db, { customerSeq, to: null })
    return theirs.length
  },
})
