import { z } from 'zod'
import { Cursor, PageSize, TimestampMs } from '../kernel/values.ts'
import { defineCall, FileReference, Nothing, Role, type CallDefinition } from './define.ts'

/** One line of the log: who did what, when; never a name or a number of a customer. */
export const AuditEntry = z.strictObject({
  /** Counts up by one, whatever the clock does. */
  index: z.number().int().positive(),
  at: TimestampMs,
  /** Name of the call, or of what happened without one, e.g. `session.refused`, `retention.ran`. */
  act: z.string(),
  outcome: z.enum(['done', 'refused', 'failed']),
  /** Error code where it was not done. */
  code: z.string().nullable(),
  person: z.string(),
  role: Role,
  /** Whom it was about, as a keyed code that means nothing once that person is erased; null when nobody. */
  subject: z.string().nullable(),
  /** Numbers and codes of the act, e.g. rows, receipt; no free text. */
  facts: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])),
})

export const AuditVerdict = z.strictObject({
  isWhole: z.boolean(),
  entries: z.number().int(),
  /** The first line whose code does not fit the one before. */
  firstBad: z.number().int().nullable(),
  /** How many lines the seal in the keychain has seen that are not here (an older copy); null without keychain. */
  behindBy: z.number().int().nullable(),
  checkedAt: TimestampMs,
})

/** Whether a call leaves an entry: calls of the owner's role and those that ask again do, unless the contract says otherwise. */
export const isAudited = ({ audited, role, stepUp }: Pick<CallDefinition<z.ZodType, z.ZodType>, 'audited' | 'role' | 'stepUp'>): boolean =>
  audited ?? (role === 'owner' || stepUp === true)

/** What stands in the log without being a call that leaves an entry by itself. */
export const notedActs = [
  'session.signIn',
  'session.prove',
  'session.resetWithRecoveryCode',
  'session.setPassword',
  'session.lock',
  'retention.ran',
  'audit.missing',
] as const

export const auditCalls = {
  'audit.list': defineCall({
    summary: 'Acts, newest first; of one person, one kind of act, about one customer, or of a time (then in the order of the clock).',
    role: 'owner',
    audited: false,
    input: z.strictObject({
      person: z.string().max(60).optional(),
      act: z.string().max(60).optional(),
      customerId: z.string().max(60).optional(),
      since: TimestampMs.optional(),
      until: TimestampMs.optional(),
      cursor: Cursor.optional(),
      limit: PageSize.default(100),
    }),
    output: z.strictObject({
      entries: z.array(AuditEntry),
      /** How many match; of a long log with a filter counted up to 10,000 only. */
      total: z.number().int(),
      /** There are more than `total`. */
      isTotalMore: z.boolean(),
      nextCursor: Cursor.nullable(),
    }),
  }),
  'audit.choices': defineCall({
    summary: 'Whom and which kinds of acts the log knows, for filters.',
    role: 'owner',
    audited: false,
    input: Nothing,
    output: z.strictObject({ people: z.array(z.string()), acts: z.array(z.string()) }),
  }),
  'audit.verify': defineCall({
    summary: 'Checks every line against the one before and the last against the seal outside the file.',
    role: 'owner',
    input: Nothing,
    output: AuditVerdict,
    deadlineMs: 120_000,
  }),
  'audit.export': defineCall({
    summary: 'Writes the log as CSV with its chain, so that anybody who holds the file can see whether a line is missing.',
    role: 'owner',
    stepUp: true,
    input: z.strictObject({ target: FileReference }),
    output: z.strictObject({ fileName: z.string(), entries: z.number().int(), sizeBytes: z.number().int() }),
    files: { write: ['target'], holds: 'audit' },
    deadlineMs: 120_000,
  }),
}
