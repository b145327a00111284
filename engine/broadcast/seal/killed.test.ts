import { createHash } from 'node:crypto'
import { setImmediate as others } from 'node:timers/promises'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { broadcastRoom, couponContent, NOON } from '../../../test/support/broadcast-room.ts'
import { sql, type Sql } from '../../store/index.ts'

type Content = typeof couponContent

const PEOPLE = 900
const LEFT_OUT = 90

let kit: Awaited<ReturnType<typeof broadcastRoom>>
beforeEach(async () => {
  kit = await broadcastRoom()
  kit.store.write(() => {
    for (let index = 0; index < PEOPLE; index += 1) kit.add({ offers: index % 10 === 0 ? 'unknown' : 'yes' })
  })
})
afterEach(async () => {
  vi.restoreAllMocks()
  await kit.remove()
})

/** Everything that a sealing writes. */
const tables: readonly Sql[] = [
  sql`select * from broadcast order by broadcast_id`,
  sql`select * from broadcast_template`,
  sql`select * from broadcast_left_out order by seq`,
  sql`select * from run order by run_id`,
  sql`select * from send order by seq`,
  sql`select * from coupon order by seq`,
  sql`select * from coupon_broadcast`,
  sql`select * from coupon_code order by seq`,
]
const written = () => tables.map((table) => kit.store.read.all(table))
/** Numbers inside the vault that reach so far that people are read in several goes. */
const addFarAway = () =>
  kit.store.write((db) => {
    const { seq } = kit.add({ offers: 'no' })
    db.run(sql`delete from customer_words where seq = ${seq}`)
    db.run(sql`update customer set seq = 9000 where seq = ${seq}`)
  })
const draft = async (content: Content) => (await kit.must('broadcast.draft', { content })).broadcastId

/** From the given transaction on nothing reaches the disk any more. */
function dieAt(place: number): void {
  const { write } = kit.store
  let count = 0
  let isInside = false
  vi.spyOn(kit.store, 'write').mockImplementation((work, options) => {
    if (isInside) return write(work, options)
    if (count >= place) throw new Error('killed')
    count += 1
    isInside = true
    try {
      return write(work, options)
    } finally {
      isInside = false
    }
  })
}

async function reopen(): Promise<void> {
  vi.restoreAllMocks()
  const { vault, clock } = kit
  await kit.end()
  kit = await broadcastRoom({ vault, clock })
  // Waits until what was left is taken apart; nothing of that name is there.
  await kit.call('broadcast.discard', { broadcastId: 'brc_00000000000000000000000000' })
}

/** The engine dies at each transaction in turn, and once not at all. */
async function dieEverywhere(content: Content): Promise<{ broadcastId: string; deaths: number; approved: unknown }> {
  const broadcastId = await draft(content)
  const before = written()
  for (let place = 0; ; place += 1) {
    dieAt(place)
    const approved = await kit.call('broadcast.approve', { broadcastId }).catch((error: unknown) => error)
    await reopen()
    if (!(approved instanceof Error)) return { broadcastId, deaths: place, approved }
    expect(approved.message).toBe('killed')
    expect(written()).toEqual(before)
    expect(await kit.must('broadcast.get', { broadcastId })).toMatchObject({ state: 'draft' })
  }
}

/** Lets the approval write its first part. */
async function firstPart(broadcastId: string): Promise<void> {
  while (kit.ledger.run(kit.store.read, broadcastId) === undefined) await others()
}

describe('an engine that dies while it seals', () => {
  it.each([
    ['codes of its own', async (): Promise<Content> => couponContent],
    [
      'codes of a pool',
      async (): Promise<Content> => {
        const codes = Array.from({ length: PEOPLE }, (_, index) => `POOL-${String(index).padStart(4, '0')}`)
        const { couponId } = await kit.must('coupon.save', {
          name: 'Pool',
          codes: 'unique',
          prefix: '',
          value: null,
          endsAt: NOON + 9 * 86_400_000,
        })
        kit.store.write((db) => {
          for (const code of codes)
            db.run(sql`
              insert into coupon_code (coupon_seq, code, state, created_at)
              values ((select seq from coupon where coupon_id = ${couponId}), ${code}, 'free', ${NOON})`)
          db.run(sql`update coupon set origin = 'imported' where coupon_id = ${couponId}`)
        })
        return { ...couponContent, coupon: { kind: 'coupon', couponId } }
      },
    ],
  ])('leaves the draft as it was or the whole broadcast, whenever it dies, with %s', async (_, make) => {
    const { broadcastId, deaths, approved } = await dieEverywhere(await make())
    expect(approved).toMatchObject({ ok: true, value: { recipients: PEOPLE - LEFT_OUT, skipped: LEFT_OUT } })
    expect(deaths).toBeGreaterThan(3)
    const sends = kit.store.read.all<{ body: string; code: string }>(sql`
      select s.body, k.code from send s join coupon_code k on k.send_id = s.send_id and k.state = 'reserved'
      where s.run_id = ${broadcastId} order by s.seq`)
    expect(sends).toHaveLength(PEOPLE - LEFT_OUT)
    expect(sends.filter(({ body, code }) => !body.includes(code))).toEqual([])
    const hash = createHash('sha256')
      .update(sends.map(({ body }) => `${body}\n`).join(''))
      .digest('hex')
    expect(
      kit.store.read.get(sql`
      select b.seal_hash as ofBroadcast, r.seal_hash as ofRun from broadcast b join run r on r.run_id = b.broadcast_id
      where b.broadcast_id = ${broadcastId}`),
    ).toEqual({ ofBroadcast: hash, ofRun: hash })
    await kit.must('broadcast.start', { broadcastId })
    await kit.clock.advance(60_000)
    expect([...kit.sent].map((body) => withoutMark(body)).toSorted()).toEqual(sends.map(({ body }) => withoutMark(body)).toSorted())
  })
})

