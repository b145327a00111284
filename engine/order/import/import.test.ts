import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import type { CallInput } from '#contract/ipc/index.ts'
import { quietShop, valueOf, type Shop } from '../../../test/support/chat-shop.ts'
import { tempFolder } from '../../../test/support/temp-folder.ts'
import { secureRandom } from '../../kernel/index.ts'
import { writeTables } from '../../table-export/index.ts'
import { readAmount } from './amount.ts'
import { findPlaces } from './columns.ts'

async function shopWithPeople() {
  const shop = await quietShop()
  for (const phone of ['0912345678', '0922333444']) valueOf(await shop.call('customer.save', { phone, name: phone }))
  return shop
}

function fileWith(text: string | Uint8Array): string {
  const { folder, remove } = tempFolder()
  onTestFinished(() => remove())
  const file = join(folder, 'orders.csv')
  writeFileSync(file, text)
  return file
}

const load = (shop: Shop, text: string | Uint8Array, more: Partial<CallInput<'order.import'>> = {}) =>
  shop.call('order.import', { file: fileWith(text), ...more })

const GOOD = [
  '訂單編號,手機,訂單日期,金額,商品',
  'A-1,0912-345-678,2026/3/5,"NT$1,280",TEA-001 x2；蓋碗',
  'A-2,+886 922 333 444,2026-03-06 14:02,480元,',
  'A-3,0933 000 111,2026-03-07,99,',
  '',
].join('\n')

describe('past orders', () => {
  it('come from a file, each told apart: added, known, of nobody here', async () => {
    const shop = await shopWithPeople()
    const dry = valueOf(await load(shop, GOOD, { dryRun: true }))
    expect(dry).toMatchObject({ rows: 3, added: 2, known: 0, unknownCustomers: 1, refused: [] })
    expect(dry.sample[0]).toMatchObject({ phone: '+886912345678', totalMicros: 1_280_000_000, currency: 'TWD' })
    expect(valueOf(await shop.call('order.list', {})).total).toBe(0)
    expect(valueOf(await load(shop, GOOD))).toMatchObject({ added: 2 })
    expect(valueOf(await load(shop, GOOD))).toMatchObject({ added: 0, known: 2 })
    const { orders, sums } = valueOf(await shop.call('order.list', {}))
    expect(orders.map(({ number, source }) => [number, source])).toEqual([
      ['A-2', 'import'],
      ['A-1', 'import'],
    ])
    expect(orders[1]?.lines.map(({ retailerId, name, quantity }) => [retailerId, name, quantity])).toEqual([
      ['', 'TEA-001', 2],
      ['', '蓋碗', 1],
    ])
    expect(new Date(orders[0]?.at ?? 0).toISOString()).toBe('2026-03-06T06:02:00.000Z')
    expect(sums).toEqual([{ currency: 'TWD', totalMicros: 1_760_000_000 }])
  })

  it('are all kept or none: a row that can not be read is told with its reason', async () => {
    const shop = await shopWithPeople()
    const text =
      'phone,date,total\n0912345678,2026-03-05,100\nnobody,2026-03-05,100\n0912345678,31/31/2026,100\n0912345678,2026-03-05,free\n0912345678\n'
    const outcome = valueOf(await load(shop, text))
    expect(outcome.refused).toEqual([
      { row: 3, reason: 'number' },
      { row: 4, reason: 'day' },
      { row: 5, reason: 'total' },
      { row: 6, reason: 'columns' },
    ])
    expect([outcome.added, valueOf(await shop.call('order.list', {})).total]).toEqual([0, 0])
  })

  it('without numbers are known by customer, time and total; a day to come is refused', async () => {
    const shop = await shopWithPeople()
    const text = 'phone;date;total;currency\n0912345678;2026-03-05;1.280,50;EUR\n0912345678;2026-03-05;1.280,50;EUR\n'
    expect(valueOf(await load(shop, text))).toMatchObject({ added: 1, known: 1 })
    expect(valueOf(await shop.call('order.list', {})).sums).toEqual([{ currency: 'EUR', totalMicros: 1_280_500_000 }])
    const ahead = valueOf(await load(shop, 'phone,date,total\n0912345678,2199-01-01,1\n'))
    expect(ahead.refused).toEqual([{ row: 2, reason: 'day' }])
  })

  it('are read in the encodings of shops', async () => {
    const shop = await shopWithPeople()
    const wide = Buffer.from(`\ufeff電話\t日期\t總金額\n0912345678\t2026年3月5日\t480\n`, 'utf16le')
    expect(valueOf(await load(shop, new Uint8Array(wide)))).toMatchObject({ added: 1 })
  })

  it('come from a workbook too', async () => {
    const shop = await shopWithPeople()
    const { folder, remove } = tempFolder()
    onTestFinished(() => remove())
    const target = join(folder, 'orders.csv')
    const rows = [['A-1', { phone: '+886912345678' }, { at: Date.parse('2026-03-05T00:00:00+08:00') }, 1280]] as const
    const tables = [{ name: 'Orders', headings: ['Order No.', 'Phone', 'Date', 'Total'], pages: [rows] }]
    await writeTables({ target, format: 'xlsx', tables, timeZone: 'Asia/Taipei', at: Date.UTC(2026, 10, 22), random: secureRandom })
    expect(valueOf(await shop.call('order.import', { file: target }))).toMatchObject({ added: 1, refused: [] })
    expect(valueOf(await shop.call('order.list', {})).orders[0]).toMatchObject({
      number: 'A-1',
      at: Date.parse('2026-03-05T00:00:00+08:00'),
    })
  })

  it('need columns for customer, day and total', async () => {
    const shop = await shopWithPeople()
    expect(await load(shop, 'phone,total\n0912345678,1\n')).toMatchObject({ ok: false, error: { code: 'file-column-missing' } })
    expect(await load(shop, 'phone,date,total\n')).toMatchObject({ ok: false, error: { code: 'file-empty' } })
    expect(findPlaces(['Order No.', 'Customer phone', 'Order date', 'Total (TWD)'])).toEqual({ number: 0, phone: 1, day: 2, total: 3 })
  })
})

