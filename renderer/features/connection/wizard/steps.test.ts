import { describe, expect, it } from 'vitest'
import type { Setup } from '../types.ts'
import { canOpen, placeOf, stepBeside } from './steps.ts'

const setup = { step: 'number' } as Setup

describe('steps of the wizard', () => {
  it('know what is behind, here and ahead', () => {
    expect(placeOf('account', 'checks')).toBe('done')
    expect(placeOf('checks', 'checks')).toBe('now')
    expect(placeOf('live', 'checks')).toBe('later')
  })

  it('open only when what they need is there', () => {
    expect(canOpen('account', null, false)).toBe(true)
    expect(canOpen('number', null, false)).toBe(false)
    expect(canOpen('number', setup, false)).toBe(true)
    expect(canOpen('checks', setup, false)).toBe(false)
    expect(canOpen('checks', setup, true)).toBe(true)
  })

  it('end at both ends', () => {
    expect(stepBeside('account', -1)).toBeNull()
    expect(stepBeside('live', 1)).toBeNull()
    expect(stepBeside('number', 1)).toBe('checks')
  })
})
