import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { customerRoom, type CustomerRoom } from '../../test/support/customers.ts'
import type { GuardVerdict, Purpose, SendRow } from '../ledger/index.ts'
import { sql } from '../store/index.ts'
import { keepWishes } from './joins.ts'

let room: CustomerRoom
beforeEach(async () => void (room = await customerRoom()))
afterEach(() => room.close())

describe('a wish about a whole record', () => {
  it('G-08: stops every kind of message to somebody who asked that their data is not used, and lets it be lifted', async () => {
    const { customerId } = await room.call('customer.save', { phone: '0912345678', name: 'Mei' })
    const seq = room.vault.store.read.get<{ seq: number }>(sql`select seq from customer`)?.seq ?? 0
    const guards: [Purpose, (send: SendRow) => GuardVerdict][] = []
    keepWishes({ guard: (purpose, check) => void guards.push([purpose, (send) => check(room.vault.store.read, send, 0)]) }, room.customer)
    const verdicts = () => guards.map(([purpose, check]) => [purpose, check({ seq: 1, runId: 'r', customerSeq: seq } as SendRow)])
    expect(verdicts().every(([, verdict]) => JSON.stringify(verdict) === '{"go":true}')).toBe(true)
    const card = await room.call('customer.restrict', { customerId, isRestricted: true, why: 'asked by phone' })
    expect(card).toMatchObject({ restrictedAt: room.clock.now(), restrictedWhy: 'asked by phone', name: 'Mei' })
    expect(
      verdicts()
        .filter(([, verdict]) => JSON.stringify(verdict) === '{"skip":"restricted"}')
        .map(([purpose]) => purpose),
    ).toEqual(['offer', 'notice', 'reply'])
    expect(await room.call('customer.restrict', { customerId, isRestricted: false })).toMatchObject({
      restrictedAt: null,
      restrictedWhy: '',
    })
    expect((await room.call('customer.timeline', { customerId, kinds: ['restricted'] })).entries).toHaveLength(2)
  })
})
