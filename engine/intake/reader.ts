import type { Clock, Logger } from '../kernel/index.ts'
import type { Store, WriteHandle } from '../store/index.ts'
import type { Fact } from './facts.ts'
import { countFields } from './heard.ts'
import { parseEvent } from './parse.ts'
import { keptEvents, markDone, markKept, markTold, markTried, newEvents, type RawEvent } from './queries.ts'
import { readEvent, READER_VERSION, type ReadEvent } from './read-event.ts'
import type { Reading } from './read-values.ts'
import { tell, type Sinks } from './sinks.ts'

export type ReaderDeps = {
  readonly store: Store
  readonly clock: Clock
  readonly logger: Logger
  readonly sinks: Sinks
  readonly phoneNumberId: () => string | null
  /** Which version reads, and how; left out, this one. */
  readonly version?: EventVersion | undefined
}

/** A version of the reader. Raising the number lets everything kept be read once more. */
export type EventVersion = { readonly number: number; read(value: unknown, reading: Reading): ReadEvent | null }

export type Reader = { wake(): void; stop(): void }

const MAX_TRIES = 3
const BATCH = 500
const KEPT_BATCH = 20
/** Longest time that one transaction may keep the event loop from sending and answering, ms. */
const BATCH_MS = 20
const AFTER_TROUBLE_MS = 5_000
/** Events that come within this time are read by one transaction: each costs one more wait for the disk, and writes the same pages once more. */
const GATHER_MS = 25
/** Pause between two parts of a backlog, in which calls are answered. */
const NEXT_MS = 2

const thisVersion: EventVersion = { number: READER_VERSION, read: readEvent }

/** One life of the reader: what it needs, and the large event that it is in the middle of. */
type Desk = ReaderDeps & {
  readonly version: EventVersion
  open: { readonly seq: number; readonly read: ReadEvent } | null
  /** Whether all that older versions kept was read; looked for once, since what this version keeps it does not read again. */
  isKeptRead: boolean
}

/**
 * Reads kept events in the order in which they came, many in one transaction; a large one in several. When one of them
 * makes a sink throw, the batch is rolled back and read one by one; an event that fails three times is parked and the
 * others go on. When nothing new is there, events that an older version did not understand are read again.
 */
export function createReader(deps: ReaderDeps): Reader {
  const desk: Desk = { ...deps, version: deps.version ?? thisVersion, open: null, isKeptRead: false }
  let forget: (() => void) | null = null
  let isStopped = false
  const schedule = (delayMs: number) => {
    if (forget === null && !isStopped) forget = deps.clock.after(delayMs, turn)
  }
  const turn = () => {
    forget = null
    try {
      const events = newEvents(deps.store.read, BATCH)
      const looked = readBatch(desk, events)
      // What is there already needs no gathering: the next part follows as soon as others had their turn.
      if (looked > 0) schedule(desk.open !== null || looked < events.length || looked === BATCH ? NEXT_MS : GATHER_MS)
      else if (!desk.isKeptRead) {
        desk.isKeptRead = readBatch(desk, keptEvents(deps.store.read, desk.version.number, KEPT_BATCH)) === 0
        schedule(GATHER_MS)
      }
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

/** Reads some events; returns how many were looked at. */
function readBatch(desk: Desk, events: readonly RawEvent[]): number {
  if (events.length === 0) return 0
  try {
    return desk.store.write((db) => readUntilLate(desk, db, events))
  } catch {
    desk.open = null
    // One of them is poison; which one shows when each has its own transaction.
    for (const event of events) readAlone(desk, event)
    return events.length
  }
}

function readUntilLate(desk: Desk, db: WriteHandle, events: readonly RawEvent[]): number {
  const lateAt = desk.clock.monotonic() + BATCH_MS
  const fields = new Map<string, { count: number; at: number }>()
  let looked = 0
  for (const event of events) {
    const isWhole = readSome(desk, db, { event, lateAt, fields })
    looked += 1
    if (!isWhole || desk.clock.monotonic() > lateAt) break
  }
  countFields(db, fields)
  return looked
}

function count(fields: Work['fields'], heard: readonly string[], at: number): void {
  for (const field of heard) fields.set(field, { count: (fields.get(field)?.count ?? 0) + 1, at })
}

type Work = { readonly event: RawEvent; readonly lateAt: number; readonly fields: Map<string, { count: number; at: number }> }

/** Tells an event from where it was left; false when time ran out before its end. */
function readSome(desk: Desk, db: WriteHandle, { event, lateAt, fields }: Work): boolean {
  const read = openEvent(desk, event)
  if (read === null) {
    desk.logger.warn('intake.event-unreadable', { seq: event.seq })
    markTried(db, event.seq, true)
    return true
  }
  for (let index = event.told; index < read.facts.length; index += 1) {
    const fact = read.facts[index]
    if (fact !== undefined) tell(desk.sinks, db, fact)
    if (index + 1 === read.facts.length || desk.clock.monotonic() <= lateAt) continue
    markTold(db, event.seq, index + 1)
    desk.open = { seq: event.seq, read }
    return false
  }
  desk.open = null
  // What an older version kept was counted when it came.
  if (event.state === 'new') count(fields, read.fields, event.receivedAt)
  close(desk, db, { seq: event.seq, facts: read.facts })
  return true
}

function openEvent(desk: Desk, event: RawEvent): ReadEvent | null {
  if (desk.open?.seq === event.seq) return desk.open.read
  return desk.version.read(parseEvent(event.body), { phoneNumberId: desk.phoneNumberId(), receivedAt: event.receivedAt })
}

const isUnderstood = (fact: Fact): boolean => {
  const body = fact.kind === 'inbound' || fact.kind === 'phone' ? fact.event.message : null
  return fact.kind !== 'unknown' && body?.type !== 'other'
}

function close(desk: Desk, db: WriteHandle, { seq, facts }: { readonly seq: number; readonly facts: readonly Fact[] }): void {
  if (facts.every(isUnderstood)) markDone(db, seq)
  else markKept(db, seq, desk.version.number)
}

function readAlone(desk: Desk, event: RawEvent): void {
  for (let tries = event.tries + 1; ; tries += 1) {
    try {
      desk.store.write((db) => readUntilLate({ ...desk, clock: stoppedClock(desk.clock) }, db, [event]))
      return
    } catch (error) {
      desk.logger.error('intake.event-failed', error, { seq: event.seq, tries })
      if (tries >= MAX_TRIES) return park(desk, event)
      desk.store.write((db) => markTried(db, event.seq, false))
    }
  }
}

/** Time does not run out for an event that is read alone: it must be told as a whole, or not at all. */
const stoppedClock = (clock: Clock): Clock => ({ ...clock, monotonic: () => 0 })

/** Tells each fact of a poison event by itself, so that one customer's message does not hide another's; the event is parked. */
function park(desk: Desk, event: RawEvent): void {
  const read = openEvent(desk, event)
  for (const fact of read?.facts ?? []) {
    try {
      desk.store.write((db) => tell(desk.sinks, db, fact))
    } catch (error) {
      desk.logger.error('intake.fact-failed', error, { seq: event.seq, kind: fact.kind })
    }
  }
  desk.store.write((db) => markTried(db, event.seq, true))
}
