import { afterEach, describe, expect, it } from 'vitest'
import { aSend, accepted, ledgerKit, manySends, type LedgerKit } from '../../test/support/ledger-kit.ts'
import type { SendOutcome } from '../cloud-api/index.ts'
import { manualClock } from '../kernel/index.ts'
import { StoreError, type OpenVault } from '../store/index.ts'
import { tempVault } from '../../test/support/temp-vault.ts'

let kit: LedgerKit
afterEach(() => kit.remove())

const RUN = 'brc_run0000000001'
const run = () => kit.ledger.run(kit.store.read, RUN)
const answerOnce = (outcome: SendOutcome) => (index: number) => (index === 0 ? outcome : accepted(index))
const unknown: SendOutcome = { kind: 'unknown', reason: 'reset', httpStatus: null }
const rejected = (metaCode: number): SendOutcome => ({ kind: 'rejected', metaCode, httpStatus: 400 })
const retry = (metaCode: number, scope: 'person' | 'number' | 'account', waitMs: number | null = null): SendOutcome => ({
  kind: 'retry',
  metaCode,
  scope,
  waitMs,
  httpStatus: 400,
})

describe('an unclear outcome', () => {
  it('is in doubt and is never repeated', async () => {
    kit = ledgerKit()
    kit.messenger.answer = answerOnce(unknown)
    kit.run([aSend(1)])
    await kit.clock.advance(600_000)
    expect(kit.states()).toEqual(['in_doubt'])
    expect(kit.messenger.bodies.length).toBe(1)
    expect(run()?.state).toBe('running')
  })

  it('is unconfirmed at once where no events can come', async () => {
    kit = ledgerKit({ receives: () => false })
    kit.messenger.answer = answerOnce(unknown)
    kit.run([aSend(1)])
    await kit.clock.advance(100)
    expect(kit.states()).toEqual(['unconfirmed'])
    expect(run()?.state).toBe('finished')
  })

  it('is in doubt as well when Meta gives one message id to two people', async () => {
    kit = ledgerKit()
    kit.messenger.answer = () => accepted(7)
    kit.run(manySends(2))
    await kit.clock.advance(1_000)
    expect(kit.states()).toEqual(['accepted', 'in_doubt'])
  })
})

describe('a message that breaks a limit of Meta', () => {
  it('ends as refused with its reason, is not tried again, and the others go on', async () => {
    kit = ledgerKit()
    kit.messenger.answer = answerOnce({ kind: 'refused-here', code: 'limit-text-too-long' })
    kit.run(manySends(3))
    await kit.clock.advance(1_000)
    expect(kit.states()).toEqual(['rejected', 'accepted', 'accepted'])
    expect(kit.changes.find((change) => change.state === 'rejected')).toMatchObject({ reason: 'limit-text-too-long', metaCode: null })
    expect(kit.messenger.bodies).toHaveLength(3)
    expect(run()?.state).toBe('finished')
  })
})

describe('a refusal', () => {
  it('of one person is written down with its code and the others go on', async () => {
    kit = ledgerKit()
    kit.messenger.answer = answerOnce(rejected(131026))
    kit.run(manySends(3))
    await kit.clock.advance(1_000)
    expect(kit.states()).toEqual(['rejected', 'accepted', 'accepted'])
    expect(kit.changes.find((change) => change.state === 'rejected')?.metaCode).toBe(131026)
  })

  it.each([
    [131042, 'payment'],
    [131031, 'account-warning'],
    [134011, 'payment'],
    [368, 'account-warning'],
    [131048, 'account-warning'],
    [132015, 'template-stopped'],
    [132016, 'template-stopped'],
    [132001, 'template-stopped'],
  ])('with code %i stops the run as %s and keeps everybody', async (code, reason) => {
    kit = ledgerKit()
    kit.messenger.answer = () => rejected(code)
    kit.run(manySends(30))
    await kit.clock.advance(5_000)
    expect(run()).toMatchObject({ state: 'paused', pauseReason: reason })
    expect(new Set(kit.states())).toEqual(new Set(['planned']))
  })

  it('that comes only as an event after acceptance pauses the run for the same reasons', async () => {
    for (const [code, reason] of [
      [131042, 'payment'],
      [131048, 'account-warning'],
      [132015, 'template-stopped'],
    ] as const) {
      kit = ledgerKit()
      kit.run(manySends(30), { pacePerSecond: 2 })
      await kit.clock.advance(2_000)
      const fact = { wamid: 'wamid.0', status: 'failed', at: kit.clock.now(), metaCode: code, opaque: null, pricing: null } as const
      kit.store.write((db) => kit.ledger.recordStatus(db, fact))
      expect(run()).toMatchObject({ state: 'paused', pauseReason: reason })
      if (reason !== 'template-stopped') await kit.remove()
    }
  })

  it('that comes only as an event counts when a run is paused for failing too often', async () => {
    kit = ledgerKit()
    kit.run(manySends(200), { pacePerSecond: 20 })
    await kit.clock.advance(5_000)
    kit.store.write((db) => {
      for (let index = 0; index < 20; index += 1) {
        const fact = {
          wamid: `wamid.${index}`,
          status: 'failed',
          at: kit.clock.now(),
          metaCode: 131026,
          opaque: null,
          pricing: null,
        } as const
        kit.ledger.recordStatus(db, fact)
      }
    })
    expect(run()).toMatchObject({ state: 'paused', pauseReason: 'too-many-failures' })
  })

  it('whose answers can not be read, three in ten after twenty, pauses the run', async () => {
    kit = ledgerKit()
    kit.messenger.answer = (index) => (index % 2 === 0 ? unknown : accepted(index))
    kit.run(manySends(200), { pacePerSecond: 20 })
    await kit.clock.advance(20_000)
    expect(run()).toMatchObject({ state: 'paused', pauseReason: 'too-many-failures' })
    expect(kit.messenger.bodies.length).toBeLessThan(35)
  })

  it('of more than one in ten after fifty pauses the run', async () => {
    kit = ledgerKit()
    kit.messenger.answer = (index) => (index % 5 === 0 ? rejected(131026) : accepted(index))
    kit.run(manySends(500))
    await kit.clock.advance(20_000)
    expect(run()).toMatchObject({ state: 'paused', pauseReason: 'too-many-failures' })
    expect(kit.messenger.bodies.length).toBeLessThan(70)
  })
})

