import { z } from 'zod'
import { CustomerId, GroupId, ImportId, Locale } from '../kernel/values.ts'
import { MOST_PICKED } from '../limits/lists.ts'
import { OfferState } from './customer.ts'
import { defineCall, FileReference } from './define.ts'

/**
 * Several customers at once: some by their ids, or everybody whom a list finds now, but for some. A search finds all here,
 * not only those that the list looks at.
 */
export const CustomerSelection = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('people'), customerIds: z.array(CustomerId).min(1).max(MOST_PICKED) }),
  z.strictObject({
    kind: z.literal('found'),
    search: z.string().max(200).default(''),
    tag: z.string().max(100).optional(),
    groupId: GroupId.optional(),
    offers: OfferState.optional(),
    importId: ImportId.optional(),
    isRestricted: z.literal(true).optional(),
    except: z.array(CustomerId).max(MOST_PICKED).default([]),
  }),
])

/** What is done with many customers at once. */
export const customerManyCalls = {
  'customer.countMany': defineCall({
    summary: 'How many customers a selection holds now; counted to the end, also where a search finds more than a list shows.',
    role: 'viewer',
    input: z.strictObject({ selection: CustomerSelection }),
    output: z.strictObject({ people: z.number().int() }),
  }),
  'customer.tagMany': defineCall({
    summary:
      'Gives a tag to several customers, or takes it from them: all of them or, where it is ended in the middle, none. `people` are those who were changed; `actId` takes it back for an hour, until Shopbell closes.',
    role: 'staff',
    input: z.strictObject({
      selection: CustomerSelection,
      change: z.enum(['add', 'remove']),
      tag: z.string().trim().min(1).max(100),
    }),
    output: z.strictObject({ actId: z.string(), tag: z.string(), people: z.number().int() }),
    deadlineMs: 600_000,
  }),
  'customer.undoTagMany': defineCall({
    summary: 'Takes back what one `customer.tagMany` changed and nothing else; no people when it can not be taken back any more.',
    role: 'staff',
    input: z.strictObject({ actId: z.string().max(64) }),
    output: z.strictObject({ people: z.number().int() }),
    deadlineMs: 600_000,
  }),
  'customer.exportMany': defineCall({
    summary:
      'Writes several customers as CSV or XLSX, one a row, and notes for each that it was done. Cells that a spreadsheet would compute are made harmless. `leftOut` are those whose data must not be used, at their wish: they are in no such file.',
    role: 'owner',
    stepUp: true,
    input: z.strictObject({
      selection: CustomerSelection,
      format: z.enum(['csv', 'xlsx']),
      target: FileReference,
      locale: Locale.optional(),
    }),
    output: z.strictObject({ fileName: z.string(), sizeBytes: z.number().int(), rows: z.number().int(), leftOut: z.number().int() }),
    files: { write: ['target'], holds: 'tracked' },
    deadlineMs: 600_000,
  }),
}
