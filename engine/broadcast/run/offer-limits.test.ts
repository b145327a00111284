import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { CallInput } from '#contract/ipc/index.ts'
import { broadcastRoom, couponContent } from '../../../test/support/broadcast-room.ts'
import { sql } from '../../store/index.ts'

type Content = CallInput<'broadcast.draft'>['content']
const HOUR = 3_600_000

let kit: Awaited<ReturnType<typeof broadcastRoom>>
beforeEach(async () => {
  kit = await broadcastRoom()
  for (let index = 0; index < 6; index += 1) kit.add()
})
afterEach(() => kit.remove())

const content = (name: string, audience: Partial<Content['audience']> = {}, rest: Partial<Content> = {}): Content => ({
  ...couponContent,
  name,
  quietHours: null,
  ...rest,
  audience: { include: { kind: 'everyone' }, ...audience },
})

/** Seals without starting: nobody got anything yet when the next one is reviewed. */
async function seal(one: Content) {
  const { broadcastId } = await kit.must('broadcast.draft', { content: one })
  await kit.must('broadcast.approve', { broadcastId })
  return broadcastId
}

async function run(broadcastId: Awaited<ReturnType<typeof seal>>, ms = 5_000) {
  await kit.must('broadcast.start', { broadcastId })
  await kit.clock.advance(ms)
  return kit.store.read.all<{ state: string; reason: string | null; count: number }>(sql`
    select state, reason, count(*) as count from send where run_id = ${broadcastId} group by 1, 2 order by 1`)
}

describe('two broadcasts that were sealed before either left', () => {
  it('do not both reach the same person within the resting time', async () => {
    const [first, second] = [await seal(content('first')), await seal(content('second'))]
    expect(await run(first)).toEqual([{ state: 'accepted', reason: null, count: 6 }])
    expect(await run(second)).toEqual([{ state: 'skipped', reason: 'resting-time', count: 6 }])
    expect(kit.sent).toHaveLength(6)
  })

  it('both reach them once the time is over, or where none was wanted', async () => {
    const [first, second, third] = [
      await seal(content('a')),
      await seal(content('b', { restingHours: 2 })),
      await seal(content('c', { restingHours: null })),
    ]
    await run(first)
    await kit.clock.advance(2 * HOUR)
    expect(await run(second)).toEqual([{ state: 'accepted', reason: null, count: 6 }])
    expect(await run(third)).toEqual([{ state: 'accepted', reason: null, count: 6 }])
  })

  it('give nobody more offers than allowed, by the broadcast or by the shop', async () => {
    const often = { restingHours: null, mostOffers: { count: 1, days: 7 } }
    const [first, second, third] = [
      await seal(content('a', { restingHours: null })),
      await seal(content('b', often)),
      await seal(content('c', { restingHours: null })),
    ]
    await run(first)
    expect(await run(second)).toEqual([{ state: 'skipped', reason: 'offered-often', count: 6 }])
    const { rules } = await kit.must('broadcast.rules', {})
    await kit.must('broadcast.setRules', { ...rules, mostOffers: { count: 1, days: 3 } })
    expect(await run(third)).toEqual([{ state: 'skipped', reason: 'offered-often', count: 6 }])
  })

  it('share people while both run: each person gets one of them', async () => {
    const [first, second] = [await seal(content('first')), await seal(content('second'))]
    await kit.must('broadcast.start', { broadcastId: first })
    await run(second, 10_000)
    expect(kit.sent).toHaveLength(6)
  })
})

it('what Meta held back of the very same broadcast is no offer that somebody has to rest from', async () => {
  const only = kit.add({ phone: '+886955555555' })
  const audience = { include: { kind: 'customers' as const, customerIds: [only.customerId as never] } }
  const broadcastId = await seal(content('again', audience, { retryHeldBack: true }))
  kit.meta.answer = (_, n) =>
    n === 1
      ? { kind: 'rejected', metaCode: 131049, httpStatus: 400 }
      : { kind: 'accepted', wamid: `wamid.${n}`, waId: null, userId: null, heldForQuality: false, httpStatus: 200 }
  await run(broadcastId)
  await kit.clock.advance(25 * HOUR)
  expect(kit.sent).toHaveLength(2)
  expect((await kit.must('broadcast.status', { broadcastId })).counts.accepted).toBe(1)
})
