import { afterEach, describe, expect, it } from 'vitest'
import { aSend, accepted, ledgerKit, manySends, type LedgerKit } from '../../test/support/ledger-kit.ts'
import type { SendOutcome } from '../cloud-api/index.ts'
import { sql } from '../store/index.ts'
import type { StatusFact } from './face.ts'

let kit: LedgerKit
afterEach(() => kit.remove())

const RUN = 'brc_run0000000001'
const HOUR_MS = 3_600_000
const heldBack: SendOutcome = { kind: 'rejected', metaCode: 131049, httpStatus: 400 }
const run = () => kit.ledger.run(kit.store.read, RUN)
const record = (fields: Partial<StatusFact>) =>
  kit.store.write((db) =>
    kit.ledger.recordStatus(db, {
      wamid: 'wamid.0',
      status: 'failed',
      at: kit.clock.now(),
      metaCode: null,
      opaque: kit.opaqueOf(0),
      pricing: null,
      ...fields,
    }),
  )

describe('a send that Meta refuses to deliver for now (131049)', () => {
  it('is tried once more after 24 hours where the run wants it, and is final the second time', async () => {
    kit = ledgerKit()
    kit.messenger.answer = () => heldBack
    kit.run([aSend(1)], { retryHeldBack: true })
    await kit.clock.advance(1_000)
    expect(kit.states()).toEqual(['planned'])
    expect(kit.changes.at(-1)).toMatchObject({ state: 'planned', reason: 'held-back', metaCode: 131049 })
    await kit.clock.advance(23 * HOUR_MS)
    expect(kit.messenger.bodies).toHaveLength(1)
    await kit.clock.advance(2 * HOUR_MS)
    expect(kit.messenger.bodies).toHaveLength(2)
    expect(kit.states()).toEqual(['rejected'])
    expect(run()?.state).toBe('finished')
    await kit.clock.advance(26 * HOUR_MS)
    expect(kit.messenger.bodies).toHaveLength(2)
  })

  it('is tried once more as well when Meta says so after it took the message, and opens the run again', async () => {
    kit = ledgerKit()
    kit.run([aSend(1)], { retryHeldBack: true })
    await kit.clock.advance(1_000)
    expect(run()?.state).toBe('finished')
    record({ metaCode: 131049 })
    expect(kit.states()).toEqual(['planned'])
    expect(run()?.state).toBe('running')
    await kit.clock.advance(25 * HOUR_MS)
    expect(kit.states()).toEqual(['accepted'])
    record({ wamid: 'wamid.1', metaCode: 131049, opaque: kit.opaqueOf(1) })
    expect(kit.states()).toEqual(['failed'])
    expect(run()?.state).toBe('finished')
    expect(kit.store.read.all(sql`select state from attempt order by n`)).toEqual([{ state: 'superseded' }, { state: 'accepted' }])
  })

  it('is not tried again when the first message was delivered all the same', async () => {
    kit = ledgerKit()
    kit.run([aSend(1)], { retryHeldBack: true })
    await kit.clock.advance(1_000)
    record({ metaCode: 131049 })
    await kit.clock.advance(HOUR_MS)
    record({ status: 'delivered' })
    expect(kit.states()).toEqual(['delivered'])
    await kit.clock.advance(26 * HOUR_MS)
    expect(kit.messenger.bodies).toHaveLength(1)
    expect(run()?.state).toBe('finished')
  })

  it('is not tried again after the latest time of the run, nor once the run was stopped', async () => {
    kit = ledgerKit()
    kit.messenger.answer = () => heldBack
    kit.run([aSend(1)], { retryHeldBack: true, latestAt: kit.clock.now() + 20 * HOUR_MS })
    await kit.clock.advance(1_000)
    expect(kit.states()).toEqual(['rejected'])
    kit.messenger.answer = accepted
    kit.run([aSend(11), aSend(12), aSend(13)], { runId: 'second', retryHeldBack: true, pacePerSecond: 1 })
    await kit.clock.advance(500)
    kit.ledger.stop('second')
    record({ wamid: 'wamid.1', metaCode: 131049, opaque: kit.opaqueOf(1) })
    expect(kit.states('second')[0]).toBe('failed')
  })
})

describe('what Meta refuses for good', () => {
  it.each([131049, 131050, 132000, 132005, 132012, 132018])('M-14: with code %i is never tried again by itself', async (code) => {
    kit = ledgerKit()
    kit.messenger.answer = (index) => (index === 0 ? { kind: 'rejected', metaCode: code, httpStatus: 400 } : accepted(index))
    kit.run([aSend(1)])
    await kit.clock.advance(26 * HOUR_MS)
    expect(kit.messenger.bodies).toHaveLength(1)
    expect(kit.states()).toEqual(['rejected'])
  })

  it.each([132001, 132007, 132015, 132016])('M-14: about the template (%i) stops the run and tries nobody again', async (code) => {
    kit = ledgerKit()
    kit.messenger.answer = () => ({ kind: 'rejected', metaCode: code, httpStatus: 400 })
    kit.run(manySends(40))
    await kit.clock.advance(2_000)
    const sent = kit.messenger.bodies.length
    await kit.clock.advance(26 * HOUR_MS)
    expect(kit.messenger.bodies).toHaveLength(sent)
    expect(new Set(kit.messenger.bodies.map((body) => (JSON.parse(body) as { to: string }).to)).size).toBe(sent)
    expect(run()).toMatchObject({ state: 'paused', pauseReason: 'template-stopped' })
  })

  it('M-14: what a guard says of the template at the claim stops the run before anybody is written to', async () => {
    kit = ledgerKit()
    let isApproved = true
    kit.ledger.guard('offer', () => (isApproved ? { go: true } : { pause: 'template-stopped' }))
    kit.run(manySends(200))
    await kit.clock.advance(1_000)
    isApproved = false
    const sent = kit.messenger.bodies.length
    await kit.clock.advance(10_000)
    expect(kit.messenger.bodies).toHaveLength(sent)
    expect(run()).toMatchObject({ state: 'paused', pauseReason: 'template-stopped' })
  })
})
