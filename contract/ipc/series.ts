import { z } from 'zod'
import { BroadcastId, Micros, SeriesId, TimestampMs } from '../kernel/values.ts'
import { BroadcastContent } from './broadcast-content.ts'
import { defineCall, defineEvent, Nothing } from './define.ts'

const TimeOfDay = z.strictObject({ hour: z.number().int().min(0).max(23), minute: z.number().int().min(0).max(59) })

/** When a series comes round, in the shop's time zone. */
export const SeriesRule = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('daily'), every: z.number().int().min(1).max(60), time: TimeOfDay }),
  z.strictObject({
    kind: z.literal('weekly'),
    every: z.number().int().min(1).max(12),
    /** 1 is Monday. */
    weekdays: z.array(z.number().int().min(1).max(7)).min(1).max(7),
    time: TimeOfDay,
  }),
  z.strictObject({
    kind: z.literal('monthly'),
    every: z.number().int().min(1).max(12),
    /** 31 is the last day of a shorter month. */
    day: z.number().int().min(1).max(31),
    time: TimeOfDay,
  }),
  /** Each day to those whose own day (birthday, service due) comes in so many days; negative is after it. */
  z.strictObject({
    kind: z.literal('customer-date'),
    date: z.string().min(1).max(40),
    daysBefore: z.number().int().min(-90).max(90),
    time: TimeOfDay,
  }),
])

/** A broadcast that comes round by a rule. Each time it becomes a broadcast of its own, reviewed anew. */
export const Series = z.strictObject({
  seriesId: SeriesId,
  name: z.string(),
  content: BroadcastContent,
  rule: SeriesRule,
  startsAt: TimestampMs,
  endsAt: TimestampMs.nullable(),
  /** After so many times it is over; null is no end. */
  mostTimes: z.number().int().nullable(),
  /** People are left out who did this since they last got it. */
  skipIf: z.strictObject({ ordered: z.boolean(), replied: z.boolean() }),
  /** What each time may cost at most: more asks instead of sending. */
  budgetEachMicros: Micros,
  /** When the laptop was off: ask, or let that time pass. Never sent later by itself. */
  ifMissed: z.enum(['ask', 'skip']),
  state: z.enum(['draft', 'on', 'paused', 'over']),
  /** Why it paused by itself. */
  pauseReason: z
    .enum(['by-hand', 'template-not-sendable', 'budget', 'price-unknown', 'group-missing', 'review-stopped', 'restored-copy'])
    .nullable(),
  nextAt: TimestampMs.nullable(),
  times: z.number().int(),
  approvedAt: TimestampMs.nullable(),
  approvedBy: z.string().nullable(),
  /** Of all that an approval covers, the words of the template included; pass it to series.approve. */
  approvalHash: z.string(),
  broadcastIds: z.array(BroadcastId),
})

const ById = z.strictObject({ seriesId: SeriesId })

export const seriesCalls = {
  'series.list': defineCall({
    summary: 'All series, those that are on first.',
    role: 'viewer',
    input: Nothing,
    output: z.strictObject({ series: z.array(Series) }),
  }),
  'series.get': defineCall({ summary: 'One series with its latest broadcasts.', role: 'viewer', input: ById, output: Series }),
  'series.save': defineCall({
    summary: 'Saves a series, new without an id. Any change of one that is on needs approval again.',
    role: 'staff',
    input: z.strictObject({
      seriesId: SeriesId.optional(),
      content: BroadcastContent,
      rule: SeriesRule,
      startsAt: TimestampMs.optional(),
      endsAt: TimestampMs.nullable().default(null),
      mostTimes: z.number().int().min(1).max(1_000).nullable().default(null),
      skipIf: z.strictObject({ ordered: z.boolean(), replied: z.boolean() }),
      budgetEachMicros: Micros.nonnegative(),
      ifMissed: z.enum(['ask', 'skip']).default('ask'),
    }),
    output: Series,
  }),
  'series.approve': defineCall({
    summary: 'Switches a series on: from now on each time is sealed and sent without asking, as long as it stays within what was approved.',
    role: 'manager',
    /** With the hash of what was seen, it fails when anything changed since. */
    input: ById.extend({ approvalHash: z.string().optional() }),
    output: Series,
  }),
  'series.pause': defineCall({
    summary: 'Lets a series rest; a broadcast of it that runs goes on.',
    role: 'staff',
    input: ById,
    output: Series,
  }),
  'series.resume': defineCall({
    summary: 'Goes on with the next time that is to come; times that passed stay passed.',
    role: 'manager',
    input: ById,
    output: Series,
  }),
  'series.remove': defineCall({ summary: 'Removes a series; its broadcasts stay.', role: 'manager', input: ById, output: Nothing }),
  'series.nextTimes': defineCall({
    summary: 'The next times of a rule, before it is saved, and how many people would get it if it came now.',
    role: 'viewer',
    input: z.strictObject({
      rule: SeriesRule,
      startsAt: TimestampMs.optional(),
      endsAt: TimestampMs.nullable().default(null),
      count: z.number().int().min(1).max(50).default(5),
      /** Whom the message is for. */
      audience: BroadcastContent.shape.audience.optional(),
    }),
    output: z.strictObject({
      times: z.array(TimestampMs),
      timeZone: z.string(),
      /** Counted as `broadcast.audience` does, as of now; null where no audience was given. */
      people: z.number().int().nullable(),
    }),
  }),
}

export const seriesEvents = {
  'series.changed': defineEvent({ summary: 'A series was saved, switched, or came round.', data: z.strictObject({ seriesId: SeriesId }) }),
}
