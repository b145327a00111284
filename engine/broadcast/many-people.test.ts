import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { broadcastRoom, couponContent, NOON } from '../../test/support/broadcast-room.ts'
import { sql } from '../store/index.ts'

/** Raise it by hand to measure; the numbers are printed, never asserted. */
const PEOPLE = Number(process.env['SHOPBELL_TEST_PEOPLE'] ?? 10_000)

let kit: Awaited<ReturnType<typeof broadcastRoom>>
beforeEach(async () => {
  kit = await broadcastRoom()
  kit.store.write((db) => {
    for (let index = 0; index < PEOPLE; index += 1) {
      const phone = `+886${900_000_000 + index}`
      db.run(sql`
        insert into customer (customer_id, phone, same_person_key, name, address_as, offers, created_at, changed_at)
        values (${`cus_${String(index).padStart(10, '0')}`}, ${phone}, ${phone}, ${`客人 ${index}`}, ${index % 3 === 0 ? '' : '陳小姐'}, ${index % 10 === 0 ? 'unknown' : 'yes'}, ${NOON}, ${NOON})`)
    }
  })
  kit.store.checkpoint()
})
afterEach(() => kit.remove())

const ownMs = (): number => {
  const { user, system } = process.threadCpuUsage()
  return (user + system) / 1_000
}

/** Longest time in which nothing else could happen, ms: by the clock, and what this thread computed itself while others had the computer too. */
function watchLoop() {
  let [longestMs, longestOwnMs] = [0, 0]
  let [last, lastOwn] = [performance.now(), ownMs()]
  const look = (): void => {
    const [now, own] = [performance.now(), ownMs()]
    longestMs = Math.max(longestMs, now - last)
    longestOwnMs = Math.max(longestOwnMs, own - lastOwn)
    ;[last, lastOwn] = [now, own]
  }
  const timer = setInterval(look, 1)
  return () => {
    clearInterval(timer)
    look()
    return `${Math.round(longestMs)} ms, own ${Math.round(longestOwnMs)} ms`
  }
}

describe('many people', () => {
  it(`an audience of ${PEOPLE} is counted, reviewed and sealed while other work goes on`, { timeout: 300_000 }, async () => {
    const measured: string[] = []
    const time = async <T>(name: string, work: () => Promise<T>): Promise<T> => {
      const startedAt = performance.now()
      const longest = watchLoop()
      const value = await work()
      measured.push(`${name} ${Math.round(performance.now() - startedAt)} ms (longest pause ${longest()})`)
      return value
    }
    const audience = { include: { kind: 'everyone' } } as const
    const counts = await time('audience', () => kit.must('broadcast.audience', { audience }))
    const { broadcastId } = await kit.must('broadcast.draft', { content: couponContent })
    await time('preview', () => kit.must('broadcast.preview', { content: couponContent, for: { kind: 'longest' } }))
    const review = await time('review', () => kit.must('broadcast.review', { broadcastId }))
    const approved = await time('approve', () => kit.must('broadcast.approve', { broadcastId, reviewHash: review.reviewHash }))
    await time('status', () => kit.must('broadcast.status', { broadcastId }))
    await time('recipients', () => kit.must('broadcast.recipients', { broadcastId, limit: 100 }))
    await time('waiting ones', () => kit.must('broadcast.recipients', { broadcastId, state: 'planned', limit: 100 }))
    await time('search', () => kit.must('broadcast.recipients', { broadcastId, search: '客人 99', limit: 100 }))
    await time('report', () => kit.must('broadcast.report', { broadcastId }))
    await time('stop', () => kit.must('broadcast.stop', { broadcastId }))
    const { broadcastId: other } = await kit.must('broadcast.draft', { content: couponContent })
    await time('discard', () => kit.must('broadcast.discard', { broadcastId: other }))
    await time('people', () => kit.must('broadcast.audiencePeople', { audience, content: couponContent, reason: 'text-too-long' }))
    console.info(`${PEOPLE} people: ${measured.join(', ')}`)
    const left = Math.ceil(PEOPLE / 10)
    expect(counts).toEqual({ matched: PEOPLE, goes: PEOPLE - left, skipped: [{ reason: 'no-consent', count: left }] })
    expect(approved).toMatchObject({ recipients: PEOPLE - left, skipped: left })
    expect(kit.store.read.get(sql`select count(distinct code) as n from coupon_code`)).toEqual({ n: PEOPLE - left })
  })
})
