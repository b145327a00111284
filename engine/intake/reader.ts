import type { Clock, Logger } from '../kernel/index.ts'
import type { Store, WriteHandle } from '../store/index.ts'
import type { AccountEvent, Fact, InboundEvent, PreferenceEvent, StatusEvent, TemplateEvent } from './facts.ts'
import { parseEvent } from './parse.ts'
import { markDone, markKept, markTried, newEvents, type RawEvent } from './queries.ts'
import { readEvent } from './read-event.ts'

/** Where facts go; each is called inside the transaction that marks the event as read. */
export type Sinks = {
  inbound(db: WriteHandle, event: InboundEvent): void
  status(db: WriteHandle, event: StatusEvent): void
  preference(db: WriteHandle, event: PreferenceEvent): void
  templateStatus(db: WriteHandle, event: TemplateEvent): void
  account(db: WriteHandle, event: AccountEvent): void
}

export type ReaderDeps = {
  readonly store: Store
  readonly clock: Clock
  readonly logger: Logger
  readonly sinks: Sinks
  readonly phoneNumberId: () => string | null
}

export type Reader = { wake(): void; stop(): void }

const MAX_TRIES = 3
const BATCH = 500
/** Longest time that one transaction may keep the event loop from sending and answering, ms. */
const BATCH_MS = 25
const AFTER_TROUBLE_MS = 5_000
/** Events that come within this time are read by one transaction: each costs one more wait for the disk. */
const GATHER_MS = 10

/**
 * Reads kept events in the order in which they came, many in one transaction. When one of them makes a sink throw, the
 * batch is rolled back and read one by one; an event that fails three times is parked and the others go on.
 */
export function createReader(deps: ReaderDeps): Reader {
  let forget: (() => void) | null = null
  let isStopped = false
  const schedule = (delayMs: number) => {
    if (forget === null && !isStopped) forget = deps.clock.after(delayMs, turn)
  }
  const turn = () => {
    forget = null
    try {
      if (readBatch(deps) > 0) schedule(GATHER_MS)
    } catch (error) {
      // Not the event's fault (disk full or gone): nothing is counted as a try, the same events are read again.
      deps.logger.error('intake.read-failed', error)
      schedule(AFTER_TROUBLE_MS)
    }
  }
  return {
    wake: () => schedule(GATHER_MS),
    stop() {
      isStopped = true
      forget?.()
    },
  }
}

/** Reads some of the new events; returns how many were looked at. */
export function readBatch(deps: ReaderDeps): number {
  const events = newEvents(deps.store.read, BATCH)
  if (events.length === 0) return 0
  try {
    return deps.store.write((db) => readUntilLate(deps, db, events))
  } catch {
    // One of them is poison; which one shows when each has its own transaction.
    for (const event of events) readAlone(deps, event)
    return events.length
  }
}

function readUntilLate(deps: ReaderDeps, db: WriteHandle, events: readonly RawEvent[]): number {
  const startedAt = deps.clock.monotonic()
  let count = 0
  for (const event of events) {
    dispatch(deps, db, event)
    count += 1
    if (deps.clock.monotonic() - startedAt > BATCH_MS) break
  }
  return count
}

function readAlone(deps: ReaderDeps, event: RawEvent): void {
  for (let tries = event.tries + 1; ; tries += 1) {
    try {
      deps.store.write((db) => dispatch(deps, db, event))
      return
    } catch (error) {
      const isLast = tries >= MAX_TRIES
      deps.logger.error('intake.event-failed', error, { seq: event.seq, tries })
      deps.store.write((db) => markTried(db, event.seq, isLast))
      if (isLast) return
    }
  }
}

function dispatch(deps: ReaderDeps, db: WriteHandle, event: RawEvent): void {
  const facts = readEvent(parseEvent(event.body), { phoneNumberId: deps.phoneNumberId(), receivedAt: event.receivedAt })
  if (facts === null) {
    deps.logger.warn('intake.event-unreadable', { seq: event.seq })
    markTried(db, event.seq, true)
    return
  }
  for (const fact of facts) tell(deps.sinks, db, fact)
  const isUnderstood = facts.every((fact) => fact.kind !== 'unknown' && !(fact.kind === 'inbound' && fact.event.message.type === 'other'))
  if (isUnderstood) markDone(db, event.seq)
  else markKept(db, event.seq)
}

function tell(sinks: Sinks, db: WriteHandle, fact: Fact): void {
  switch (fact.kind) {
    case 'inbound':
      return sinks.inbound(db, fact.event)
    case 'status':
      return sinks.status(db, fact.event)
    case 'preference':
      return sinks.preference(db, fact.event)
    case 'template':
      return sinks.templateStatus(db, fact.event)
    case 'account':
      return sinks.account(db, fact.event)
    case 'unknown':
      return
  }
}
