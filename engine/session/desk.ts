import type { Clock } from '../kernel/index.ts'
import type { Caller, Seat } from './face.ts'
import { createSeat, type DeskRoom, type SeatPlace } from './seat.ts'

/** All channels of an engine; outlives the vaults that are opened and closed on it. */
export type Desk = {
  /** A place for one more channel; nobody sits there. */
  seat(): Seat
  find(seatId: string | undefined): SeatPlace | undefined
  /** The room of the vault that was opened; null once it is closed: everybody is signed out. */
  meet(room: DeskRoom | null): void
  /** Looks anew at every seat: people were removed, or rules changed. */
  refresh(): void
  /** Whether anybody sits here who may work. */
  isSomebodyHere(): boolean
  /** Who sits here, for what is told to a single window; without a lock, in whose name the process runs. */
  callerHere(): Caller
}

/**
 * Makes the desk.
 * @param process in whose name the process runs: whoever calls while no lock is on, and the most that a session on it may do
 */
export function createDesk({ clock, process }: { readonly clock: Clock; readonly process: Caller }): Desk {
  let room: DeskRoom | null = null
  let lastId = 0
  const places = new Map<string, SeatPlace>()
  return {
    seat() {
      lastId += 1
      const seatId = String(lastId)
      const place = createSeat({ seatId, clock, process, room: () => room, onLeave: () => places.delete(seatId) })
      places.set(seatId, place)
      return place.seat
    },
    find: (seatId) => (seatId === undefined ? undefined : places.get(seatId)),
    meet(next) {
      room = next
      for (const place of places.values()) place.signOut()
    },
    refresh() {
      for (const place of places.values()) place.refresh()
    },
    callerHere: () => [...places.values()].find((place) => place.person() !== undefined)?.seat.caller() ?? process,
    isSomebodyHere: () => [...places.values()].some((place) => place.person() !== undefined),
  }
}
