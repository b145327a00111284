import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { CallInput } from '#contract/ipc/index.ts'
import { broadcastRoom, couponContent, NOON } from '../../test/support/broadcast-room.ts'
import { sql } from '../store/index.ts'

type Rule = CallInput<'group.count'>['rule']

let kit: Awaited<ReturnType<typeof broadcastRoom>>
beforeEach(async () => {
  kit = await broadcastRoom()
})
afterEach(() => kit.remove())

const tagged = (...tags: string[]): Rule => ({ any: [{ all: [{ fact: 'tag', tags }] }] })
const save = (name: string, rule: Rule = tagged('VIP')) => kit.must('group.save', { name, rule, sentence: 'people with the tag VIP' })

describe('groups', () => {
  it('are kept with their sentence, listed by name, and changed under their id', async () => {
    const second = await save('Tea lovers')
    await save('早鳥', tagged('early'))
    const changed = await kit.must('group.save', {
      groupId: second.groupId,
      name: ' tea lovers ',
      rule: tagged('tea'),
      sentence: 'people with the tag tea',
    })
    const { groups } = await kit.must('group.list', {})
    expect(groups.map(({ name, sentence, usedBy }) => [name, sentence, usedBy])).toEqual([
      ['tea lovers', 'people with the tag tea', 0],
      ['早鳥', 'people with the tag VIP', 0],
    ])
    expect(changed.rule.any[0]?.all[0]).toEqual({ fact: 'tag', not: false, match: 'any', tags: ['tea'] })
    expect(kit.events.filter(({ name }) => name === 'group.changed')).toHaveLength(3)
  })

  it('never have the same name, however it is written', async () => {
    const { groupId } = await save('VIP 陳')
    expect(await kit.call('group.save', { name: 'ｖｉｐ  陈', rule: tagged('x'), sentence: '' })).toMatchObject({
      ok: false,
      error: { code: 'group-name-taken', params: { groupId } },
    })
    expect((await kit.call('group.save', { groupId, name: 'vip 陳', rule: tagged('x'), sentence: '' })).ok).toBe(true)
    await kit.must('group.remove', { groupId })
    expect(await kit.call('group.save', { groupId, name: 'again', rule: tagged('x'), sentence: '' })).toMatchObject({
      error: { code: 'group-missing' },
    })
  })

  it('stay while a draft or a series asks them, and leave the customers alone when they go', async () => {
    kit.add({ tags: ['VIP'] })
    const [asked, left] = [await save('asked'), await save('left out')]
    const audience = { include: { kind: 'groups' as const, groupIds: [asked.groupId] }, excludeGroupIds: [left.groupId] }
    const { broadcastId } = await kit.must('broadcast.draft', { content: { ...couponContent, audience } })
    for (const { groupId } of [asked, left])
      expect(await kit.call('group.remove', { groupId })).toMatchObject({
        ok: false,
        error: { code: 'group-in-use', params: { count: 1 } },
      })
    await kit.must('broadcast.discard', { broadcastId })
    await kit.must('group.remove', { groupId: asked.groupId })
    expect(await kit.call('group.remove', { groupId: asked.groupId })).toMatchObject({ error: { code: 'group-missing' } })
    expect(kit.store.read.get(sql`select count(*) as n from customer`)).toEqual({ n: 1 })
  })

  it('are counted with the first few and with those who may get offers', async () => {
    for (let n = 0; n < 7; n += 1) kit.add({ tags: ['VIP'], offers: n < 5 ? 'yes' : 'no', blocked: n === 0, unusable: n === 1 })
    kit.add()
    const counted = await kit.must('group.count', { rule: tagged('VIP') })
    expect(counted).toMatchObject({ count: 7, canGetOffers: 3, restricted: 0 })
    kit.store.write((db) => db.run(sql`update customer set restricted_at = 1 where name = 'Person 3'`))
    expect(await kit.must('group.count', { rule: tagged('VIP') })).toMatchObject({ count: 7, canGetOffers: 2, restricted: 1 })
    expect(counted.sample.map(({ name }) => name)).toEqual(['Person 1', 'Person 2', 'Person 3', 'Person 4', 'Person 5'])
  })

  it('are opened page by page, and refuse a cursor that is not theirs', async () => {
    for (let n = 0; n < 5; n += 1) kit.add({ tags: n === 2 ? [] : ['VIP'] })
    const first = await kit.must('group.people', { rule: tagged('VIP'), limit: 3 })
    const second = await kit.must('group.people', { rule: tagged('VIP'), limit: 3, cursor: first.nextCursor ?? '' })
    expect([...first.people, ...second.people].map(({ name }) => name)).toEqual(['Person 1', 'Person 2', 'Person 4', 'Person 5'])
    expect(second.nextCursor).toBeNull()
    expect(await kit.call('group.people', { rule: tagged('VIP'), cursor: 'x' })).toMatchObject({ error: { code: 'input-refused' } })
  })

  it('hold for nobody who was erased', async () => {
    const { seq } = kit.add({ tags: ['VIP'] })
    kit.add({ tags: ['VIP'] })
    expect((await kit.must('group.count', { rule: tagged('VIP') })).count).toBe(2)
    kit.store.write((db) => db.run(sql`delete from customer where seq = ${seq}`))
    // The next person gets the number inside the database that has become free.
    const next = kit.add()
    expect((await kit.must('group.count', { rule: tagged('VIP') })).sample.map(({ name }) => name)).toEqual(['Person 2'])
    expect(
      (await kit.must('group.people', { rule: { any: [{ all: [{ fact: 'number', has: 'number' }] }] } })).people.map(
        (one) => one.customerId,
      ),
    ).toContain(next.customerId)
  })

  it('tell what occurs among the customers', async () => {
    kit.add({ tags: ['VIP', 'a'] })
    kit.store.write((db) => {
      db.run(sql`update customer set country = 'TW', language = 'zh_TW'`)
      db.run(sql`insert into customer_date (customer_seq, date, month, day) select seq, 'birthday', 1, 1 from customer`)
      db.run(sql`
        insert into consent_event (customer_seq, at, recorded_at, purpose, decision, source, detail, wording, recorded_by)
        select seq, ${NOON}, ${NOON}, 'offers', 'yes', 'till-qr', '', '', 'owner' from customer`)
    })
    expect(await kit.must('group.choices', {})).toEqual({
      tags: ['VIP', 'a'],
      countries: ['TW'],
      languages: ['zh_TW'],
      sources: ['till-qr'],
      dates: ['birthday'],
      hasOrders: false,
    })
  })
})
