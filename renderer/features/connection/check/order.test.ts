import { describe, expect, it } from 'vitest'
import type { TimestampMs } from '#contract/kernel/values.ts'
import type { Check } from '../types.ts'
import { byOrder, readyCount } from './order.ts'

const check = (part: Partial<Check>): Check => ({ name: 'key', state: 'ok', code: null, params: {}, checkedAt: 1 as TimestampMs, ...part })

describe('byOrder', () => {
  it('keeps the newest result of each check, in the order of the screen', () => {
    const clock = check({ name: 'clock' })
    const older = check({ state: 'failed' })
    const newer = check({ checkedAt: 2 as TimestampMs })
    expect(byOrder([clock, older, newer])).toEqual([newer, clock])
  })
})

describe('readyCount', () => {
  it('counts what works today, also with a warning', () => {
    expect(readyCount([check({}), check({ state: 'warning' }), check({ state: 'failed' }), check({ state: 'skipped' })])).toBe(2)
  })
})