describe('an amount', () => {
  it.each([
    ['480', 480],
    ['NT$1,280', 1280],
    ['1.280,50', 1280.5],
    ['1,280.50', 1280.5],
    ['1.280', 1280],
    ['R$ 12,5', 12.5],
    ['1 280,00', 1280],
    ['１２８０元', 1280],
    ['USD 20', 20],
    ['Rp1.280.000', 1280000],
    ['0', 0],
  ])('is read from %j', (text, amount) => {
    expect(readAmount(text, 'TWD')).toBe(Math.round(amount * 1_000_000))
  })

  it.each(['', 'free', '-5', '1,28,0', '1.2.3', '12-5', '99999999999999'])('is not guessed from %j', (text) => {
    expect(readAmount(text, 'TWD')).toBeNull()
  })

  it.each([
    ['1.250', 'KWD', 1.25],
    ['KD 12.500', 'BHD', 12.5],
    ['1,250.500', 'KWD', 1250.5],
    ['1.250,500', 'TND', 1250.5],
    ['1,250,000', 'OMR', 1_250_000],
    ['1 250', 'JOD', 1250],
    ['0.005', 'KWD', 0.005],
    ['1250', 'KWD', 1250],
    ['1.250', 'EUR', 1250],
    ['1.250', 'JPY', 1250],
    // A point before three digits with nothing to tell what it is, of a currency that nobody knows.
    ['1.250', 'XQX', 1250],
  ])('is read from %j of %s, which may have thousandths', (text, currency, amount) => {
    expect(readAmount(text, currency)).toBe(Math.round(amount * 1_000_000))
  })

  it('is not guessed where a comma may part thousands or thousandths', () => {
    expect(readAmount('1,250', 'KWD')).toBeNull()
  })

  it('is read with the digits of the currency that its row names', async () => {
    const shop = await shopWithPeople()
    const text = 'phone,date,total,currency\n0912345678,2026-03-05,1.250,KWD\n0912345678,2026-03-05,1.250,TWD\n'
    valueOf(await load(shop, text))
    expect(valueOf(await shop.call('order.list', {})).sums).toEqual([
      { currency: 'TWD', totalMicros: 1_250_000_000 },
      { currency: 'KWD', totalMicros: 1_250_000 },
    ])
  })
})
