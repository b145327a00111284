import { afterEach, describe, expect, it } from 'vitest'
import { aSend, accepted, ledgerKit, manySends, type LedgerKit } from '../../test/support/ledger-kit.ts'
import { tempVault } from '../../test/support/temp-vault.ts'
import type { SendOutcome } from '../cloud-api/index.ts'
import { manualClock } from '../kernel/index.ts'
import { sql } from '../store/index.ts'
import type { StatusFact } from './face.ts'

let kit: LedgerKit
afterEach(() => kit.remove())

const RUN = 'brc_run0000000001'
const run = () => kit.ledger.run(kit.store.read, RUN)
const unknown: SendOutcome = { kind: 'unknown', reason: 'timeout', httpStatus: null }
const aFact = (fields: Partial<StatusFact> = {}): StatusFact => ({
  wamid: 'wamid.late',
  status: 'sent',
  at: kit.clock.now(),
  metaCode: null,
  opaque: null,
  pricing: null,
  ...fields,
})
const record = (fields: Partial<StatusFact>) => kit.store.write((db) => kit.ledger.recordStatus(db, aFact(fields)))

const inDoubt = async () => {
  kit = ledgerKit()
  kit.messenger.answer = () => unknown
  kit.run([aSend(1)])
  await kit.clock.advance(1_000)
}

describe('a message in doubt', () => {
  it('M-06: is accepted when an event carries its attempt id, and the run is finished', async () => {
    await inDoubt()
    record({ opaque: kit.opaqueOf(0) })
    expect(kit.states()).toEqual(['sent'])
    expect(run()?.state).toBe('finished')
    expect(kit.changes.map((change) => change.state)).toEqual(['sending', 'in_doubt', 'accepted', 'sent'])
  })

  it.each(['another sender', 'v1.00000000.att_00000000000000000000000000.0000000000000000'])(
    'M-06: is not moved by the attempt id of %s',
    async (opaque) => {
      await inDoubt()
      record({ opaque })
      expect(kit.states()).toEqual(['in_doubt'])
    },
  )

  it('M-06: is not moved by its own attempt id with one changed digit', async () => {
    await inDoubt()
    const opaque = kit.opaqueOf(0)
    record({ opaque: `${opaque.slice(0, -1)}${opaque.endsWith('0') ? '1' : '0'}` })
    expect(kit.states()).toEqual(['in_doubt'])
  })

  it('is unconfirmed after fifteen minutes in which events could come', async () => {
    await inDoubt()
    await kit.clock.advance(14 * 60_000)
    expect(kit.states()).toEqual(['in_doubt'])
    await kit.clock.advance(90_000)
    expect(kit.states()).toEqual(['unconfirmed'])
    expect(run()?.state).toBe('finished')
  })

  it('waits on while no events can come', async () => {
    let isAlive = false
    kit = ledgerKit({ inboundAlive: () => isAlive })
    kit.messenger.answer = () => unknown
    kit.run([aSend(1)])
    await kit.clock.advance(3 * 3_600_000)
    expect(kit.states()).toEqual(['in_doubt'])
    isAlive = true
    await kit.clock.advance(16 * 60_000)
    expect(kit.states()).toEqual(['unconfirmed'])
  })

  it('is unconfirmed as soon as receiving is switched off', async () => {
    let canReceive = true
    kit = ledgerKit({ receives: () => canReceive })
    kit.messenger.answer = () => unknown
    kit.run([aSend(1)])
    await kit.clock.advance(60_000)
    expect(kit.states()).toEqual(['in_doubt'])
    canReceive = false
    await kit.clock.advance(20_000)
    expect(kit.states()).toEqual(['unconfirmed'])
  })

  it('M-06: is accepted even three days after it was called unconfirmed', async () => {
    await inDoubt()
    await kit.clock.advance(3 * 86_400_000)
    expect(kit.states()).toEqual(['unconfirmed'])
    record({ opaque: kit.opaqueOf(0), status: 'delivered' })
    expect(kit.states()).toEqual(['delivered'])
  })

  it('M-07: stays unconfirmed for seven days, is sent again only by a person, and the old attempt keeps its trace', async () => {
    await inDoubt()
    await kit.clock.advance(7 * 86_400_000)
    expect(kit.messenger.bodies.length).toBe(1)
    expect(kit.states()).toEqual(['unconfirmed'])
    expect(kit.ledger.counts(kit.store.read, RUN)).toMatchObject({ matched: 1, unconfirmed: 1 })
    kit.messenger.answer = accepted
    expect(kit.store.write((db) => kit.ledger.sendAgain(db, RUN, [aSend(1).sendId, aSend(2).sendId]))).toBe(1)
    await kit.clock.advance(1_000)
    expect(kit.states()).toEqual(['accepted'])
    expect(run()?.state).toBe('finished')
    expect(kit.store.read.all(sql`select n, state from attempt order by n`)).toEqual([
      { n: 1, state: 'superseded' },
      { n: 2, state: 'accepted' },
    ])
    // Seven days are forty thousand ticks; a busy computer takes its time over them.
  })

  it('needs no second message when the proof of the first comes while it waits for it', async () => {
    await inDoubt()
    await kit.clock.advance(20 * 60_000)
    kit.run([], { runId: 'other' })
    kit.ledger.pause(RUN, 'by-hand')
    kit.store.write((db) => {
      kit.ledger.sendAgain(db, RUN, [aSend(1).sendId])
      kit.ledger.recordStatus(db, aFact({ opaque: kit.opaqueOf(0), status: 'read' }))
    })
    await kit.clock.advance(10_000)
    expect(kit.messenger.bodies.length).toBe(1)
    expect(kit.states()).toEqual(['read'])
  })
})