describe('a throttle answer', () => {
  it('M-13: halves the pace of the number and everybody still gets it once', async () => {
    kit = ledgerKit()
    kit.messenger.answer = (index) => (index === 20 ? retry(130429, 'number') : accepted(index))
    kit.run(manySends(200))
    await kit.clock.advance(20_000)
    expect(new Set(kit.states())).toEqual(new Set(['accepted']))
    expect(kit.messenger.bodies.length).toBe(201)
  })

  it.each([130429, 429])(
    'M-13: that never ends (%i) is asked at most once in two seconds after half a minute, and the run finishes',
    async (code) => {
      kit = ledgerKit()
      kit.messenger.answer = () => retry(code, 'number')
      kit.run(manySends(200))
      await kit.clock.advance(30_000)
      const before = kit.messenger.bodies.length
      await kit.clock.advance(60_000)
      expect(kit.messenger.bodies.length - before).toBeLessThanOrEqual(30)
      kit.messenger.answer = accepted
      await kit.clock.advance(600_000)
      expect(new Set(kit.states())).toEqual(new Set(['accepted']))
    },
  )

  it('waits as long as Meta says', async () => {
    kit = ledgerKit()
    kit.messenger.answer = answerOnce(retry(80007, 'account', 300_000))
    kit.run([aSend(1)])
    await kit.clock.advance(299_000)
    expect(kit.messenger.bodies.length).toBe(1)
    await kit.clock.advance(5_000)
    expect(kit.states()).toEqual(['accepted'])
  })

  it('about one person spaces only that person, first by six seconds', async () => {
    kit = ledgerKit()
    kit.messenger.answer = (index, body) => (body.includes('+886910000001') && index < 3 ? retry(131056, 'person') : accepted(index))
    kit.run(manySends(3))
    await kit.clock.advance(5_900)
    expect(kit.states()).toEqual(['accepted', 'planned', 'accepted'])
    await kit.clock.advance(1_000)
    expect(kit.states()).toEqual(['accepted', 'accepted', 'accepted'])
  })
})

describe('a key that is refused', () => {
  it('M-18: pauses the run, loses nobody and writes to nobody twice once the key is new', async () => {
    kit = ledgerKit()
    kit.messenger.answer = (index) => (index < 400 ? accepted(index) : { kind: 'refused-key', metaCode: 190, httpStatus: 401 })
    kit.run(manySends(1_000))
    await kit.clock.advance(10_000)
    expect(run()).toMatchObject({ state: 'paused', pauseReason: 'key-refused' })
    expect(kit.states().filter((state) => state === 'accepted')).toHaveLength(400)
    const before = kit.messenger.bodies.length
    kit.messenger.answer = (index) => accepted(10_000 + index)
    kit.ledger.resume(RUN)
    await kit.clock.advance(20_000)
    expect(new Set(kit.states())).toEqual(new Set(['accepted']))
    expect(kit.messenger.bodies.length - before).toBe(600)
    expect(run()?.state).toBe('finished')
  })
})

