import { afterEach, describe, expect, it, vi } from 'vitest'
import { aSend, accepted, ledgerKit, manySends, type LedgerKit } from '../../test/support/ledger-kit.ts'
import { manualClock } from '../kernel/index.ts'
import { sql } from '../store/index.ts'

let kit: LedgerKit
afterEach(() => kit.remove())

const count = (states: readonly string[]) =>
  Object.fromEntries([...new Set(states)].sort().map((state) => [state, states.filter((other) => other === state).length]))

describe('a run', () => {
  it('sends everybody once and is finished when nobody is open', async () => {
    kit = ledgerKit()
    const runId = kit.run(manySends(100))
    await kit.clock.advance(5_000)
    expect(count(kit.states())).toEqual({ accepted: 100 })
    expect(new Set(kit.messenger.bodies).size).toBe(100)
    expect(kit.ledger.run(kit.store.read, runId)).toMatchObject({ state: 'finished', costSoFarMicros: 100_000, costAtMostMicros: 100_000 })
  })

  it('leaves the sealed body byte for byte and adds our attempt id before its last brace', async () => {
    kit = ledgerKit()
    const body = '{ "messaging_product":"whatsapp",\n "text":{"body":"50 % — 春茶"} }'
    kit.run([aSend(1, { body })])
    await kit.clock.advance(1_000)
    const sent = kit.messenger.bodies[0] ?? ''
    expect(sent).toBe(`${body.slice(0, -1)},"biz_opaque_callback_data":"${kit.opaqueOf(0)}"}`)
    expect(kit.opaqueOf(0)).toMatch(/^v1\.[0-9a-f]{8}\.att_[0-9a-z]{26}\.[0-9a-f]{16}$/)
  })

  it('M-03: has committed the attempt before a byte leaves', async () => {
    kit = ledgerKit()
    const seen: (string | undefined)[] = []
    kit.messenger.answer = (index, body) => {
      const opaque = (JSON.parse(body) as { biz_opaque_callback_data: string }).biz_opaque_callback_data
      seen.push(kit.store.read.get<{ state: string }>(sql`select state from attempt where opaque = ${opaque}`)?.state)
      return accepted(index)
    }
    kit.run(manySends(20))
    await kit.clock.advance(2_000)
    expect(seen).toEqual(Array.from({ length: 20 }, () => 'sending'))
  })

  it('keeps its pace', async () => {
    kit = ledgerKit()
    kit.run(manySends(100), { pacePerSecond: 3 })
    await kit.clock.advance(10_000)
    expect(kit.messenger.bodies.length).toBeGreaterThanOrEqual(29)
    expect(kit.messenger.bodies.length).toBeLessThanOrEqual(31)
    expect(kit.ledger.speed('brc_run0000000001').perSecond).toBeCloseTo(3, 0)
  })

  it('has more messages under way where writing down their outcomes takes long, and never more than 64', async () => {
    const clock = manualClock(Date.UTC(2026, 10, 23, 4, 0))
    let workedMs = 0
    kit = ledgerKit({ clock: { ...clock, monotonic: () => clock.monotonic() + workedMs } })
    kit.ledger.setThroughput(1_000)
    // Answers come at once; each outcome takes the engine 20 ms.
    kit.ledger.watch('broadcast', (_db, { state }) => void (workedMs += state === 'accepted' ? 20 : 0))
    let most = 0
    kit.messenger.answer = (index) => {
      const { underWay } = kit.store.read.get<{ underWay: number }>(sql`select count(*) as underWay from attempt where state = 'sending'`)!
      most = Math.max(most, underWay)
      return accepted(index)
    }
    kit.run(manySends(400), { pacePerSecond: 1_000 })
    await clock.advance(20_000)
    expect(kit.states().every((state) => state === 'accepted')).toBe(true)
    expect(most).toBeGreaterThan(50)
    expect(most).toBeLessThanOrEqual(64)
  })

  it('has at most eight messages under way at a modest pace', async () => {
    kit = ledgerKit()
    kit.messenger.answer = () => new Promise(() => undefined)
    kit.run(manySends(50), { pacePerSecond: 16 })
    await kit.clock.advance(10_000)
    expect(kit.messenger.bodies.length).toBeLessThanOrEqual(8)
    expect(kit.messenger.bodies.length).toBeGreaterThanOrEqual(6)
  })

  it('lets replies pass a broadcast whose messages all hang', async () => {
    kit = ledgerKit()
    kit.messenger.answer = (index, body) => (body.includes('reply') ? accepted(index) : new Promise(() => undefined))
    kit.run(manySends(50))
    await kit.clock.advance(2_000)
    kit.run([], { runId: 'replies', owner: 'reply', purpose: 'reply', priority: 10 })
    kit.store.write((db) => kit.ledger.add(db, 'replies', aSend(900, { template: null, body: '{"text":"reply"}' })))
    await kit.clock.advance(1_000)
    expect(kit.states('replies')).toEqual(['accepted'])
    expect(kit.ledger.run(kit.store.read, 'replies')?.state).toBe('running')
  })

  it('sends replies to one person one after another, in the order in which they were written', async () => {
    kit = ledgerKit()
    let answerFirst: () => void = () => undefined
    kit.messenger.answer = (index) => (index === 0 ? new Promise((resolve) => (answerFirst = () => resolve(accepted(0)))) : accepted(index))
    kit.run([], { runId: 'replies', owner: 'reply', purpose: 'reply', priority: 10 })
    const reply = (index: number) => ({ ...aSend(index, { template: null }), toPhone: '+886912345678', rkey: `msg_${index}` })
    kit.store.write((db) => [1, 2].forEach((index) => kit.ledger.add(db, 'replies', reply(index))))
    await kit.clock.advance(1_000)
    expect(kit.states('replies')).toEqual(['sending', 'planned'])
    answerFirst()
    await kit.clock.advance(1_000)
    expect(kit.states('replies')).toEqual(['accepted', 'accepted'])
  })

  it('refuses the same person twice', () => {
    kit = ledgerKit()
    expect(() => kit.run([aSend(1), { ...aSend(2), rkey: aSend(1).rkey }])).toThrow(/UNIQUE/)
  })
})

