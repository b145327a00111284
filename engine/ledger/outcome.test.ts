import { afterEach, describe, expect, it } from 'vitest'
import { aSend, accepted, ledgerKit, manySends, type LedgerKit } from '../../test/support/ledger-kit.ts'
import type { SendOutcome } from '../cloud-api/index.ts'
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
    [132015, 'template-stopped'],
    [132001, 'template-stopped'],
  ])('with code %i stops the run as %s and keeps everybody', async (code, reason) => {
    kit = ledgerKit()
    kit.messenger.answer = () => rejected(code)
    kit.run(manySends(30))
    await kit.clock.advance(5_000)
    expect(run()).toMatchObject({ state: 'paused', pauseReason: reason })
    expect(new Set(kit.states())).toEqual(new Set(['planned']))
  })

  it.each([131049, 131050, 132000])('with code %i is never tried again', async (code) => {
    kit = ledgerKit()
    kit.messenger.answer = answerOnce(rejected(code))
    kit.run([aSend(1)])
    await kit.clock.advance(26 * 3_600_000)
    expect(kit.messenger.bodies.length).toBe(1)
    expect(kit.states()).toEqual(['rejected'])
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
  it('halves the pace of the number and everybody still gets it once', async () => {
    kit = ledgerKit()
    kit.messenger.answer = (index) => (index === 20 ? retry(130429, 'number') : accepted(index))
    kit.run(manySends(200))
    await kit.clock.advance(20_000)
    expect(new Set(kit.states())).toEqual(new Set(['accepted']))
    expect(kit.messenger.bodies.length).toBe(201)
  })

  it('that never ends is asked at most once in two seconds after half a minute', async () => {
    kit = ledgerKit()
    kit.messenger.answer = () => retry(130429, 'number')
    kit.run(manySends(200))
    await kit.clock.advance(30_000)
    const before = kit.messenger.bodies.length
    await kit.clock.advance(60_000)
    expect(kit.messenger.bodies.length - before).toBeLessThanOrEqual(30)
    kit.messenger.answer = accepted
    await kit.clock.advance(600_000)
    expect(new Set(kit.states())).toEqual(new Set(['accepted']))
  })

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
  it('pauses the run, loses nobody and writes to nobody twice once the key is new', async () => {
    kit = ledgerKit()
    kit.messenger.answer = (index) => (index < 40 ? accepted(index) : { kind: 'refused-key', metaCode: 190, httpStatus: 401 })
    kit.run(manySends(100))
    await kit.clock.advance(10_000)
    expect(run()).toMatchObject({ state: 'paused', pauseReason: 'key-refused' })
    kit.messenger.answer = accepted
    kit.ledger.resume(RUN)
    await kit.clock.advance(10_000)
    expect(new Set(kit.states())).toEqual(new Set(['accepted']))
    expect(run()?.state).toBe('finished')
  })
})

describe('a network that is away', () => {
  const away: SendOutcome = { kind: 'not-sent', code: 'network-unreachable' }

  it('pauses the run as offline without a storm of tries, and goes on by itself', async () => {
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

  it('says so even when not a byte can be written, and goes on from there once there is space', async () => {
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
