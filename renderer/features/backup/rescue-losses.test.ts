import { expect, it } from 'vitest'
import { lossesOf } from './rescue-losses.ts'

it('adds up what is lost kind by kind, says where there may be more, and leaves out what is whole', () => {
  const row = (table: string, kind: 'customers' | 'orders' | 'messages', lost: number | null) => ({ table, kind, kept: 5, lost })
  const tables = [
    row('customer', 'customers', 3),
    row('customer_tag', 'customers', 4),
    row('message', 'messages', 0),
    row('customer_order', 'orders', 2),
    row('order_work', 'orders', null),
  ]
  expect(lossesOf(tables)).toEqual([
    { kind: 'customers', lost: 7, isMore: false },
    { kind: 'orders', lost: 2, isMore: true },
  ])
})