describe('an engine that dies while it takes back', () => {
  it('does so at its next start, wherever it died', async () => {
    const broadcastId = await draft(couponContent)
    const before = written()
    for (let place = 0; ; place += 1) {
      const approving = kit.call('broadcast.approve', { broadcastId }).catch((error: unknown) => error)
      await firstPart(broadcastId)
      const wish = { decision: 'no', source: 'chat', detail: '', at: NOON, by: 'customer' } as const
      kit.store.write((db) => kit.customer.recordOffers(db, place + 2, wish))
      dieAt(place)
      const refused = await approving
      await reopen()
      expect(written()).toEqual(before)
      if (refused instanceof Error) continue
      expect(refused).toMatchObject({ error: { code: 'broadcast-review-changed' } })
      expect(place).toBeGreaterThan(3)
      return
    }
  })
})

/** Each attempt adds its own mark to the frozen body. */
function withoutMark(body: string): string {
  const { biz_opaque_callback_data: _, ...rest } = JSON.parse(body) as Record<string, unknown>
  return JSON.stringify(rest)
}

describe('while it is being sealed', () => {
  it('is a draft that nobody can start or throw away, and approved at once with the last part', async () => {
    const broadcastId = await draft(couponContent)
    const approving = kit.call('broadcast.approve', { broadcastId })
    await firstPart(broadcastId)
    expect(await kit.must('broadcast.status', { broadcastId })).toMatchObject({ state: 'draft', counts: { matched: 0, planned: 0 } })
    expect(await kit.call('broadcast.start', { broadcastId })).toMatchObject({ error: { code: 'broadcast-state-refused' } })
    expect(kit.ledger.start(broadcastId)).toMatchObject({ error: { code: 'broadcast-state-refused' } })
    expect(await kit.call('broadcast.discard', { broadcastId })).toMatchObject({ error: { code: 'broadcast-draft-only' } })
    expect(await approving).toMatchObject({ ok: true })
    expect(kit.sent).toEqual([])
    expect(await kit.must('broadcast.status', { broadcastId })).toMatchObject({ state: 'approved', counts: { matched: PEOPLE } })
  })

  it.each(['few', 'many'])('is a draft again when somebody opts out between two parts, among %s customers', async (amount) => {
    if (amount === 'many') addFarAway()
    const broadcastId = await draft(couponContent)
    const before = written()
    const approving = kit.call('broadcast.approve', { broadcastId })
    await firstPart(broadcastId)
    const wish = { decision: 'no', source: 'chat', detail: '', at: NOON, by: 'customer' } as const
    kit.store.write((db) => kit.customer.recordOffers(db, 2, wish))
    expect(await approving).toMatchObject({ error: { code: 'broadcast-review-changed' } })
    expect(written()).toEqual(before)
    expect(await kit.must('broadcast.discard', { broadcastId })).toEqual({})
  })

  it.each(['few', 'many'])('goes on when something else is written between two parts, among %s customers', async (amount) => {
    if (amount === 'many') addFarAway()
    const broadcastId = await draft(couponContent)
    const approving = kit.call('broadcast.approve', { broadcastId })
    await firstPart(broadcastId)
    let isDone = false
    void approving.then(() => (isDone = true))
    // Somebody writes all the time, as another broadcast that is running would.
    for (let count = 0; !isDone; count += 1) {
      kit.store.write((db) => db.run(sql`insert into setting (name, value, changed_at) values (${`a${count}`}, 'b', 0)`))
      await others()
    }
    expect(await approving).toMatchObject({ ok: true, value: { recipients: PEOPLE - LEFT_OUT } })
  })

  it('is a draft again, with its new words, when somebody changes it between two parts', async () => {
    const broadcastId = await draft(couponContent)
    const approving = kit.call('broadcast.approve', { broadcastId })
    await firstPart(broadcastId)
    await kit.must('broadcast.draft', { broadcastId, content: { ...couponContent, name: 'Other' } })
    expect(await approving).toMatchObject({ error: { code: 'broadcast-review-changed' } })
    expect(await kit.must('broadcast.get', { broadcastId })).toMatchObject({ state: 'draft', content: { name: 'Other' } })
    expect(await kit.must('broadcast.approve', { broadcastId })).toMatchObject({ recipients: PEOPLE - LEFT_OUT })
  })
})

describe('stopping many', () => {
  it('lets nobody else go at once, and skips everybody, also when the engine dies in between', async () => {
    const broadcastId = await kit.launch({ ...couponContent, quietHours: null, pacePerSecond: 1 })
    dieAt(1)
    await kit.must('broadcast.stop', { broadcastId })
    const stopped = await kit.must('broadcast.status', { broadcastId })
    expect(stopped.state).toBe('stopped')
    expect(stopped.counts.planned).toBeGreaterThan(0)
    await reopen()
    await kit.ledger.stopped(broadcastId)
    expect(await kit.must('broadcast.status', { broadcastId })).toMatchObject({ state: 'stopped', counts: { planned: 0, matched: PEOPLE } })
    expect(kit.sent).toEqual([])
  })
})
