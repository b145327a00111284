/** Says when the same request may be made again: never, at once, at a given time, or that nobody can tell. */
export type Retry = 'never' | 'now' | 'unknown' | { readonly at: number }

/**
 * An expected failure as plain data, so that it crosses process boundaries unharmed.
 * `params` hold only ids, counts, codes and limits that a message may show; never secrets or customer text.
 */
export type AppError = {
  readonly code: ErrorCode
  readonly params?: Readonly<Record<string, string | number | boolean>>
  readonly retry: Retry
}

/** Either the value or the expected failure; bugs are thrown instead. */
export type Result<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: AppError }

/** Wraps a value as success. */
export const ok = <T>(value: T): Result<T> => ({ ok: true, value })

/** Builds a failure; `retry` defaults to never. */
export const fail = (code: ErrorCode, params?: AppError['params'], retry: Retry = 'never'): Result<never> => ({
  ok: false,
  error: params === undefined ? { code, retry } : { code, params, retry },
})

import type { ErrorCode } from '../errors/catalogue.ts'
