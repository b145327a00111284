import { describe, expect, it } from 'vitest'
import { decideRestart } from './restart-policy.ts'

describe('what follows a crash of the engine', () => {
  it('starts it again at once after the first', () => {
    expect(decideRestart([1_000])).toEqual({ restart: true, delayMs: 500 })
  })

  it('waits longer after each crash within a minute', () => {
    const crashes = [0, 1_000, 3_000, 6_000]
    expect(crashes.map((_, index) => decideRestart(crashes.slice(0, index + 1)))).toEqual([
      { restart: true, delayMs: 500 },
      { restart: true, delayMs: 1_000 },
      { restart: true, delayMs: 2_000 },
      { restart: true, delayMs: 5_000 },
    ])
  })

  it('stops at the fifth crash within a minute', () => {
    expect(decideRestart([0, 1_000, 3_000, 6_000, 59_000])).toEqual({ restart: false })
  })

  it('forgets crashes that are older than a minute', () => {
    expect(decideRestart([0, 1_000, 3_000, 6_000, 60_000])).toEqual({ restart: true, delayMs: 5_000 })
    expect(decideRestart([0, 1_000, 3_000, 6_000, 120_000])).toEqual({ restart: true, delayMs: 500 })
  })
})
