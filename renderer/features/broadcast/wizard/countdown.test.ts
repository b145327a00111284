import { describe, expect, it } from 'vitest'
import { beginCountdown, countdown } from './countdown.ts'

describe('the ten seconds before a broadcast starts', () => {
  it('count down and then start', () => {
    const begun = beginCountdown(1000)
    expect(begun).toMatchObject({ kind: 'counting', secondsLeft: 10 })
    expect(countdown(begun, { kind: 'tick', now: 3500 })).toMatchObject({ kind: 'counting', secondsLeft: 8 })
    expect(countdown(begun, { kind: 'tick', now: 11_000 })).toEqual({ kind: 'starting' })
  })

  it('can be cut short or cancelled, and a late tick changes nothing then', () => {
    const begun = beginCountdown(0)
    expect(countdown(begun, { kind: 'start-now' })).toEqual({ kind: 'starting' })
    const cancelled = countdown(begun, { kind: 'cancel' })
    expect(countdown(cancelled, { kind: 'tick', now: 99_000 })).toEqual({ kind: 'cancelled' })
    expect(countdown(cancelled, { kind: 'start-now' })).toEqual({ kind: 'cancelled' })
  })

  it('cannot be cancelled once it starts, and can be tried again when starting failed', () => {
    const starting = countdown(beginCountdown(0), { kind: 'start-now' })
    expect(countdown(starting, { kind: 'cancel' })).toEqual({ kind: 'starting' })
    const failed = countdown(starting, { kind: 'failed' })
    expect(countdown(failed, { kind: 'start-now' })).toEqual({ kind: 'starting' })
    expect(countdown(failed, { kind: 'tick', now: 99_000 })).toEqual({ kind: 'failed' })
  })

  it('never grows when the clock is set back', () => {
    const later = countdown(beginCountdown(0), { kind: 'tick', now: 6000 })
    expect(countdown(later, { kind: 'tick', now: -60_000 })).toMatchObject({ secondsLeft: 4 })
  })
})
