import { describe, expect, it } from 'vitest'
import { handingOverMs, spanOf } from './duration.ts'

describe('how long it takes', () => {
  it('rounds up to what stays calm on screen', () => {
    expect(spanOf(0)).toMatchObject({ unit: 'seconds', seconds: 5 })
    expect(spanOf(41_000)).toMatchObject({ unit: 'seconds', seconds: 45 })
    expect(spanOf(132_000)).toMatchObject({ unit: 'minutes', minutes: 2, seconds: 20 })
    expect(spanOf(1_200_500)).toMatchObject({ unit: 'minutes', minutes: 21, seconds: 0 })
    expect(spanOf(5_400_000)).toMatchObject({ unit: 'hours', hours: 1, minutes: 30 })
  })

  it('never shows sixty seconds or sixty minutes', () => {
    expect(spanOf(59_900)).toMatchObject({ unit: 'minutes', minutes: 1, seconds: 0 })
    expect(spanOf(3_599_000)).toMatchObject({ unit: 'hours', hours: 1, minutes: 0 })
  })

  it('follows the pace', () => {
    expect(handingOverMs(1062, 3)).toBe(354_000)
    expect(handingOverMs(0, 3)).toBe(0)
  })
})