describe('the switches of a run', () => {
  it.each(['pause', 'stop'] as const)(
    'M-21: %s lets no new message out within a second at 500 a second, and the counts are exact',
    async (kind) => {
      kit = ledgerKit()
      kit.ledger.setThroughput(500)
      let underWay = 0
      kit.messenger.answer = (index) =>
        new Promise((resolve) => {
          underWay += 1
          kit.clock.after(100, () => {
            underWay -= 1
            resolve(accepted(index))
          })
        })
      const runId = kit.run(manySends(5_000), { pacePerSecond: 500 })
      await kit.clock.advance(4_000)
      expect(kit.messenger.bodies.length).toBeGreaterThan(1_200)
      if (kind === 'pause') kit.ledger.pause(runId, 'by-hand')
      else kit.ledger.stop(runId)
      const sent = kit.messenger.bodies.length
      expect(underWay).toBeGreaterThan(20)
      await kit.clock.advance(1_000)
      expect(kit.messenger.bodies).toHaveLength(sent)
      expect(count(kit.states())).toEqual({ accepted: sent, [kind === 'pause' ? 'planned' : 'skipped']: 5_000 - sent })
    },
  )

  it('M-21: pause ends new claims at once and keeps who waits; resume goes on', async () => {
    kit = ledgerKit()
    const runId = kit.run(manySends(200))
    await kit.clock.advance(1_000)
    expect(kit.ledger.pause(runId, 'by-hand')).toEqual({ ok: true, value: 'paused' })
    const sentAtPause = kit.messenger.bodies.length
    await kit.clock.advance(5_000)
    expect(kit.messenger.bodies.length).toBe(sentAtPause)
    expect(kit.ledger.run(kit.store.read, runId)).toMatchObject({ state: 'paused', pauseReason: 'by-hand' })
    kit.ledger.resume(runId)
    await kit.clock.advance(5_000)
    expect(count(kit.states())).toEqual({ accepted: 200 })
  })

  it('stop skips who waits, with the reason, and still writes down what was under way', async () => {
    kit = ledgerKit()
    let answer: () => void = () => undefined
    kit.messenger.answer = (index) => (index === 0 ? new Promise((resolve) => (answer = () => resolve(accepted(0)))) : accepted(index))
    const runId = kit.run(manySends(10), { pacePerSecond: 1 })
    await kit.clock.advance(100)
    expect(kit.ledger.stop(runId)).toEqual({ ok: true, value: 'stopped' })
    answer()
    await kit.clock.advance(1_000)
    expect(count(kit.states())).toEqual({ accepted: 1, skipped: 9 })
    expect(kit.changes.filter((change) => change.state === 'skipped').every((change) => change.reason === 'stopped-by-hand')).toBe(true)
    expect(kit.ledger.resume(runId)).toMatchObject({ ok: false, error: { code: 'broadcast-state-refused' } })
  })

  it('withdraws a planned send and says when it is too late', async () => {
    kit = ledgerKit()
    kit.run(manySends(2), {}, { start: false })
    expect(kit.store.write((db) => kit.ledger.withdraw(db, aSend(1).sendId, 'taken-back'))).toBe(true)
    kit.ledger.start('brc_run0000000001')
    await kit.clock.advance(1_000)
    expect(kit.store.write((db) => kit.ledger.withdraw(db, aSend(0).sendId, 'taken-back'))).toBe(false)
    expect(kit.states()).toEqual(['accepted', 'skipped'])
  })

  it('tells who watches runs, after the commit', async () => {
    kit = ledgerKit()
    const seen: (string | undefined)[] = []
    kit.ledger.watchRuns((runId) => seen.push(kit.ledger.run(kit.store.read, runId)?.state))
    kit.run([aSend(1)])
    await kit.clock.advance(1_000)
    expect(seen).toEqual(['running', 'finished'])
  })
})

describe('ending', () => {
  it('waits for messages under way and starts nothing new', async () => {
    kit = ledgerKit()
    let answer: () => void = () => undefined
    kit.messenger.answer = (index) => (index === 0 ? new Promise((resolve) => (answer = () => resolve(accepted(0)))) : accepted(index))
    kit.run(manySends(5), { pacePerSecond: 1 })
    await kit.clock.advance(10)
    const ended = kit.ledger.end()
    answer()
    await kit.clock.advance(100)
    await ended
    expect(count(kit.states())).toEqual({ accepted: 1, planned: 4 })
  })

  it('leaves no alarm behind that would ring in a closed store', async () => {
    kit = ledgerKit()
    let answer: () => void = () => undefined
    kit.messenger.answer = () => new Promise((resolve) => (answer = () => resolve(accepted(0))))
    kit.run([aSend(1)])
    await kit.clock.advance(10)
    const ended = kit.ledger.end()
    answer()
    await ended
    const written = vi.spyOn(kit.store, 'write')
    await kit.clock.advance(120_000)
    expect(written).not.toHaveBeenCalled()
    expect(count(kit.states())).toEqual({ accepted: 1 })
  })

  it('says when nobody is left to write to', async () => {
    kit = ledgerKit()
    kit.run(manySends(3))
    let isIdle = false
    void kit.ledger.idle().then(() => (isIdle = true))
    expect(isIdle).toBe(false)
    await kit.clock.advance(1_000)
    expect(isIdle).toBe(true)
  })
})
