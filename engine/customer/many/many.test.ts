import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { customerRoom, type CustomerRoom } from '../../../test/support/customers.ts'
import type { CustomerId } from '#contract/kernel/values.ts'
import { sql } from '../../store/index.ts'

describe('many customers at once', () => {
  let room: CustomerRoom
  beforeEach(async () => {
    room = await customerRoom()
  })
  afterEach(() => room.close())

  const add = async (number: number, facts: { name?: string; tags?: string[] } = {}): Promise<CustomerId> =>
    (await room.call('customer.save', { phone: `+8869120${String(number).padStart(5, '0')}`, ...facts })).customerId
  const withTag = async (tag: string) => (await room.call('customer.list', { tag })).customers.map(({ name }) => name).toSorted()
  const left = () =>
    room.vault.store.read.get(sql`select (select count(*) from tag_act) as acts, (select count(*) from tag_act_person) as people`)
  /** People without a call for each: a thousand of them are many slices. */
  const crowd = (people: number) =>
    room.vault.store.write((db) => {
      for (let index = 0; index < people; index += 1)
        db.run(
          sql`insert into customer (customer_id, name, created_at, changed_at) values (${`cus_${String(index).padStart(20, '0')}`}, ${`Crowd ${index}`}, ${index}, 0)`,
        )
    })

  it('gives a tag to the chosen alone, and takes back only what it gave', async () => {
    const [mei, lin] = [await add(1, { name: 'Mei' }), await add(2, { name: 'Lin', tags: ['vip'] })]
    await add(3, { name: 'Wang' })
    const act = await room.call('customer.tagMany', {
      selection: { kind: 'people', customerIds: [mei, lin] },
      change: 'add',
      tag: ' ＶＩＰ ',
    })
    expect(act).toMatchObject({ tag: 'vip', people: 1 })
    expect(await withTag('vip')).toEqual(['Lin', 'Mei'])
    expect((await room.call('customer.list', { search: 'vip' })).total).toBe(2)
    expect(await room.call('customer.undoTagMany', { actId: act.actId })).toEqual({ people: 1 })
    expect(await withTag('vip')).toEqual(['Lin'])
    expect((await room.call('customer.list', { search: 'vip' })).total).toBe(1)
    expect(await room.call('customer.undoTagMany', { actId: act.actId })).toEqual({ people: 0 })
    expect(left()).toEqual({ acts: 0, people: 0 })
  })

  it('leaves a tag that somebody took away and gave by hand in between out of the undo of a removal', async () => {
    const [mei, lin] = [await add(1, { name: 'Mei', tags: ['tea'] }), await add(2, { name: 'Lin', tags: ['tea'] })]
    const act = await room.call('customer.tagMany', { selection: { kind: 'found', tag: 'tea' }, change: 'remove', tag: 'tea' })
    expect([act.people, await withTag('tea')]).toEqual([2, []])
    await room.call('customer.save', { customerId: mei, tags: ['tea', 'gold'] })
    expect(await room.call('customer.undoTagMany', { actId: act.actId })).toEqual({ people: 1 })
    expect((await room.call('customer.get', { customerId: mei })).tags).toEqual(['gold', 'tea'])
    expect((await room.call('customer.get', { customerId: lin })).tags).toEqual(['tea'])
  })

  it('finds all of a search, also more than the list looks at, but for those who were taken out', async () => {
    crowd(700)
    const lin = await add(1, { name: 'Crowd Lin' })
    for (const { seq } of room.vault.store.read.all<{ seq: number }>(sql`select seq from customer`))
      room.vault.store.write((db) => db.run(sql`insert into customer_words (seq, words) values (${seq}, 'crowd') on conflict do nothing`))
    expect((await room.call('customer.list', { search: 'crowd' })).total).toBe(501)
    const selection = { kind: 'found' as const, search: 'crowd', except: [lin] }
    expect(await room.call('customer.countMany', { selection: { ...selection, except: [] } })).toEqual({ people: 701 })
    expect(await room.call('customer.countMany', { selection })).toEqual({ people: 700 })
    expect(await room.call('customer.tagMany', { selection, change: 'add', tag: 'crowd' })).toMatchObject({ people: 700 })
    expect((await room.call('customer.get', { customerId: lin })).tags).toEqual([])
    expect(await room.call('customer.countMany', { selection: { kind: 'found', tag: 'crowd' } })).toEqual({ people: 700 })
    expect(
      await room.failure('customer.countMany', { selection: { kind: 'found', groupId: 'grp_0000000000000000000000000x' } }),
    ).toMatchObject({
      code: 'group-missing',
    })
  })

  it('lets others work between slices, and takes all back when it is cancelled in the middle', async () => {
    crowd(1_000)
    const cancelling = new AbortController()
    const tagging = room.failure(
      'customer.tagMany',
      { selection: { kind: 'found' }, change: 'add', tag: 'half' },
      { signal: cancelling.signal },
    )
    let seen = 0
    while (seen === 0) {
      await new Promise((resolve) => setImmediate(resolve))
      seen = (await room.call('customer.list', { tag: 'half' })).total
    }
    expect(seen).toBeLessThan(1_000)
    cancelling.abort()
    expect(await tagging).toMatchObject({ code: 'call-cancelled' })
    expect([await withTag('half'), left()]).toEqual([[], { acts: 0, people: 0 }])
  })

  it('is as if nothing had been done when the engine is ended in the middle of it', async () => {
    crowd(1_000)
    const tagging = room.failure('customer.tagMany', { selection: { kind: 'found' }, change: 'add', tag: 'half' })
    while ((await room.call('customer.list', { tag: 'half' })).total === 0) await new Promise((resolve) => setImmediate(resolve))
    await room.customer.stop()
    expect(await tagging).toMatchObject({ code: 'call-cancelled' })
    expect((await room.call('customer.list', { tag: 'half' })).total).toBeGreaterThan(0)
    const again = await customerRoom({ vault: { ...room.vault, remove: () => undefined } })
    // Calls take turns with the taking back, so the answer to one comes after it.
    await again.call('customer.undoTagMany', { actId: 'none' })
    expect((await again.call('customer.list', { tag: 'half' })).total).toBe(0)
    expect(left()).toEqual({ acts: 0, people: 0 })
    await again.customer.stop()
  })

  it('writes the chosen as a table that computes nothing, and notes it on each card', async () => {
    const mei = await add(1, { name: '=HYPERLINK("x")', tags: ['tea', 'vip'] })
    const lin = await add(2, { name: 'Lin' })
    const target = join(room.vault.folder, 'people.csv')
    const selection = { kind: 'found' as const, except: [lin] }
    expect(await room.call('customer.exportMany', { selection, format: 'csv', target, locale: 'en' })).toMatchObject({ rows: 1 })
    const [head, row] = readFileSync(target, 'utf8').split('\r\n')
    expect(head).toContain(`"Name","How to address","Phone number"`)
    expect(row).toContain(`"'=HYPERLINK(""x"")"`)
    expect(row).toContain('"tea, vip"')
    expect((await room.call('customer.get', { customerId: mei })).lastExportAt).toBe(room.clock.now())
    expect((await room.call('customer.get', { customerId: lin })).lastExportAt).toBeNull()
    await room.call('customer.exportMany', { selection, format: 'xlsx', target: join(room.vault.folder, 'people.xlsx') })
    expect(readFileSync(join(room.vault.folder, 'people.xlsx')).subarray(0, 2).toString()).toBe('PK')
  })
})
