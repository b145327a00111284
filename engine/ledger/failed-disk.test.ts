import { describe, expect, it } from 'vitest'
import { ledgerKit, manySends } from '../../test/support/ledger-kit.ts'
import { tempVault } from '../../test/support/temp-vault.ts'
import type { StoreErrorKind } from '../store/index.ts'

const RUN = 'brc_run0000000001'

/** A vault whose disk can be said to fail, as the store tells it when any room meets the failure. */
function vaultThatFails() {
  const vault = tempVault()
  const listeners = new Set<(kind: StoreErrorKind) => void>()
  const onTrouble = (listener: (kind: StoreErrorKind) => void) => {
    listeners.add(listener)
    return () => listeners.delete(listener)
  }
  return {
    vault: { ...vault, store: { ...vault.store, onTrouble } },
    listeners,
    fail: (kind: StoreErrorKind) => listeners.forEach((listener) => listener(kind)),
  }
}

describe('a disk that failed another room', () => {
  it.each(['failed', 'corrupt', 'read-only'] as const)('row 16: lets no message leave any more in this life (%s)', async (kind) => {
    const { vault, fail, listeners } = vaultThatFails()
    const kit = ledgerKit({ vault })
    kit.run(manySends(40), { pacePerSecond: 10 })
    await kit.clock.advance(1_000)
    const before = kit.messenger.bodies.length
    expect(before).toBeGreaterThan(0)
    fail(kind)
    await kit.clock.advance(60_000)
    expect(kit.messenger.bodies).toHaveLength(before)
    expect(kit.states().filter((state) => state === 'accepted')).toHaveLength(before)
    await kit.remove()
    expect(listeners.size).toBe(0)
  })

  it.each(['failed', 'corrupt', 'read-only'] as const)(
    'says so, once, to whoever watches, and refuses to begin or go on (%s)',
    async (kind) => {
      const { vault, fail } = vaultThatFails()
      const kit = ledgerKit({ vault })
      const told: unknown[] = []
      kit.run(manySends(40), { pacePerSecond: 10 })
      kit.run([], { runId: 'brc_run0000000002' }, { start: false })
      await kit.clock.advance(1_000)
      kit.ledger.watchRuns((runId) => told.push([runId, kit.ledger.run(kit.store.read, runId)?.pauseReason]))
      fail(kind)
      fail(kind)
      await kit.clock.advance(10_000)
      expect(told).toEqual([[RUN, 'disk-failed']])
      expect(kit.ledger.run(kit.store.read, RUN)).toMatchObject({ state: 'paused', pauseReason: 'disk-failed' })
      const code = { failed: 'disk-failed', corrupt: 'vault-damaged', 'read-only': 'disk-read-only' }[kind]
      expect(kit.ledger.resume(RUN)).toMatchObject({ ok: false, error: { code } })
      expect(kit.ledger.start('brc_run0000000002')).toMatchObject({ ok: false, error: { code } })
      await kit.remove()
    },
  )

  it.each(['full', 'locked'] as const)('goes on when only somebody else met that it was %s', async (kind) => {
    const { vault, fail } = vaultThatFails()
    const kit = ledgerKit({ vault })
    kit.run(manySends(40), { pacePerSecond: 10 })
    await kit.clock.advance(1_000)
    fail(kind)
    await kit.clock.advance(10_000)
    expect(kit.messenger.bodies).toHaveLength(40)
    await kit.remove()
  })
})
