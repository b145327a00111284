import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { BroadcastId } from '#contract/kernel/values.ts'
import type { Rooms } from './rooms.ts'

/** A pace that never holds anything back: the pace is a promise to Meta, not a cost. */
export const NO_PACE = 1_000_000

/** Imports so many customers who agreed to offers. */
export async function importPeople(rooms: Rooms, count: number): Promise<void> {
  const file = join(rooms.vault.folder, '..', 'people.csv')
  const lines = Array.from({ length: count }, (_, index) => `Person ${index},+${886_900_000_000 + index}`)
  writeFileSync(file, `Name,Phone\n${lines.join('\n')}\n`)
  await rooms.call('customer.import', { file, consent: { state: 'agreed', source: 'website', at: Date.UTC(2026, 2, 3) } })
}

/** A broadcast with a coupon code of its own for each customer, as a draft. */
export async function draft(rooms: Rooms, name: string): Promise<BroadcastId> {
  const { broadcastId } = await rooms.call('broadcast.draft', {
    content: {
      name,
      audience: { include: { kind: 'everyone' }, restingHours: null },
      template: { name: 'coupon', language: 'en' },
      variables: {
        first_name: { from: { kind: 'customer', field: 'name' }, fallback: 'friend' },
        code: { from: { kind: 'coupon', part: 'code' } },
      },
      coupon: { kind: 'one-each', prefix: 'T', endsAt: null },
      quietHours: null,
    },
  })
  return broadcastId
}

/** Seals a draft. */
export async function seal(rooms: Rooms, broadcastId: BroadcastId): Promise<void> {
  await rooms.call('broadcast.approve', { broadcastId, acceptUnknownPrices: true })
  rooms.vault.store.checkpoint()
}

/** Starts a sealed broadcast at a pace that need not be one of those that the draft knows. */
export async function start(rooms: Rooms, broadcastId: BroadcastId, pacePerSecond: number): Promise<void> {
  await rooms.call('broadcast.start', { broadcastId })
  // The start plans anew from the draft, so the pace comes after it.
  rooms.ground.ledger.setPlan(broadcastId, { latestAt: null, pacePerSecond })
}

export type Sending = { readonly people: number; readonly pacePerSecond: number }

/** Sends a sealed broadcast to its end; @throws when not everybody's message was accepted */
export async function send(rooms: Rooms, broadcastId: BroadcastId, { people, pacePerSecond }: Sending): Promise<void> {
  await start(rooms, broadcastId, pacePerSecond)
  await rooms.ground.ledger.idle()
  const { counts } = await rooms.call('broadcast.status', { broadcastId })
  if (counts.accepted !== people) throw new Error(`${counts.accepted} of ${people} were accepted; the round counts for nothing`)
}
