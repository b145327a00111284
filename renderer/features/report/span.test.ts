import { describe, expect, it } from 'vitest'
import { spanOf } from './span.ts'

describe('the span of a report', () => {
  it('ends today and begins with whole months, also over the turn of a year', () => {
    expect(spanOf('month', '2026-11-22')).toEqual({ from: '2026-11-01', to: '2026-11-22' })
    expect(spanOf('3-months', '2026-01-31')).toEqual({ from: '2025-11-01', to: '2026-01-31' })
    expect(spanOf('12-months', '2026-11-22')).toEqual({ from: '2025-12-01', to: '2026-11-22' })
  })

  it('counts today among thirty days', () => {
    expect(spanOf('30-days', '2026-03-01')).toEqual({ from: '2026-01-31', to: '2026-03-01' })
  })
})
