import { describe, expect, it } from 'vitest'
import { heatStep } from './heat-step.ts'

describe('the steps of a heat map', () => {
  it('show nothing as nothing, anything as something, and the most as the darkest', () => {
    expect([0, 1, 25, 26, 50, 75, 76, 100].map((value) => heatStep(value, 100))).toEqual([0, 1, 1, 2, 2, 3, 4, 4])
  })

  it('are all empty where nothing happened', () => {
    expect(heatStep(0, 0)).toBe(0)
  })
})
