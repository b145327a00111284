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
    room.vault.store.read.get(sql`
      select (select count(*) from tag_act) as acts, (select count(*) from tag_act_person) as people, (select count(*) from customer_change) as told`)
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
    expect(left()).toEqual({ acts: 0, people: 0, told: 2 })
  })

  /** What histories say of tags, newest first: whose name, before, after. */
  const told = async (customerId: CustomerId) =>
    (await room.call('customer.timeline', { customerId, kinds: ['changed'] })).entries.map(({ by, changes }) => [
      by,
      ...changes.flatMap(({ fact, before, after }) => [fact, before, after]),
    ])

  it('tells of itself in the history of each whom it changed, and of being taken back, as one tag by hand does', async () => {
    const [mei, lin] = [await add(1, { name: 'Mei', tags: ['tea'] }), await add(2, { name: 'Lin', tags: ['vip'] })]
    const selection = { kind: 'people' as const, customerIds: [mei, lin] }
    const act = await room.call('customer.tagMany', { selection, change: 'add', tag: 'vip' }, { person: 'Jun' })
    expect([await told(mei), await told(lin)]).toEqual([[['Jun', 'tags', 'tea', 'tea, vip']], []])
    await room.call('customer.undoTagMany', { actId: act.actId }, { person: 'Ann' })
    expect(await told(mei)).toEqual(
      expect.arrayContaining([
        ['Ann', 'tags', 'tea, vip', 'tea'],
        ['Jun', 'tags', 'tea', 'tea, vip'],
      ]),
    )
    await room.call('customer.tagMany', { selection, change: 'remove', tag: 'vip' }, { person: 'Jun' })
    expect(await told(lin)).toEqual([['Jun', 'tags', 'vip', '']])
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
    expect([await withTag('half'), left()]).toEqual([[], { acts: 0, people: 0, told: 0 }])
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
    expect(left()).toEqual({ acts: 0, people: 0, told: 0 })
    await again.customer.stop()
  })

  it('G-08: lists those whose data must not be used, and leaves them out of a table and says so', async () => {
    const [mei, lin] = [await add(1, { name: 'Mei', tags: ['tea'] }), await add(2, { name: 'Lin' })]
    await add(3, { name: 'Wang' })
    for (const customerId of [mei, lin]) await room.call('customer.restrict', { customerId, isRestricted: true })
    const names = async (narrower: object) => {
      const { customers, total } = await room.call('customer.list', { isRestricted: true, ...narrower })
      expect(total).toBe(customers.length)
      return customers.map(({ name }) => name).toSorted()
    }
    expect(await names({})).toEqual(['Lin', 'Mei'])
    expect([await names({ tag: 'tea' }), await names({ search: 'lin' }), await names({ offers: 'yes' })]).toEqual([['Mei'], ['Lin'], []])
    const first = await room.call('customer.list', { isRestricted: true, limit: 1 })
    const second = await room.call('customer.list', { isRestricted: true, limit: 1, cursor: first.nextCursor ?? '' })
    expect([...first.customers, ...second.customers].map(({ name }) => name).toSorted()).toEqual(['Lin', 'Mei'])
    expect([first.total, second.nextCursor]).toEqual([2, null])
    const selection = { kind: 'found' as const, isRestricted: true as const }
    expect(await room.call('customer.countMany', { selection })).toEqual({ people: 2 })
    const target = join(room.vault.folder, 'usable.csv')
    const written = await room.call('customer.exportMany', { selection: { kind: 'found' }, format: 'csv', target, locale: 'en' })
    expect(written).toMatchObject({ rows: 1, leftOut: 2 })
    const text = readFileSync(target, 'utf8')
    expect([text.includes('Wang'), text.includes('Mei')]).toEqual([true, false])
    expect((await room.call('customer.get', { customerId: mei })).lastExportAt).toBeNull()
  })

  it("G-03: writes the shop's own facts behind the columns that every shop has, harmless like all others", async () => {
    const cups = await room.call('customer.saveField', { label: 'Cups', kind: 'number' })
    const member = await room.call('customer.saveField', { label: 'Member', kind: 'yes-no' })
    const wish = await room.call('customer.saveField', { label: '=Wish' })
    const put = (fieldId: typeof cups.fieldId, value: string) => ({ fieldId, value })
    const fields = [put(cups.fieldId, '1,200'), put(member.fieldId, 'yes'), put(wish.fieldId, '=1+1')]
    await room.call('customer.save', { customerId: await add(1, { name: 'Mei' }), fields })
    await add(2, { name: 'Lin' })
    const target = join(room.vault.folder, 'facts.csv')
    await room.call('customer.exportMany', { selection: { kind: 'found' }, format: 'csv', target, locale: 'zh-TW' })
    const [head, mei, lin] = readFileSync(target, 'utf8').split('\r\n')
    expect(head?.endsWith(`"Cups","Member","'=Wish"`)).toBe(true)
    expect(mei?.endsWith(`,1200,"是","'=1+1"`)).toBe(true)
    expect(lin?.endsWith(',,,')).toBe(true)
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