describe('a network that is away', () => {
  const away: SendOutcome = { kind: 'not-sent', code: 'network-unreachable' }

  it('M-19: pauses the run as offline without a storm of tries, and goes on by itself', async () => {
    kit = ledgerKit()
    kit.messenger.answer = () => away
    kit.run(manySends(50))
    await kit.clock.advance(120_000)
    expect(run()).toMatchObject({ state: 'paused', pauseReason: 'offline' })
    expect(kit.messenger.bodies.length).toBeLessThan(25)
    kit.messenger.answer = accepted
    await kit.clock.advance(60_000)
    expect(new Set(kit.states())).toEqual(new Set(['accepted']))
    expect(run()?.state).toBe('finished')
  })

  it('M-19: for ten minutes leaves only what was under way in doubt, and keeps quiet hours that began meanwhile', async () => {
    // 20:55 in Taipei: the network comes back after nine in the evening.
    kit = ledgerKit({ clock: manualClock(Date.UTC(2026, 10, 23, 12, 55)) })
    let isAway = false
    kit.messenger.answer = (index) => (isAway ? (index < 44 ? unknown : away) : accepted(index))
    kit.run(manySends(200), { pacePerSecond: 10, quietHours: { fromHour: 21, toHour: 9 } })
    await kit.clock.advance(3_900)
    isAway = true
    await kit.clock.advance(600_000)
    const tried = kit.messenger.bodies.length
    const doubts = kit.states().filter((state) => state === 'in_doubt' || state === 'unconfirmed').length
    expect(doubts).toBeLessThanOrEqual(8)
    expect(tried).toBeLessThan(44 + 40)
    isAway = false
    await kit.clock.advance(3_600_000)
    expect(kit.messenger.bodies.length - tried).toBeLessThanOrEqual(1)
    await kit.clock.advance(12 * 3_600_000)
    expect(kit.states().filter((state) => state === 'accepted').length + doubts).toBe(200)
  })

  it('does not end a pause by hand', async () => {
    kit = ledgerKit()
    kit.messenger.answer = () => away
    kit.run(manySends(5))
    await kit.clock.advance(20_000)
    kit.ledger.pause(RUN, 'by-hand')
    kit.messenger.answer = accepted
    await kit.clock.advance(120_000)
    expect(run()).toMatchObject({ state: 'paused', pauseReason: 'by-hand' })
    expect(new Set(kit.states())).toEqual(new Set(['planned']))
  })
})

describe('a full disk', () => {
  /** A vault whose writes fail on demand, as SQLite's do when the disk is full. */
  function failingVault(reserve: 'reserve' | 'no reserve'): OpenVault & { remove(): void; isFull: boolean } {
    const vault = tempVault()
    const failing = {
      ...vault,
      isFull: false,
      store: {
        ...vault.store,
        write: ((work, options) => {
          if (failing.isFull && (options?.repeatable !== true || reserve === 'no reserve')) throw new StoreError('full', 'SQLITE_FULL')
          return vault.store.write(work, options)
        }) as OpenVault['store']['write'],
      },
    }
    return failing
  }

  it('pauses the run, and what was under way is still written down', async () => {
    const vault = failingVault('reserve')
    kit = ledgerKit({ vault })
    kit.messenger.answer = (index) => {
      if (index === 10) vault.isFull = true
      return accepted(index)
    }
    kit.run(manySends(100))
    await kit.clock.advance(3_000)
    vault.isFull = false
    expect(run()).toMatchObject({ state: 'paused', pauseReason: 'disk-full' })
    const sent = kit.messenger.bodies.length
    expect(kit.states().filter((state) => state === 'accepted').length).toBe(sent)
    kit.ledger.resume(RUN)
    await kit.clock.advance(5_000)
    expect(new Set(kit.states())).toEqual(new Set(['accepted']))
  })

  it('row 13: says so even when not a byte can be written, and goes on from there once there is space', async () => {
    const vault = failingVault('no reserve')
    kit = ledgerKit({ vault })
    kit.messenger.answer = (index) => {
      if (index === 10) vault.isFull = true
      return accepted(index)
    }
    kit.run(manySends(100))
    await kit.clock.advance(10_000)
    const sent = kit.messenger.bodies.length
    expect(sent).toBeLessThan(20)
    expect(run()).toMatchObject({ state: 'paused', pauseReason: 'disk-full' })
    vault.isFull = false
    kit.ledger.resume(RUN)
    await kit.clock.advance(10_000)
    expect(new Set(kit.states())).toEqual(new Set(['accepted']))
    expect(kit.messenger.bodies.length).toBe(100)
  })
})
