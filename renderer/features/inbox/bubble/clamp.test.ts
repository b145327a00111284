import { describe, expect, it } from 'vitest'
import { clampText } from './clamp.ts'

describe('I-12: a very long text', () => {
  it.each([
    ['65,000 letters', 'a'.repeat(65_000)],
    ['65,000 Chinese letters', '茶'.repeat(65_000)],
    ['10,000 emoji', '🍵'.repeat(10_000)],
    ['5,000 combining marks', `z${'\u0301'.repeat(5_000)}`],
    ['3,000 lines', 'x\n'.repeat(3_000)],
  ])('is cut at a length that can be drawn at once: %s', (_, text) => {
    const { shown, isCut } = clampText(text)
    expect(isCut).toBe(true)
    expect(shown.length).toBeLessThanOrEqual(1_200)
    expect(text.startsWith(shown)).toBe(true)
    // No half of a letter at the end.
    expect(shown).not.toMatch(/[\uD800-\uDBFF]$/u)
  })

  it('gives a Chinese letter the place of two', () => {
    expect(clampText('茶'.repeat(3_000)).shown).toHaveLength(600)
  })

  it('is cut between words where it can be', () => {
    expect(clampText('tea '.repeat(1_000)).shown.endsWith('tea')).toBe(true)
  })

  it.each(['short', 'a'.repeat(1_300), 'x\n'.repeat(25), ''])('stays whole when nearly all of it would be shown', (text) => {
    expect(clampText(text)).toEqual({ shown: text, isCut: false })
  })
})
