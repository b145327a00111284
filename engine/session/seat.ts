import type { Role } from '#contract/ipc/define.ts'
import { calls, type CallName } from '#contract/ipc/index.ts'
import { fail, ok, type Result } from '#contract/kernel/result.ts'
import type { Clock } from '../kernel/index.ts'
import type { Caller, Person, Seat, Settings, Sitting, Status } from './face.ts'
import { behindTheLock } from './heard.ts'
import { searchesDigits } from './mask.ts'
import { createMaskedTexts, type MaskedTexts } from './masked-texts.ts'
import { createReadingRate } from './reading-rate.ts'
import { lowerRole, ranksBelow } from './rules.ts'

/** How long a proof lasts for acts that ask again (SECURITY R-09). */
export const PROOF_MS = 300_000
const MINUTE_MS = 60_000

/** What seats ask the room over the open vault. */
export type DeskRoom = {
  isLockOn(): boolean
  settings(): Settings
  person(sitting: Sitting): Person | undefined
  /** The numbers of a customer, with country, by which they are hidden. */
  numbersOf(customerId: string): readonly string[]
  /** The number, with country, of the customer whom a text names by it in any spelling. */
  numberIn(text: string): string | undefined
  status(place: SeatPlace): Status
  /** Told when somebody sat down or the lock fell. */
  seatsChanged(): void
  lockFell(person: Person | undefined): void
}

/** A seat as the room behind it handles it. */
export type SeatPlace = {
  readonly seat: Seat
  /** Who sits here and may work; undefined behind the lock. */
  person(): Person | undefined
  sitting(): Sitting | null
  /** What they may do here: a program started for less than their role holds them to it. */
  role(): Role
  provenUntil(): number | null
  signIn(sitting: Sitting): void
  /** They proved again who they are. */
  prove(): void
  touch(): void
  /** Ends the session; `why` tells the next call. */
  lock(why: 'locked' | 'sign-in-ended'): void
  /** The vault was closed or another one opened. */
  signOut(): void
  /** Looks whether who sits here still may, and tells what changed. */
  refresh(): void
  /** What the process itself may do, whoever signs in. */
  readonly process: Caller
}

type SeatParts = {
  readonly seatId: string
  readonly clock: Clock
  readonly process: Caller
  readonly room: () => DeskRoom | null
  readonly onLeave: () => void
}

type Session = { readonly sitting: Sitting; touchedAt: number; provenAt: number }

/** Calls that somebody may make whose password was chosen by another. */
const beforeChange: ReadonlySet<CallName> = new Set<CallName>(['session.setPassword', 'session.touch'])

const isWhenLocked = (name: CallName): boolean => calls[name].whenLocked === true

export function createSeat(parts: SeatParts): SeatPlace {
  const seat = new SeatState(parts)
  return seat
}

class SeatState implements SeatPlace {
  readonly seat: Seat
  readonly process: Caller
  readonly #parts: SeatParts
  readonly #lockListeners = new Set<() => void>()
  readonly #changeListeners = new Set<(status: Status) => void>()
  #session: Session | null = null
  #wasEnded = false
  #forgetAlarm: () => void = () => undefined
  #rate = createReadingRate()
  #texts: MaskedTexts = this.#freshTexts()

