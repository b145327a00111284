import type { EventData } from '#contract/ipc/index.ts'
import type { CustomerId, TimestampMs } from '#contract/kernel/values.ts'
import { sql, type WriteHandle } from '../store/index.ts'
import type { InboxDeps } from './face.ts'
import { metaNow } from './meta-now.ts'
import { answerableUntil, lastHourStamps } from './rules.ts'

/** Tells of windows that close while somebody waits. */
export type Closings = { begin(): void; stop(): void }

const EVERY_MS = 60_000

/** Makes it; it looks once a minute from `begin` on. Which windows were told of is kept, so that each is told of once. */
export function createClosings(deps: Pick<InboxDeps, 'vault' | 'clock' | 'api' | 'logger' | 'announcer' | 'staff' | 'caller'>): Closings {
  const { clock, logger, announcer } = deps
  const { store } = deps.vault
  let forget: () => void = () => undefined
  const tell = (): void => {
    const now = metaNow(deps)
    const staffSeq = deps.staff.me(store.read, deps.caller())?.staffSeq
    // Most minutes nothing is due, and nothing is written.
    if (dueAt(store.read, { now, staffSeq }).length === 0) return
    const closing = store.write((db) => {
      const due = dueAt(db, { now, staffSeq })
      for (const { customerSeq, lastInboundAt } of due) noteTold(db, customerSeq, lastInboundAt)
      return closingOf(due)
    })
    if (closing !== null) announcer.announce('inbox.closing', closing)
  }
  const look = (): void => {
    try {
      tell()
    } catch (error) {
      // Disk full or gone: they are told of at the next look.
      logger.error('inbox.closing-failed', error)
    }
    forget = clock.after(EVERY_MS, look)
  }
  return { begin: look, stop: () => forget() }
}

type Due = { readonly customerSeq: number; readonly lastInboundAt: number; readonly customerId: CustomerId; readonly name: string }

/** Mine and nobody's, the first to close first. */
const dueAt = (
  db: Pick<WriteHandle, 'all'>,
  { now, staffSeq }: { readonly now: number; readonly staffSeq: number | undefined },
): readonly Due[] => {
  const { after, upTo } = lastHourStamps(now)
  return db.all<Due>(sql`
    select v.customer_seq as customerSeq, v.last_inbound_at as lastInboundAt, c.customer_id as customerId, c.name
    from conversation v join customer c on c.seq = v.customer_seq
    where v.closed = 0 and v.snoozed_until is null and v.last_inbound_at is not null
      and v.last_inbound_at > ${after} and v.last_inbound_at <= ${upTo}
      and v.waiting_since is not null and v.closing_told is not v.last_inbound_at and c.blocked = 0 and c.restricted_at is null
      and (v.assigned_to is null or v.assigned_to = ${staffSeq ?? null})
    order by v.last_inbound_at`)
}

const noteTold = (db: WriteHandle, customerSeq: number, lastInboundAt: number): void =>
  void db.run(sql`update conversation set closing_told = ${lastInboundAt} where customer_seq = ${customerSeq}`)

function closingOf(due: readonly Due[]): EventData<'inbox.closing'> | null {
  const [first] = due
  if (first === undefined) return null
  const { customerId, name, lastInboundAt } = first
  return { customerId, name, closesAt: answerableUntil(lastInboundAt) as TimestampMs, others: due.length - 1 }
}
