import { describe, expect, it } from 'vitest'
import { weekNames } from './words.ts'

describe('the hours of a week', () => {
  it('are told as the clocks of a language show them, from Monday on', () => {
    expect(weekNames('en').times[14]).toMatch(/^2:00\sPM$/u)
    expect(weekNames('zh-CN').times[14]).toBe('14:00')
    expect(weekNames('en').days[0]).toBe('Mon')
    expect(weekNames('en').hours[0]).toBe('00')
  })
})