describe('an event', () => {
  it('that is faster than the answer proves the message, and the answer changes nothing any more', async () => {
    kit = ledgerKit()
    let answer: (outcome: SendOutcome) => void = () => undefined
    kit.messenger.answer = () => new Promise((resolve) => (answer = resolve))
    kit.run([aSend(1)])
    await kit.clock.advance(100)
    record({ wamid: 'wamid.0', opaque: kit.opaqueOf(0), status: 'delivered' })
    expect(kit.states()).toEqual(['delivered'])
    answer(unknown)
    await kit.clock.advance(1_000)
    expect(kit.states()).toEqual(['delivered'])
  })

  it('that is faster and carries no attempt id waits until the answer names the message', async () => {
    kit = ledgerKit()
    let answer: (outcome: SendOutcome) => void = () => undefined
    kit.messenger.answer = () => new Promise((resolve) => (answer = resolve))
    kit.run([aSend(1)])
    await kit.clock.advance(100)
    record({ wamid: 'wamid.0', status: 'read', pricing: { category: 'marketing', type: 'regular' } })
    answer(accepted(0))
    await kit.clock.advance(1_000)
    expect(kit.states()).toEqual(['read'])
    expect(kit.store.read.get(sql`select priced_category from send`)).toEqual({ priced_category: 'marketing' })
  })

  it('M-06: comes in any order and twice, with the same end', async () => {
    const events: StatusFact['status'][] = ['sent', 'delivered', 'read', 'failed', 'delivered']
    const orders = permutations(events)
    kit = ledgerKit()
    kit.run(manySends(orders.length), { pacePerSecond: 1_000 })
    kit.ledger.setThroughput(1_000)
    await kit.clock.advance(10_000)
    orders.forEach((order, index) => {
      for (const status of order) record({ wamid: `wamid.${index}`, status, metaCode: status === 'failed' ? 131026 : null })
    })
    expect(new Set(kit.states())).toEqual(new Set(['read']))
    expect(orders.length).toBe(120)
  })

  it('of failure after acceptance stands until delivery is proved', async () => {
    kit = ledgerKit()
    kit.run([aSend(1)])
    await kit.clock.advance(1_000)
    record({ wamid: 'wamid.0', status: 'failed', metaCode: 131049 })
    record({ wamid: 'wamid.0', status: 'sent' })
    expect(kit.states()).toEqual(['failed'])
    expect(kit.changes.at(-1)).toMatchObject({ state: 'failed', metaCode: 131049 })
    record({ wamid: 'wamid.0', status: 'delivered' })
    expect(kit.states()).toEqual(['delivered'])
  })

  it('of failure for want of payment pauses the run', async () => {
    kit = ledgerKit()
    kit.run(manySends(100), { pacePerSecond: 3 })
    await kit.clock.advance(1_000)
    record({ wamid: 'wamid.0', status: 'failed', metaCode: 131042 })
    expect(run()).toMatchObject({ state: 'paused', pauseReason: 'payment' })
  })

  it('is proof of delivery when a customer quotes the message', async () => {
    kit = ledgerKit()
    kit.run([aSend(1)])
    await kit.clock.advance(1_000)
    kit.store.write((db) => kit.ledger.recordQuoted(db, 'wamid.0', kit.clock.now()))
    expect(kit.states()).toEqual(['delivered'])
  })
})

