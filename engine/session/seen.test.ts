import { describe, expect, it } from 'vitest'
import { calls, type CallName } from '#contract/ipc/index.ts'
import { codeOf, lockedShop, withPerson } from '../../test/support/engine-seats.ts'
import { createReadingRate } from './reading-rate.ts'
import { hideNumber } from './hidden-number.ts'
import { hideNumbers, searchesDigits } from './mask.ts'
import { hideOwn } from './own-numbers.ts'

const PHONE = '+886912345678'
const names = Object.keys(calls) as CallName[]

describe('what staff see of numbers', () => {
  it('is the country and the last three digits, wherever a number stands', () => {
    expect([PHONE, '+14155550123', '+85291234567', '+79161234567', '+380501234567'].map(hideNumber)).toEqual([
      '+886 ••• 678',
      '+1 ••• 123',
      '+852 ••• 567',
      '+7 ••• 567',
      '+380 ••• 567',
    ])
    const shown = hideNumbers('inbox.messages', { a: [{ text: `call ${PHONE} or +886 912-345-678, 2 + 2` }], bytes: new Uint8Array([43]) })
    expect(shown).toEqual({ a: [{ text: 'call +886 ••• 678 or +886 ••• 678, 2 + 2' }], bytes: new Uint8Array([43]) })
    expect(hideNumbers('connection.status', { displayPhone: PHONE })).toEqual({ displayPhone: PHONE })
  })

  it('is hidden in every spelling of the customer’s own number, and other numbers stand as they are', () => {
    const hidden = (text: string, number = PHONE): string => hideOwn(text, [number])
    for (const text of [
      '0912345678',
      '0912 345 678',
      '0912-345-678',
      '912345678',
      '886912345678',
      '886 912 345 678',
      '00886-912-345-678',
      '+886 (0)912.345.678',
      '（０９１２）３４５－６７８',
      '09\u200B12345\u202F678',
      '٠٩١٢٣٤٥٦٧٨',
      '零九一二三四五六七八',
      '2345678',
    ])
      expect(hidden(`call ${text}, thanks`)).toBe('call +886 ••• 678, thanks')
    expect(hidden('+886912345678, ０９１２３４５６７８; 678, 0912345678')).toBe('+886 ••• 678, +886 ••• 678; 678, +886 ••• 678')
    expect(hidden('12 0912345678 or https://wa.me/886912345678')).toBe('12 +886 ••• 678 or https://wa.me/+886 ••• 678')
    for (const text of ['0912 345 679', 'order 20261234567', '2026-11-22 14:30', '912 345', 'NT$ 345,678', ''])
      expect(hidden(text)).toBe(text)
    expect(hidden('11 8765-4321, +55 11 98765-4321', '+5511987654321')).toBe('+55 ••• 321, +55 ••• 321')
    expect(hidden('+1 (415) 555-0123', '+14155550123')).toBe('+1 ••• 123')
  })

  it('of another customer stands in a text as it was written; ids and places in lists stay whole', () => {
    const numbersOf = (id: string): string[] => (id === 'cus_00000000000000000001' ? [PHONE] : [])
    const shown = hideNumbers(
      'customer.list',
      {
        customers: [
          {
            customerId: 'cus_00000000000000000001',
            name: 'Lin 0912345678',
            id: 'msg_0912345678',
            found: { text: '0912345678', marks: [{ start: 0, end: 4 }] },
          },
          { customerId: 'cus_00000000000000000002', name: 'Mei 0912345678' },
        ],
        nextCursor: '0912345678',
      },
      { numbersOf },
    )
    expect(shown).toEqual({
      customers: [
        {
          customerId: 'cus_00000000000000000001',
          name: 'Lin +886 ••• 678',
          id: 'msg_0912345678',
          found: { text: '+886 ••• 678', marks: [] },
        },
        { customerId: 'cus_00000000000000000002', name: 'Mei 0912345678' },
      ],
      nextCursor: '0912345678',
    })
    const input = { customerId: 'cus_00000000000000000001' }
    expect(hideNumbers('inbox.messages', { messages: [{ text: '0912345678' }] }, { numbersOf, input })).toEqual({
      messages: [{ text: '+886 ••• 678' }],
    })
  })

  it('can not be found out by looking for digits', () => {
    expect(searchesDigits('customer.list', { search: '5678' })).toBe(true)
    expect(searchesDigits('customer.list', { search: '５ 6-7 8' })).toBe(true)
    expect(searchesDigits('customer.list', { search: 'Mei 12' })).toBe(false)
    expect(searchesDigits('catalog.list', { search: '123456' })).toBe(false)
  })

  it('G-13: holds in every answer and event that somebody of the staff can get', async () => {
    const shop = await lockedShop()
    const { owner } = shop
    const saved = await owner.call('customer.save', {
      phone: PHONE,
      name: `Lin ${PHONE}`,
      addressAs: '0912345678',
      note: `rings from ${PHONE}, or 0912-345-678`,
    })
    const { customerId } = saved
    await owner.call('inbox.addNote', { customerId, text: `said: ${PHONE}, ０９１２３４５６７８` })
    await owner.call('inbox.saveDraft', { customerId, text: 'is it 886912345678?' })
    const { client } = await withPerson(shop, 'Jun', 'staff')
    const heard: unknown[] = []
    await client.subscribe('customer.changed', (data) => heard.push(data))
    await client.subscribe('inbox.changed', (data) => heard.push(data))
    let answered = 0
    const seen: string[] = []
    for (const name of names) {
      if (name.startsWith('session.') || name.startsWith('vault.') || name === 'contract.list') continue
      for (const input of [{}, { customerId }, { search: '' }, { query: 'Lin' }, { text: 'Lin' }]) {
        const answer = await client.answer(name, input)
        if (answer.error !== undefined) continue
        answered += 1
        seen.push(JSON.stringify(answer.ok ?? null))
      }
    }
    await owner.call('customer.save', { customerId, phone: PHONE, name: `Lin ${PHONE}` })
    expect(answered).toBeGreaterThan(30)
    const all = [...seen, JSON.stringify(heard)].join('\n')
    expect(all).toContain('+886 ••• 678')
    // In whatever spelling: neither its digits nor those of other widths, whatever stands between them.
    expect(all.normalize('NFKC').replaceAll(/[\s().-]/gu, '')).not.toMatch(/2345678/)
    // The control: the owner's own answer holds it.
    expect(JSON.stringify(await owner.call('customer.get', { customerId }))).toContain(PHONE)
    expect(await codeOf(client, 'customer.list', { search: '345678' })).toBe('role-too-low')
    // Who saves what they were shown changes nothing that they were not shown.
    const card = await client.call('customer.get', { customerId })
    await client.call('customer.save', { customerId, phone: card.phone ?? '', name: card.name, note: card.note, addressAs: 'Ms Lin' })
    await client.call('customer.save', { customerId, note: `${card.note}, tea` })
    const kept = await owner.call('customer.get', { customerId })
    expect(kept).toMatchObject({ phone: PHONE, name: `Lin ${PHONE}`, addressAs: 'Ms Lin' })
    expect(kept.note).toBe(`rings from ${PHONE}, or ${PHONE}, tea`)
    expect((await owner.call('customer.timeline', { customerId })).entries.filter(({ kind }) => kind === 'changed')).toHaveLength(2)
    await owner.call('session.saveSettings', { hidesNumbers: false })
    expect(JSON.stringify(await client.call('customer.get', { customerId }))).toContain(PHONE)
  })

  it('G-13: holds for tags that are numbers, each under a name of its own, and lists by such a tag go on working', async () => {
    const shop = await lockedShop()
    const { owner } = shop
    const other = '+886933111678'
    await owner.call('customer.save', { phone: other, name: 'Bo' })
    const { customerId } = await owner.call('customer.save', {
      phone: PHONE,
      name: 'Lin',
      tags: ['0912-345-678', '933111678', '+886 955 000 111', '20260301', 'VIP'],
    })
    const { client } = await withPerson(shop, 'Jun', 'staff')
    const { tags } = await client.call('customer.tags', {})
    const shown = tags.map(({ tag }) => tag)
    expect(shown.toSorted((one, next) => one.localeCompare(next))).toEqual(
      ['+886 ••• 111', '+886 ••• 678', '+886 ••• 678 (2)', '20260301', 'VIP'].toSorted((one, next) => one.localeCompare(next)),
    )
    expect((await client.call('customer.get', { customerId })).tags.toSorted()).toEqual(shown.toSorted())
    expect((await client.call('group.choices', {})).tags.toSorted()).toEqual(shown.toSorted())
    for (const tag of shown) {
      const listed = await client.call('customer.list', { tag })
      expect(listed.customers.map(({ name }) => name)).toEqual(['Lin'])
      const rule = { any: [{ all: [{ fact: 'tag' as const, tags: [tag] }] }] }
      expect((await client.call('group.count', { rule })).count).toBe(1)
    }
    // Who saves the tags that they were shown changes none.
    await client.call('customer.save', { customerId, tags: [...shown, 'tea'] })
    expect(new Set((await owner.call('customer.get', { customerId })).tags)).toEqual(
      new Set(['0912-345-678', '933111678', '+886 955 000 111', '20260301', 'VIP', 'tea']),
    )
  })

  it('G-13: stops who pages through the customers: no more than 200 different ones a minute', () => {
    const rate = createReadingRate()
    const page = (from: number, count: number) => ({
      customers: Array.from({ length: count }, (_, index) => ({ customerId: `cus_${String(from + index).padStart(12, '0')}` })),
    })
    expect(rate.refusedForMs('customer.list', page(0, 100), 0)).toBeNull()
    expect(rate.refusedForMs('customer.list', page(0, 100), 10)).toBeNull()
    expect(rate.refusedForMs('customer.list', page(100, 100), 20_000)).toBeNull()
    expect(rate.refusedForMs('customer.list', page(200, 1), 30_000)).toBe(30_000)
    expect(rate.refusedForMs('inbox.list', page(200, 100), 30_000)).toBeNull()
    expect(rate.refusedForMs('customer.list', page(200, 100), 60_000)).toBeNull()
    expect(rate.refusedForMs('customer.get', page(300, 1), 60_001)).not.toBeNull()
  })
})

describe('behind the lock', () => {
  it('S-15: it is told that somebody wrote, and neither who nor what', async () => {
    const { behindTheLock } = await import('./heard.ts')
    const arrived = {
      customerId: 'cus_0123456789',
      name: 'Lin',
      text: 'hello',
      others: 0,
      assignedTo: { staffId: 'stf_0123456789', name: 'Jun' },
      unreadMine: 3,
    }
    expect(behindTheLock('inbox.arrived', arrived)).toEqual({
      data: { customerId: 'cus_0123456789', name: '', text: '', others: 0, assignedTo: null, unreadMine: 3 },
    })
    expect(behindTheLock('customer.changed', {})).toBeNull()
    expect(behindTheLock('broadcast.progress', {})).toBeNull()
    expect(behindTheLock('broadcast.awake', { awake: true })).toEqual({ data: { awake: true } })
  })
})
