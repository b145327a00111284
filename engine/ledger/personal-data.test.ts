import { afterEach, describe, expect, it } from 'vitest'
import { aSend, accepted, ledgerKit, type LedgerKit } from '../../test/support/ledger-kit.ts'
import type { SendOutcome } from '../cloud-api/index.ts'
import { sql } from '../store/index.ts'

let kit: LedgerKit
afterEach(() => kit.remove())

const RUN = 'brc_run0000000001'
const phone = '+886910000001'
const source = () => kit.ledger.personalData[0]!
const erase = () => kit.store.write((db) => source().erase(db, 'cus_mei'))
const everything = () =>
  JSON.stringify(['send', 'attempt', 'status_event'].map((table) => kit.store.read.all({ text: `select * from ${table}`, params: [] })))
const mei = () =>
  kit.store.write((db) =>
    db.run(sql`insert into customer (seq, customer_id, phone, created_at, changed_at) values (1, 'cus_mei', ${phone}, 0, 0)`),
  )

describe('what the ledger keeps about a person', () => {
  it('is shown whole and for that person alone', async () => {
    kit = ledgerKit()
    mei()
    kit.run([aSend(1, { customerSeq: 1 }), aSend(2)])
    await kit.clock.advance(1_000)
    kit.store.write((db) =>
      kit.ledger.recordStatus(db, { wamid: 'wamid.0', status: 'read', at: 5, metaCode: null, opaque: null, pricing: null }),
    )
    expect(source().count(kit.store.read, 'cus_mei')).toBe(1)
    expect(source().collect(kit.store.read, 'cus_mei').items).toEqual([
      expect.objectContaining({
        to: phone,
        template: 'coupon',
        state: 'read',
        message: JSON.parse(aSend(1).body) as unknown,
        events: [{ status: 'read', at: 5, metaCode: null }],
      }),
    ])
  })

  it('goes without a trace of the person while the counts of the run stay', async () => {
    kit = ledgerKit()
    mei()
    kit.run([aSend(1, { customerSeq: 1 }), aSend(2)])
    await kit.clock.advance(1_000)
    kit.store.write((db) =>
      kit.ledger.recordStatus(db, { wamid: 'wamid.0', status: 'sent', at: 5, metaCode: null, opaque: kit.opaqueOf(0), pricing: null }),
    )
    const before = kit.ledger.counts(kit.store.read, RUN)
    expect(erase()).toBe(1)
    expect(kit.ledger.counts(kit.store.read, RUN)).toEqual(before)
    for (const trace of [phone, 'wamid.0', '哈囉 1"']) expect(everything()).not.toContain(trace)
    expect(kit.ledger.dailyUse(kit.store.read).used).toBe(2)
  })

  it('does not come back with a late event', async () => {
    kit = ledgerKit()
    mei()
    kit.run([aSend(1, { customerSeq: 1 })])
    await kit.clock.advance(1_000)
    erase()
    kit.store.write((db) =>
      kit.ledger.recordStatus(db, { wamid: 'wamid.0', status: 'read', at: 5, metaCode: null, opaque: kit.opaqueOf(0), pricing: null }),
    )
    expect(everything()).not.toContain('wamid.0')
  })

  it('does not come back with the answer to a message that was under way', async () => {
    kit = ledgerKit()
    mei()
    let answer: (outcome: SendOutcome) => void = () => undefined
    kit.messenger.answer = () => new Promise((resolve) => (answer = resolve))
    kit.run([aSend(1, { customerSeq: 1 })])
    await kit.clock.advance(100)
    erase()
    kit.store.write((db) => db.run(sql`delete from customer`))
    answer({ ...accepted(0), waId: '886910000001' } as SendOutcome)
    await kit.clock.advance(1_000)
    expect(kit.states()).toEqual(['accepted'])
    for (const trace of [phone, 'wamid.0', '886910000001']) expect(everything()).not.toContain(trace)
    expect(kit.changes.at(-1)).toMatchObject({ state: 'accepted', customerSeq: null, waId: null })
  })

  it('is not sent any more when it was only planned', async () => {
    kit = ledgerKit()
    mei()
    kit.run([aSend(1, { customerSeq: 1 })], {}, { start: false })
    erase()
    kit.ledger.start(RUN)
    await kit.clock.advance(1_000)
    expect(kit.messenger.bodies).toEqual([])
    expect(kit.changes.map((change) => [change.state, change.reason])).toEqual([['skipped', 'erased']])
  })
})
