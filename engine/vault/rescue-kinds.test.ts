import { expect, it } from 'vitest'
import { tempStore } from '../../test/support/temp-store.ts'
import { sql } from '../store/index.ts'
import { kindOfTable } from './rescue-kinds.ts'

it('D-06: every table that a rescue can lose rows of has a word for people', () => {
  const temp = tempStore()
  const tables = temp.store.read.all<{ name: string }>(
    sql`select name from sqlite_schema where type = 'table' and sql not like 'create virtual%' and name not like 'sqlite_%'`,
  )
  temp.remove()
  expect(tables.length).toBeGreaterThan(100)
  expect(tables.map(({ name }) => name).filter((name) => kindOfTable(name) === 'other')).toEqual([])
})

it('knows a table by the longest beginning of its name', () => {
  expect(['customer', 'customer_order_line', 'customer_group', 'message_change', 'unheard_of'].map(kindOfTable)).toEqual([
    'customers',
    'orders',
    'groups',
    'messages',
    'other',
  ])
})