  constructor(parts: SeatParts) {
    this.#parts = parts
    this.process = parts.process
    this.seat = {
      seatId: parts.seatId,
      caller: () => this.#caller(),
      lockRefusal: (name) => this.#lockRefusal(name),
      proofRefusal: () => this.#proofRefusal(),
      inputRefusal: (name, input) =>
        this.#hides() && searchesDigits(name, input) ? fail('role-too-low', { call: name, role: 'manager' }) : null,
      meant: (name, input) => (this.#hides() ? this.#texts.meant(name, input) : input),
      shown: (name, value, input) => this.#shown(name, { value, input }),
      heard: (name, data) => this.#heard(name, data),
      onLock: (listener) => listen(this.#lockListeners, listener),
      onChange: (listener) => listen(this.#changeListeners, listener),
      leave: () => this.#leave(),
    }
  }

  /** Time that goes on while the computer sleeps, where the clock knows it. */
  get #now(): number {
    const { clock } = this.#parts
    return clock.sinceBoot?.() ?? clock.monotonic()
  }

  person(): Person | undefined {
    const room = this.#parts.room()
    if (this.#session === null || room === null) return undefined
    if (this.#now - this.#session.touchedAt >= room.settings().lockAfterMinutes * MINUTE_MS) {
      this.lock('locked')
      return undefined
    }
    const person = room.person(this.#session.sitting)
    if (person === undefined) this.lock('sign-in-ended')
    return person
  }

  sitting(): Sitting | null {
    return this.#session?.sitting ?? null
  }

  role(): Role {
    return this.#caller().role
  }

  provenUntil(): number | null {
    if (this.#session === null) return null
    const leftMs = this.#session.provenAt + PROOF_MS - this.#now
    return leftMs <= 0 ? null : Math.floor(this.#parts.clock.now() + leftMs)
  }

  signIn(sitting: Sitting): void {
    // Another person takes over: nothing of the one before may go on.
    if (this.#session !== null && this.#session.sitting.staffSeq !== sitting.staffSeq) this.lock('locked')
    this.#session = { sitting, touchedAt: this.#now, provenAt: this.#now }
    this.#wasEnded = false
    this.#rate = createReadingRate()
    this.#texts = this.#freshTexts()
    this.#wind()
    this.#parts.room()?.seatsChanged()
    this.#tell()
  }

  prove(): void {
    if (this.#session === null) return
    this.#session.provenAt = this.#now
    this.#tell()
  }

  touch(): void {
    if (this.#session === null) return
    this.#session.touchedAt = this.#now
    this.#wind()
  }

  lock(why: 'locked' | 'sign-in-ended'): void {
    if (this.#session === null) return
    const room = this.#parts.room()
    const person = room?.person(this.#session.sitting)
    this.#end()
    this.#wasEnded = why === 'sign-in-ended'
    room?.lockFell(person)
    for (const listener of this.#lockListeners) listener()
    room?.seatsChanged()
    this.#tell()
  }

  signOut(): void {
    const wasHere = this.#session !== null
    this.#end()
    this.#wasEnded = false
    if (wasHere) for (const listener of this.#lockListeners) listener()
  }

  refresh(): void {
    this.person()
    this.#wind()
    this.#tell()
  }

  #end(): void {
    this.#session = null
    this.#forgetAlarm()
    this.#rate = createReadingRate()
    this.#texts = this.#freshTexts()
  }

  /** Rings when the lock has to fall; a key that was pressed meanwhile winds it again. */
  #wind(): void {
    this.#forgetAlarm()
    const room = this.#parts.room()
    if (this.#session === null || room === null) return
    const leftMs = this.#session.touchedAt + room.settings().lockAfterMinutes * MINUTE_MS - this.#now
    this.#forgetAlarm = this.#parts.clock.after(Math.max(0, leftMs), () => void (this.person() !== undefined && this.#wind()))
  }

  #tell(): void {
    const room = this.#parts.room()
    if (room === null || this.#changeListeners.size === 0) return
    const status = room.status(this)
    for (const listener of this.#changeListeners) listener(status)
  }

  #isLockOn(): boolean {
    return this.#parts.room()?.isLockOn() ?? false
  }

  #caller(): Caller & { readonly seat: string } {
    const seat = this.#parts.seatId
    if (!this.#isLockOn()) return { ...this.process, seat }
    const person = this.person()
    if (person === undefined) return { role: 'viewer', person: '', seat }
    const name = person.name === '' ? 'owner' : person.name
    return { role: lowerRole(person.role, this.process.role), person: name, seat }
  }

  #lockRefusal(name: CallName): Result<never> | null {
    if (!this.#isLockOn()) return null
    const person = this.person()
    if (person === undefined) {
      if (isWhenLocked(name)) return null
      const code = this.#wasEnded ? 'sign-in-ended' : 'locked'
      this.#wasEnded = false
      return fail(code, { call: name })
    }
    return person.mustChange && !isWhenLocked(name) && !beforeChange.has(name) ? fail('locked', { call: name }) : null
  }

  #proofRefusal(): Result<never> | null {
    const room = this.#parts.room()
    if (room === null || !room.isLockOn() || !room.settings().asksAgain) return null
    return this.provenUntil() === null ? fail('proof-needed') : null
  }

  #hides(): boolean {
    const room = this.#parts.room()
    return room !== null && room.settings().hidesNumbers && ranksBelow(this.role(), 'manager')
  }

  #freshTexts(): MaskedTexts {
    return createMaskedTexts({
      numbersOf: (customerId) => this.#parts.room()?.numbersOf(customerId) ?? [],
      numberIn: (text) => this.#parts.room()?.numberIn(text),
    })
  }

  #shown(name: CallName, { value, input }: { readonly value: unknown; readonly input: unknown }): Result<unknown> {
    const room = this.#parts.room()
    if (room === null || !ranksBelow(this.role(), 'manager')) return ok(value)
    const waitMs = room.isLockOn() ? this.#rate.refusedForMs(name, value, this.#now) : null
    if (waitMs !== null) {
      const until = Math.ceil(this.#parts.clock.now() + waitMs)
      return fail('reading-too-fast', { until }, { at: until })
    }
    return ok(this.#hides() ? this.#texts.hidden(name, value, input) : value)
  }

  #heard(name: Parameters<Seat['heard']>[0], data: unknown): { readonly data: unknown } | null {
    const room = this.#parts.room()
    if (room === null) return { data }
    const isOpen = !room.isLockOn() || this.person()?.mustChange === false
    if (!isOpen) return behindTheLock(name, data)
    return { data: this.#hides() ? this.#texts.hidden(name, data) : data }
  }

  #leave(): void {
    const wasHere = this.#session !== null
    this.#end()
    this.#parts.onLeave()
    if (wasHere) this.#parts.room()?.seatsChanged()
    this.#lockListeners.clear()
    this.#changeListeners.clear()
  }
}

function listen<T>(listeners: Set<T>, listener: T): () => void {
  listeners.add(listener)
  return () => void listeners.delete(listener)
}
