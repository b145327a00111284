import type { AppError, Result } from '#contract/kernel/result.ts'
import { isOffline } from '../rules.ts'
import type { CheckResult } from './queries.ts'

/** How one check ended. */
export type Outcome = Pick<CheckResult, 'state' | 'code' | 'params'>

export const well = (params: Outcome['params'] = {}): Outcome => ({ state: 'ok', code: null, params })

export const failed = (code: AppError['code'], params: Outcome['params'] = {}): Outcome => ({ state: 'failed', code, params })

/** Works today and needs a look. */
export const warning = (code: AppError['code'], params: Outcome['params'] = {}): Outcome => ({ state: 'warning', code, params })

export const skipped = (code: AppError['code'], params: Outcome['params'] = {}): Outcome => ({ state: 'skipped', code, params })

/** A question that could not be asked, because the way to Meta or the key is broken, says nothing about what it is for: the check of the key says it once. */
export const unasked = (error: AppError): Outcome =>
  isOffline(error.code) || error.code === 'meta-key-refused' || error.code === 'meta-busy'
    ? skipped(error.code, shown(error))
    : failed(error.code, shown(error))

export const fromResult = (result: Result<unknown>): Outcome => (result.ok ? well() : unasked(result.error))

export const shown = (error: AppError): Outcome['params'] => ({ ...error.params })
