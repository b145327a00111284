import type { EventData } from '#contract/ipc/index.ts'
import { sql, type ReadHandle, type WriteHandle } from '../store/index.ts'
import type { Inbound, InboxDeps } from './face.ts'
import { countLists } from './lists.ts'
import { metaNow } from './meta-now.ts'
import { personBySeq } from './people.ts'
import { opensWindow, previewOf } from './rules.ts'
import { shelfOf } from './shelf.ts'

/** Tells what came, for notifications; kept in memory only. */
export type Arrivals = { note(db: WriteHandle, inbound: Inbound): void; stop(): void }

/** What a customer writes within this time is one notification. */
const GATHER_MS = 1_500
/** What is older when it is read came while nobody was here: one line for all of it. */
const LATE_AFTER_MS = 10 * 60_000
/** Late messages are told of once none came for this long. */
const QUIET_MS = 3_000
/** More customers than this at once are one line too. */
const MOST_AT_ONCE = 3

type Latest = { readonly text: string; readonly at: number }

/** Makes it; nothing is announced before `GATHER_MS` have passed. */
export function createArrivals(deps: InboxDeps): Arrivals {
  const [fresh, late] = [gather(deps, GATHER_MS), gather(deps, QUIET_MS)]
  return {
    note(db, { customerSeq, content, at }) {
      if (!opensWindow(content)) return
      const isLate = at < metaNow(deps) - LATE_AFTER_MS
      const latest = { text: previewOf(content), at }
      db.afterCommit(() =>
        isLate ? late.add(customerSeq, latest, { isPutOff: true }) : fresh.add(customerSeq, latest, { isPutOff: false }),
      )
    },
    stop() {
      fresh.stop()
      late.stop()
    },
  }
}

/** Collects by customer and tells after a while; what is put off waits anew with each one that is added. */
function gather(deps: InboxDeps, afterMs: number) {
  const waiting = new Map<number, Latest>()
  let forget: (() => void) | null = null
  const flush = () => {
    forget = null
    const people = [...waiting].toSorted(([, one], [, other]) => other.at - one.at)
    waiting.clear()
    tellOf(deps, people, afterMs === QUIET_MS ? 1 : MOST_AT_ONCE)
  }
  return {
    add(customerSeq: number, latest: Latest, { isPutOff }: { readonly isPutOff: boolean }) {
      const before = waiting.get(customerSeq)
      if (before === undefined || before.at <= latest.at) waiting.set(customerSeq, latest)
      if (isPutOff) forget?.()
      if (isPutOff || forget === null) forget = deps.clock.after(afterMs, flush)
    },
    stop() {
      forget?.()
      waiting.clear()
    },
  }
}

/** One line for each customer while they are few, else one for the latest of them that counts the others. */
function tellOf(deps: InboxDeps, people: readonly (readonly [number, Latest])[], most: number): void {
  const { read } = deps.vault.store
  const isMany = people.length > most
  const shown = isMany ? people.slice(0, 1) : people.toReversed()
  for (const [customerSeq, { text }] of shown) {
    const arrived = arrivedOf(deps, read, { customerSeq, text, others: isMany ? people.length - 1 : 0 })
    if (arrived !== null) deps.announcer.announce('inbox.arrived', arrived)
  }
}

type Told = { readonly customerSeq: number; readonly text: string; readonly others: number }

/** Null for who was erased meanwhile, and where somebody has read it already. */
function arrivedOf(deps: InboxDeps, db: ReadHandle, { customerSeq, text, others }: Told): EventData<'inbox.arrived'> | null {
  const person = personBySeq(db, customerSeq)
  const unread = db.get<{ unread: number }>(sql`select unread from conversation where customer_seq = ${customerSeq}`)?.unread ?? 0
  if (person === undefined || (unread === 0 && others === 0)) return null
  const staffSeq = deps.staff.me(db, deps.caller())?.staffSeq
  return {
    customerId: person.customerId,
    name: person.name,
    text,
    others,
    assignedTo: shelfOf(db, customerSeq).assignedTo,
    unreadMine: countLists(db, { now: metaNow(deps), staffSeq }).unreadMine,
  }
}
