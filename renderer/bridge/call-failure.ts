import type { AppError } from '#contract/kernel/result.ts'

/** Carries an expected failure through the query cache, which knows failures only as thrown things. */
export class CallFailure extends Error {
  readonly appError: AppError

  constructor(appError: AppError) {
    super(appError.code)
    this.name = 'CallFailure'
    this.appError = appError
  }
}

/** The expected failure inside a thrown thing; anything else is a bug and is named so. */
export const failureOf = (thrown: unknown): AppError => (thrown instanceof CallFailure ? thrown.appError : { code: 'bug', retry: 'never' })
