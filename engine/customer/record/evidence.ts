import type { Result } from '#contract/kernel/result.ts'

/** Seals a photo, scan or PDF that proves a consent. Errors: evidence-refused, customer-missing, those of file and disk. */
export type KeepEvidence = (asked: { readonly customerId: string; readonly file: string }) => Promise<Result<{ mediaFileId: string }>>
