import { afterEach, describe, expect, it } from 'vitest'
import { tempStore } from '../../test/support/temp-store.ts'
import { sql } from './sql.ts'

describe('the store', () => {
  let opened: ReturnType<typeof tempStore> | undefined
  afterEach(() => opened?.remove())

  it('keeps what a transaction wrote and drops what a failed one wrote', () => {
    opened = tempStore()
    const { store } = opened
    store.write((db) => db.run(sql`insert into vault_fact (name, value) values ('a', ${'1'})`))
    expect(() =>
      store.write((db) => {
        db.run(sql`insert into vault_fact (name, value) values ('b', ${'2'})`)
        throw new Error('refused')
      }),
    ).toThrow('refused')
    expect(store.read.all(sql`select name, value from vault_fact`)).toEqual([{ name: 'a', value: '1' }])
  })
})
