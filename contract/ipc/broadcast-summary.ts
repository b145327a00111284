import { z } from 'zod'
import { BroadcastId, Currency, Micros, SeriesId, TimestampMs } from '../kernel/values.ts'

/** `planned` waits for its time; `missed` let it pass while nobody could send, and asks; `asked` waits for somebody's approval. */
export const BroadcastState = z.enum(['draft', 'asked', 'approved', 'planned', 'missed', 'running', 'paused', 'stopped', 'finished'])
/** Why a run paused by itself or by hand. */
export const PauseReason = z.enum([
  'by-hand',
  'key-refused',
  'payment',
  'template-stopped',
  'account-warning',
  'account-restricted',
  'too-many-failures',
  'disk-full',
  'disk-failed',
  'restored-copy',
  'offline',
  'quiet-hours',
  'daily-limit',
  'engine-restarted',
  'budget',
  'clock-changed',
  'too-late',
])

/** Counts of people; planned + skipped + … always equal `matched`. */
export const BroadcastCounts = z.strictObject({
  matched: z.number().int(),
  planned: z.number().int(),
  skipped: z.number().int(),
  sending: z.number().int(),
  inDoubt: z.number().int(),
  accepted: z.number().int(),
  sent: z.number().int(),
  delivered: z.number().int(),
  read: z.number().int(),
  failed: z.number().int(),
  rejected: z.number().int(),
  unconfirmed: z.number().int(),
})

export const BroadcastSummary = z.strictObject({
  broadcastId: BroadcastId,
  name: z.string(),
  state: BroadcastState,
  pauseReason: PauseReason.nullable(),
  counts: BroadcastCounts,
  createdAt: TimestampMs,
  approvedAt: TimestampMs.nullable(),
  /** When it begins by itself, or should have begun; null when a person starts it. */
  plannedAt: TimestampMs.nullable(),
  latestAt: TimestampMs.nullable(),
  seriesId: SeriesId.nullable(),
  startedAt: TimestampMs.nullable(),
  finishedAt: TimestampMs.nullable(),
  costSoFarMicros: Micros,
  costAtMostMicros: Micros,
  currency: Currency,
})