describe('a new life of the engine', () => {
  const restart = async (fields: { restoredCopy?: boolean; receives?: boolean } = {}) => {
    const vault = tempVault()
    kit = ledgerKit({ vault: { ...vault, remove: () => undefined } })
    kit.messenger.answer = (index) => (index < 5 ? accepted(index) : new Promise(() => undefined))
    kit.run(manySends(40), { pacePerSecond: 10 })
    await kit.clock.advance(3_000)
    const { clock, messenger } = kit
    const underWay = kit.states().filter((state) => state === 'sending').length
    // A killed engine does nothing any more: its clock stands still from here on.
    const nextClock = manualClock(clock.now())
    const opaques = messenger.bodies.map((_, index) => kit.opaqueOf(index))
    vault.store.write((db) => db.run(sql`update vault_fact set value = '2' where name = 'send-epoch'`))
    const next = { ...vault, epoch: 2, restoredCopy: fields.restoredCopy ?? false }
    kit = ledgerKit({ vault: next, clock: nextClock, receives: () => fields.receives ?? true })
    return { underWay, opaques, sentBefore: messenger.bodies.length }
  }

  it('M-08: puts in doubt what the dead one left under way, sends the rest once, and is finished only when all of it is settled', async () => {
    const { underWay, opaques } = await restart()
    expect(underWay).toBeGreaterThan(0)
    expect(underWay).toBeLessThanOrEqual(8)
    kit.messenger.answer = (index) => accepted(100 + index)
    await kit.clock.advance(10_000)
    expect(kit.states().filter((state) => state === 'in_doubt').length).toBe(underWay)
    expect(kit.messenger.bodies.length).toBe(40 - 5 - underWay)
    expect(run()?.state).toBe('running')
    opaques.slice(5).forEach((opaque, index) => record({ wamid: `wamid.late${index}`, opaque, status: 'sent' }))
    expect(kit.states().some((state) => state === 'in_doubt')).toBe(false)
    expect(run()?.state).toBe('finished')
  })

  it('M-01: calls what a killed one left under way unconfirmed at once where no events can come, and nobody twice', async () => {
    const { underWay } = await restart({ receives: false })
    expect(kit.states().filter((state) => state === 'unconfirmed').length).toBe(underWay)
  })

  it('M-16: sends nothing from a copied vault until a person says so, and flags each who waits as perhaps written to', async () => {
    await restart({ restoredCopy: true })
    await kit.clock.advance(3_600_000)
    expect(kit.messenger.bodies).toEqual([])
    expect(run()).toMatchObject({ state: 'paused', pauseReason: 'restored-copy' })
    const flags = () => kit.store.read.all<{ reason: string | null }>(sql`select distinct reason from send where state = 'planned'`)
    expect(flags()).toEqual([{ reason: 'may-be-sent' }])
    expect(kit.ledger.resume(RUN)).toMatchObject({ ok: true })
    await kit.clock.advance(60_000)
    const reasons = kit.store.read.all(
      sql`select distinct reason from send where state = 'accepted' and accepted_at >= ${kit.clock.now() - 60_000}`,
    )
    expect([kit.messenger.bodies.length > 0, flags(), reasons]).toEqual([true, [], [{ reason: null }]])
  })

  it('asks first when it was interrupted for longer than half an hour', async () => {
    await restart()
    const vault = kit.vault
    await kit.ledger.end()
    await kit.clock.advance(4 * 3_600_000)
    vault.store.write((db) => db.run(sql`update vault_fact set value = '3' where name = 'send-epoch'`))
    kit = ledgerKit({ vault: { ...vault, epoch: 3 }, clock: kit.clock })
    await kit.clock.advance(60_000)
    expect(run()).toMatchObject({ state: 'paused', pauseReason: 'engine-restarted' })
  })

  it('M-22: takes the right to send from the old one, whose claims end', async () => {
    const vault = tempVault()
    kit = ledgerKit({ vault: { ...vault, remove: () => vault.remove() } })
    kit.run(manySends(100), { pacePerSecond: 10 })
    await kit.clock.advance(1_000)
    vault.store.write((db) => db.run(sql`update vault_fact set value = '2' where name = 'send-epoch'`))
    const sent = kit.messenger.bodies.length
    await kit.clock.advance(30_000)
    expect(kit.messenger.bodies.length).toBe(sent)
  })

  it('M-22: writes to everybody once when the old one stood still for a minute and wakes up beside it', async () => {
    const vault = tempVault()
    kit = ledgerKit({ vault: { ...vault, remove: () => undefined } })
    const old = kit
    old.messenger.answer = (index) => (index < 20 ? accepted(index) : new Promise(() => undefined))
    old.run(manySends(200), { pacePerSecond: 10 })
    await old.clock.advance(3_000)
    vault.store.write((db) => db.run(sql`update vault_fact set value = '2' where name = 'send-epoch'`))
    kit = ledgerKit({ vault: { ...vault, epoch: 2, remove: () => vault.remove() }, clock: manualClock(old.clock.now()) })
    kit.messenger.answer = (index) => accepted(1_000 + index)
    await kit.clock.advance(60_000)
    const sentByOld = old.messenger.bodies.length
    await old.clock.advance(120_000)
    expect(old.messenger.bodies).toHaveLength(sentByOld)
    const people = [...old.messenger.bodies, ...kit.messenger.bodies].map((body) => (JSON.parse(body) as { to: string }).to)
    expect(people).toHaveLength(200)
    expect(new Set(people).size).toBe(200)
  })

  it('M-08: a run is not finished while another engine has one of its people under way', async () => {
    kit = ledgerKit()
    kit.messenger.answer = (index) => (index === 3 ? new Promise(() => undefined) : accepted(index))
    kit.run(manySends(10))
    await kit.clock.advance(60_000)
    expect(kit.ledger.counts(kit.store.read, RUN)).toMatchObject({ accepted: 9, sending: 1 })
    expect(run()?.state).toBe('running')
  })
})

