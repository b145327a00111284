import { describe, expect, it } from 'vitest'
import { failureAction, retryAt } from './failure-action.ts'

describe('what can be done about a failure', () => {
  it('offers the way out of each trouble of the shop’s own', () => {
    expect([131042, 132015, 190, 10, 131048].map(failureAction)).toEqual(['billing', 'template', 'reconnect', 'reconnect', 'numbers'])
  })

  it('offers nothing where it happens by itself or must not be tried again', () => {
    expect([131026, 131050, 131056, 130429, null, 999_999].map(failureAction)).toEqual([null, null, null, null, null, null])
  })

  it('waits a day before people are tried whom Meta held back, and no longer', () => {
    expect(failureAction(131049)).toBe('later')
    expect(retryAt({ endedAt: 1_000, now: 86_400_999 })).toBe(86_401_000)
    expect(retryAt({ endedAt: 1_000, now: 86_401_000 })).toBeNull()
  })
})
