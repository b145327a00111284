import { z } from 'zod'
import { BroadcastId, Cursor, CustomerId, PageSize, RaffleId, TimestampMs } from '../kernel/values.ts'
import { defineCall, defineEvent, FileReference, Nothing } from './define.ts'
import { GroupRule } from './group.ts'

/** How people come in. Entry is free of charge, always: no purchase counts. */
export const RaffleEntryRule = z.discriminatedUnion('kind', [
  /** Whoever writes this word to the shop while entry is open. */
  z.strictObject({ kind: z.literal('keyword'), word: z.string().trim().min(1).max(40) }),
  /** Whoever a rule holds for when the list is frozen. */
  z.strictObject({ kind: z.literal('group'), rule: GroupRule, sentence: z.string().max(2_000) }),
])

export const Raffle = z.strictObject({
  raffleId: RaffleId,
  name: z.string(),
  prize: z.string(),
  winners: z.number().int(),
  entry: RaffleEntryRule,
  state: z.enum(['draft', 'open', 'frozen', 'drawn', 'cancelled']),
  opensAt: TimestampMs.nullable(),
  closesAt: TimestampMs.nullable(),
  /** The public number that seeds the draw, named before it exists: e.g. which lottery's numbers of which day. */
  seedSource: z.string(),
  /** When that number is published; the draw is refused before. */
  seedAt: TimestampMs,
  /** Whether the owner confirmed that entry is free and local law allows it. */
  isConfirmedFree: z.boolean(),
  entries: z.number().int(),
  frozenAt: TimestampMs.nullable(),
  /** SHA-256 over the frozen list, to be published before the seed exists. */
  listHash: z.string().nullable(),
  seed: z.string().nullable(),
  drawnAt: TimestampMs.nullable(),
  drawn: z.array(
    z.strictObject({
      place: z.number().int(),
      /** Stands for the person in the published list; tells nothing about them. */
      entryCode: z.string(),
      customerId: CustomerId.nullable(),
      customerName: z.string(),
      /** Why a winner gave way to the next: asked not to be, can't be reached. */
      passedOver: z.string().nullable(),
    }),
  ),
  /** The broadcast that tells the winners. */
  broadcastId: BroadcastId.nullable(),
})

const ById = z.strictObject({ raffleId: RaffleId })

export const raffleCalls = {
  'raffle.list': defineCall({
    summary: 'All raffles, newest first.',
    role: 'viewer',
    input: Nothing,
    output: z.strictObject({ raffles: z.array(Raffle) }),
  }),
  'raffle.save': defineCall({
    summary: 'Makes a raffle or changes one that is not open yet.',
    role: 'manager',
    input: z.strictObject({
      raffleId: RaffleId.optional(),
      name: z.string().trim().min(1).max(120),
      prize: z.string().trim().min(1).max(500),
      winners: z.number().int().min(1).max(1_000),
      entry: RaffleEntryRule,
      opensAt: TimestampMs.nullable(),
      closesAt: TimestampMs.nullable(),
      seedSource: z.string().trim().min(1).max(300),
      seedAt: TimestampMs,
      isConfirmedFree: z.boolean(),
    }),
    output: Raffle,
  }),
  'raffle.open': defineCall({
    summary: 'Lets people in from now on (or from its time on). Refused until free entry is confirmed.',
    role: 'manager',
    input: ById,
    output: Raffle,
  }),
  'raffle.entries': defineCall({
    summary: 'Who is in, page by page, with the code that stands for each in the published list.',
    role: 'viewer',
    input: ById.extend({ cursor: Cursor.optional(), limit: PageSize.default(100) }),
    output: z.strictObject({
      entries: z.array(
        z.strictObject({ entryCode: z.string(), customerId: CustomerId.nullable(), customerName: z.string(), at: TimestampMs }),
      ),
      nextCursor: Cursor.nullable(),
    }),
  }),
  'raffle.freeze': defineCall({
    summary:
      'Closes the list for good and answers its hash. Nobody comes in or goes out any more; refused when the seed may be known already.',
    role: 'manager',
    input: ById,
    output: Raffle,
    deadlineMs: 120_000,
  }),
  'raffle.draw': defineCall({
    summary: 'Draws the winners from the frozen list and the seed; the same list and seed always give the same winners. Happens once.',
    role: 'manager',
    input: ById.extend({ seed: z.string().trim().min(1).max(200) }),
    output: Raffle,
  }),
  'raffle.passOver': defineCall({
    summary: 'Lets the next in the drawn order take the place of a winner who can not or will not take the prize.',
    role: 'manager',
    input: ById.extend({ place: z.number().int().min(1), reason: z.string().trim().min(1).max(200) }),
    output: Raffle,
  }),
  'raffle.cancel': defineCall({
    summary: 'Ends a raffle without a draw; what was published stays.',
    role: 'manager',
    input: ById,
    output: Raffle,
  }),
  'raffle.remove': defineCall({ summary: 'Deletes a raffle that was never opened.', role: 'manager', input: ById, output: Nothing }),
  'raffle.writeProof': defineCall({
    summary:
      'Writes a page that works in any browser without internet: it holds the frozen list as codes, the hash and, after the draw, seed and winners, and recomputes both.',
    role: 'manager',
    input: ById.extend({ target: FileReference, locale: z.string().max(10).optional() }),
    output: z.strictObject({ fileName: z.string(), sizeBytes: z.number().int(), sha256: z.string() }),
    files: { write: ['target'], holds: 'nobody' },
  }),
  'raffle.tellWinners': defineCall({
    summary: 'Makes a broadcast draft to the winners and answers it, to be filled in, reviewed and approved like any other.',
    role: 'manager',
    input: ById.extend({ template: z.strictObject({ name: z.string(), language: z.string() }) }),
    output: z.strictObject({ broadcastId: BroadcastId }),
  }),
}

export const raffleEvents = {
  'raffle.changed': defineEvent({ summary: 'A raffle or its list changed.', data: z.strictObject({ raffleId: RaffleId }) }),
}
