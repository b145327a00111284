import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { broadcastRoom, couponContent } from '../../test/support/broadcast-room.ts'

let kit: Awaited<ReturnType<typeof broadcastRoom>>
beforeEach(async () => {
  kit = await broadcastRoom()
})
afterEach(() => kit.remove())

describe('a draft', () => {
  it('is saved, changed and read back with its defaults', async () => {
    const saved = await kit.must('broadcast.draft', { content: { ...couponContent, pacePerSecond: undefined } })
    await kit.clock.advance(1_000)
    const changed = await kit.must('broadcast.draft', { broadcastId: saved.broadcastId, content: { ...saved.content, name: 'Winter tea' } })
    expect(changed.savedAt - saved.savedAt).toBe(1_000)
    expect(await kit.must('broadcast.get', { broadcastId: saved.broadcastId })).toMatchObject({
      state: 'draft',
      content: {
        name: 'Winter tea',
        pacePerSecond: 3,
        quietHours: { fromHour: 21, toHour: 9 },
        audience: { excludeTags: [], restingHours: 48 },
        budgetMicros: null,
      },
    })
    expect(kit.events.map((event) => event.name).filter((name) => name === 'broadcast.changed')).toHaveLength(2)
  })

  it('stands in the list, newest first, and can be thrown away', async () => {
    const first = await kit.must('broadcast.draft', { content: couponContent })
    await kit.clock.advance(1_000)
    const second = await kit.must('broadcast.draft', { content: { ...couponContent, name: 'Second' } })
    const listed = await kit.must('broadcast.list', {})
    expect(listed.broadcasts.map((one) => [one.broadcastId, one.state, one.counts.matched])).toEqual([
      [second.broadcastId, 'draft', 0],
      [first.broadcastId, 'draft', 0],
    ])
    await kit.must('broadcast.discard', { broadcastId: first.broadcastId })
    expect((await kit.must('broadcast.list', {})).broadcasts).toHaveLength(1)
    expect([
      await kit.call('broadcast.discard', { broadcastId: first.broadcastId }),
      await kit.call('broadcast.get', { broadcastId: first.broadcastId }),
      await kit.call('broadcast.status', { broadcastId: first.broadcastId }),
      await kit.call('broadcast.start', { broadcastId: first.broadcastId }),
      await kit.call('broadcast.draft', { broadcastId: first.broadcastId, content: couponContent }),
    ]).toMatchObject(Array.from({ length: 5 }, () => ({ error: { code: 'broadcast-missing' } })))
  })

  it('forgets a hand-picked person who is erased, and nobody else', async () => {
    const [ana, bo] = [kit.add(), kit.add()]
    const include = { kind: 'customers', customerIds: [ana.customerId, bo.customerId] } as never
    const { broadcastId } = await kit.must('broadcast.draft', { content: { ...couponContent, audience: { include } } })
    const ids = async () => {
      const { content } = await kit.must('broadcast.get', { broadcastId })
      return content.audience.include.kind === 'customers' ? content.audience.include.customerIds : []
    }
    const source = kit.room.personalData.find(({ kind }) => kind === 'broadcasts')!
    expect(source.collect(kit.store.read, ana.customerId).items).toMatchObject([{ broadcast: 'Autumn tea', what: 'picked by hand' }])
    expect(kit.store.write((db) => source.erase(db, ana.customerId))).toBe(1)
    expect(await ids()).toEqual([bo.customerId])
    kit.store.write((db) => source.erase(db, bo.customerId))
    expect([await ids(), (await kit.must('broadcast.review', { broadcastId })).matched]).toEqual([['cus_0000000000'], 0])
  })
})
