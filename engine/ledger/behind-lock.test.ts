import { afterEach, expect, it } from 'vitest'
import { ledgerKit, manySends, type LedgerKit } from '../../test/support/ledger-kit.ts'

let kit: LedgerKit
afterEach(() => kit.remove())

it('R-07: nothing new leaves while it may not, and everything goes on once it may', async () => {
  kit = ledgerKit()
  let mayLeave = false
  kit.ledger.leaveOnlyWhile(() => mayLeave)
  kit.run(manySends(20))
  await kit.clock.advance(60_000)
  expect(new Set(kit.states())).toEqual(new Set(['planned']))
  expect(kit.messenger.bodies).toEqual([])
  mayLeave = true
  kit.ledger.nudge()
  await kit.clock.advance(5_000)
  expect(new Set(kit.states())).toEqual(new Set(['accepted']))
})
