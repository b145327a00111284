import { describe, expect, it } from 'vitest'
import { hasFallback, sourceKind, sourceKinds, withSource, withTextIn } from './variable-source.ts'

const proposed = { text: '85 折', fallback: '貴賓' }
const text = { from: { kind: 'text', text: 'x' }, fallback: '' } as const

describe('where a variable takes its value from', () => {
  it('comes back as the word it was chosen by, for every word', () => {
    for (const kind of sourceKinds) expect(sourceKind(withSource(text, kind, proposed))).toBe(kind)
  })

  it('proposes what stands in for an unknown name, and keeps what was typed', () => {
    expect(withSource(text, 'customer-name', proposed).fallback).toBe('貴賓')
    expect(withSource({ ...text, fallback: '您' }, 'customer-addressAs', proposed).fallback).toBe('您')
  })

  it('lets something stand in where people can differ, and for the last day of a coupon that has none', () => {
    expect(hasFallback(withSource(text, 'coupon-code', proposed), 5)).toBe(false)
    expect(hasFallback(withSource(text, 'customer-phone', proposed), 0)).toBe(true)
    expect([null, 0, 5].map((missing) => hasFallback(withSource(text, 'coupon-ends', proposed), missing))).toEqual([false, false, true])
  })

  it('has other words for a language, and goes back to those for everybody when they are emptied', () => {
    const both = withTextIn(text.from, 'en', '15% off')
    expect(both).toEqual({ kind: 'text', text: 'x', byLanguage: { en: '15% off' } })
    expect(withTextIn(both, 'ms', 'diskaun').byLanguage).toEqual({ en: '15% off', ms: 'diskaun' })
    expect(withTextIn(both, 'en', '')).toEqual({ kind: 'text', text: 'x' })
  })
})