describe('many messages in doubt', () => {
  it('M-06: are all settled by their events, shuffled, doubled and up to three days late; forged ones settle nobody', async () => {
    kit = ledgerKit()
    kit.messenger.answer = () => unknown
    kit.ledger.watchRuns(() => {
      if (run()?.state === 'paused') kit.ledger.resume(RUN)
    })
    kit.run(manySends(200))
    await kit.clock.advance(30_000)
    const opaques = kit.messenger.bodies.map((_, index) => kit.opaqueOf(index))
    expect(new Set(opaques).size).toBe(200)
    for (const [index, opaque] of opaques.entries())
      record({ wamid: `wamid.forged${index}`, opaque: `${opaque.slice(0, -1)}${opaque.endsWith('0') ? '1' : '0'}` })
    expect(new Set(kit.states())).toEqual(new Set(['in_doubt']))
    const events = opaques.flatMap((opaque, index) =>
      (['sent', 'delivered', 'sent'] as const).map((status) => ({ opaque, status, wamid: `wamid.true${index}` })),
    )
    for (const [place, event] of events.entries()) {
      const other = (place * 7_919) % events.length
      const swapped = events[other] ?? event
      record(swapped)
      if (place % 100 === 0) await kit.clock.advance(12 * 3_600_000)
    }
    expect(new Set(kit.states())).toEqual(new Set(['delivered']))
    expect(run()?.state).toBe('finished')
    expect(kit.messenger.bodies).toHaveLength(200)
  })
})

function permutations<T>(items: readonly T[]): T[][] {
  if (items.length <= 1) return [[...items]]
  return items.flatMap((item, index) => permutations([...items.slice(0, index), ...items.slice(index + 1)]).map((rest) => [item, ...rest]))
}
