import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { customerRoom, type CustomerRoom } from '../../../test/support/customers.ts'
import { sql } from '../../store/index.ts'

let room: CustomerRoom
beforeEach(async () => void (room = await customerRoom()))
afterEach(() => room.close())

const add = async (phone: string, name: string, rest: object = {}) =>
  (await room.call('customer.save', { phone, name, ...rest })).customerId
const pairs = async () => (await room.call('customer.duplicates', {})).pairs.map(({ one, other, why }) => [one.name, other.name, why])

describe('records that are likely one person', () => {
  it('are found by number, name and day, near numbers, username and a telling fact of the shop', async () => {
    const card = await room.call('customer.saveField', { label: 'Card', kind: 'text' })
    const size = await room.call('customer.saveField', { label: 'Size', kind: 'text' })
    const birthday = { dates: [{ date: 'birthday', month: 5, day: 6, year: null }] }
    await add('+886912345678', 'Ann')
    await add('+85212345678', 'ann')
    await add('+886922000111', '王小明', birthday)
    await add('+886933000222', '王 小明', birthday)
    await add('+886944555666', 'Bob')
    await add('+886944555566', 'Bob')
    await add('+886955111222', 'C', {
      fields: [
        { fieldId: card.fieldId, value: 'A-1001' },
        { fieldId: size.fieldId, value: 'M' },
      ],
    })
    await add('+886966333444', 'D', {
      fields: [
        { fieldId: card.fieldId, value: 'a-1001' },
        { fieldId: size.fieldId, value: 'M' },
      ],
    })
    room.vault.store.write((db) =>
      db.run(sql`update customer set username = iif(name = 'C', 'same', 'Same') where name in ('C', 'Bob') and phone not like '%566'`),
    )
    expect(await pairs()).toEqual([
      ['王小明', '王 小明', 'same-name-and-day'],
      ['Ann', 'ann', 'number-spelling'],
      ['Bob', 'C', 'same-username'],
      ['Bob', 'Bob', 'same-name-near-number'],
      ['C', 'D', 'same-field'],
    ])
  })

  it('are not those who share what many share, nor those whom somebody called two people', async () => {
    const team = await room.call('customer.saveField', { label: 'Team', kind: 'text' })
    for (let n = 0; n < 12; n += 1)
      await add(`+8869120000${10 + n * 7}`, `P${n}`, { fields: [{ fieldId: team.fieldId, value: 'group 1' }] })
    expect(await pairs()).toEqual([])
    const [one, other] = [await add('+886977000111', 'Eve'), await add('+886977000112', 'Eve')]
    expect(await pairs()).toHaveLength(1)
    await room.call('customer.notSame', { one: other, other: one })
    await room.call('customer.save', { customerId: one, note: 'twins' })
    expect(await pairs()).toEqual([])
  })

  it('are no longer pairs once a fact that they shared changed', async () => {
    const one = await add('+886977000111', 'Eve')
    await add('+886977000112', 'Eve')
    expect(await pairs()).toHaveLength(1)
    await room.call('customer.save', { customerId: one, name: 'Eva' })
    expect(await pairs()).toEqual([])
  })
})
