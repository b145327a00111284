import type { CallOutput, ParsedInput } from '#contract/ipc/index.ts'
import { ok, type Result } from '#contract/kernel/result.ts'
import type { Colleague } from '../staff/index.ts'
import type { InboxDeps } from './face.ts'
import { personById } from './people.ts'

type Seen = CallOutput<'inbox.messages'>['presence'][number]
type CustomerId = NonNullable<ParsedInput<'inbox.present'>['customerId']>
type Place = { readonly customerId: CustomerId; readonly seen: Seen; readonly forget: () => void }

/** Who has which conversation open; kept in memory only. */
export type PresenceBoard = {
  /** Somebody opened a conversation, still has it open, or (null) left it. */
  tell(who: Colleague, told: ParsedInput<'inbox.present'>): Result<CallOutput<'inbox.present'>>
  /** Who has it open, but for who asks. */
  others(customerId: CustomerId, staffSeq: number | undefined): Seen[]
  stop(): void
}

const FORGET_AFTER_MS = 15_000

/** Makes an empty board. Everybody has one conversation open at most. */
export function createPresence({ announcer, clock, vault }: Pick<InboxDeps, 'announcer' | 'clock' | 'vault'>): PresenceBoard {
  const places = new Map<number, Place>()
  const inside = (customerId: CustomerId): Seen[] =>
    [...places.values()].filter((place) => place.customerId === customerId).map(({ seen }) => seen)
  const announce = (customerId: CustomerId) => announcer.announce('inbox.presence', { customerId, presence: inside(customerId) })
  const leave = (staffSeq: number): CustomerId | null => {
    const place = places.get(staffSeq)
    place?.forget()
    places.delete(staffSeq)
    return place?.customerId ?? null
  }
  return {
    tell({ staffSeq, staffId, name }, { customerId, doing }) {
      const before = places.get(staffSeq)?.seen
      const left = leave(staffSeq)
      const isKnown = customerId !== null && personById(vault.store.read, customerId) !== undefined
      if (isKnown) {
        const forget = clock.after(FORGET_AFTER_MS, () => {
          leave(staffSeq)
          announce(customerId)
        })
        places.set(staffSeq, { customerId, seen: { staff: { staffId, name }, doing }, forget })
      }
      if (left !== null && left !== customerId) announce(left)
      if (isKnown && (left !== customerId || before?.doing !== doing)) announce(customerId)
      return ok({})
    },
    others: (customerId, staffSeq) =>
      [...places].filter(([seq, place]) => seq !== staffSeq && place.customerId === customerId).map(([, { seen }]) => seen),
    stop() {
      for (const { forget } of places.values()) forget()
      places.clear()
    },
  }
}
