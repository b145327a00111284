import type { ErrorCode } from '#contract/errors/catalogue.ts'
import type { ArchiveLimits } from '../archive/inflate.ts'

/** What the thread is told when it begins. */
export type ThreadTask = { readonly path: string; readonly sheet: string | null; readonly limits: ArchiveLimits }

/** What the thread says: first the sheets, then rows as often as it is asked for more, then the end; or why it can't. */
export type ThreadWord =
  | { readonly kind: 'sheets'; readonly sheets: readonly string[] }
  /** `share` of the sheet that is read, from 0 to 1. */
  | { readonly kind: 'rows'; readonly rows: readonly (readonly string[])[]; readonly share: number }
  | { readonly kind: 'end' }
  | { readonly kind: 'failed'; readonly code: ErrorCode }
