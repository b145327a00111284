import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { CallInput } from '#contract/ipc/index.ts'
import { broadcastRoom, couponContent, NOON, type KitCaller } from '../../../test/support/broadcast-room.ts'
import { sql } from '../../store/index.ts'
import { approverOf } from './rules.ts'

type Content = CallInput<'broadcast.draft'>['content']
let kit: Awaited<ReturnType<typeof broadcastRoom>>
beforeEach(async () => {
  kit = await broadcastRoom()
})
afterEach(() => kit.remove())

const DAY = 86_400_000
const PRICE = 73_200
const OWNER: KitCaller = { role: 'owner', person: 'owner' }
const MEI: KitCaller = { role: 'staff', person: 'Mei' }
const LIN: KitCaller = { role: 'manager', person: 'Lin' }
const content: Content = { ...couponContent, quietHours: null }
const defaults = { staffMostPeople: 50, managerMostPeople: 500, secondPersonAbovePeople: null, monthlyBudgetMicros: null, mostOffers: null }
type Rules = CallInput<'broadcast.setRules'>
const setRules = (rules: Partial<Rules>) => kit.must('broadcast.setRules', { ...defaults, ...rules })
const addMany = (count: number) => Array.from({ length: count }, () => kit.add())
const draft = async (over: Partial<Content> = {}, by: KitCaller = OWNER) =>
  (await kit.must('broadcast.draft', { content: { ...content, ...over } }, by)).broadcastId
const refusal = async (broadcastId: string, by: KitCaller) => {
  const result = await kit.call('broadcast.approve', { broadcastId }, by)
  return result.ok ? 'approved' : [result.error.code, result.error.params?.['issue'] ?? result.error.params?.['people']]
}

describe('who may approve', () => {
  const rules = { ...defaults, secondPersonAbovePeople: 100 }
  const by = (caller: KitCaller, people: number, savedBy: string | null = 'owner', askedBy: string | null = null) =>
    approverOf(rules, caller, { people, savedBy, askedBy })

  it('is staff up to the shop’s number, and a manager or the owner above it', () => {
    expect([by(MEI, 50), by(MEI, 51), by(LIN, 51), by(OWNER, 100)]).toEqual(['self', 'manager', 'self', 'self'])
  })

  it('M-23: is the owner above five hundred people, unless the shop wants another number or none', () => {
    const above = (managerMostPeople: number | null, caller: KitCaller, people: number) =>
      approverOf({ ...defaults, managerMostPeople }, caller, { people, savedBy: 'Mei', askedBy: null })
    expect([above(500, LIN, 500), above(500, LIN, 501), above(500, OWNER, 501)]).toEqual(['self', 'owner', 'self'])
    expect([above(500, MEI, 50), above(500, MEI, 51), above(500, MEI, 501)]).toEqual(['self', 'manager', 'owner'])
    expect([above(20, MEI, 21), above(1_000, LIN, 1_000), above(1_000, LIN, 1_001), above(null, LIN, 1_000_000)]).toEqual([
      'owner',
      'self',
      'owner',
      'self',
    ])
  })

  it('is somebody else than who wrote and who asked where two are wanted, whatever their role', () => {
    expect([by(OWNER, 101), by(LIN, 101), by(LIN, 101, 'owner', 'Lin'), by(LIN, 101, 'Lin'), by(MEI, 101, 'Lin')]).toEqual([
      'second-person',
      'self',
      'second-person',
      'second-person',
      'manager',
    ])
  })

  it('takes who is not known for the only person that there was', () => {
    expect([by(OWNER, 101, null), by(LIN, 101, null)]).toEqual(['second-person', 'self'])
  })
})

describe('the rules of a shop', () => {
  it('have defaults, are kept, and come with what the month has cost', async () => {
    expect(await kit.must('broadcast.rules', {})).toEqual({ rules: defaults, spentThisMonthMicros: 0, currency: 'USD' })
    const rules = {
      staffMostPeople: 3,
      managerMostPeople: null,
      secondPersonAbovePeople: 9,
      monthlyBudgetMicros: 5_000_000,
      mostOffers: { count: 2, days: 7 },
    }
    expect(await kit.must('broadcast.setRules', rules)).toEqual({ rules })
    addMany(2)
    await kit.launch(content)
    expect(await kit.must('broadcast.rules', {})).toEqual({ rules, spentThisMonthMicros: 2 * PRICE, currency: 'USD' })
  })

  it('let nobody get more offers than the shop allows, beside what the broadcast allows itself', async () => {
    const [tired, rested] = addMany(2)
    const offered = async (customer: { seq: number } | undefined, daysAgo: number, runId: string) => {
      kit.store.write((db) => {
        db.run(
          sql`insert into run (run_id, owner, purpose, state, pace_per_second, seal_hash, created_at) values (${runId}, 'broadcast', 'offer', 'finished', 1, '', 0)`,
        )
        db.run(sql`
          insert into send (send_id, run_id, rkey, customer_seq, body, body_sha256, state, accepted_at, changed_at)
          values (${runId}, ${runId}, ${runId}, ${customer?.seq ?? null}, '{}', '', 'read', ${NOON - daysAgo * DAY}, ${NOON})`)
      })
    }
    await offered(tired, 3, 'run_1')
    await offered(tired, 20, 'run_2')
    const skipped = async (mostOffers: Content['audience']['mostOffers']) => {
      const audience = { include: { kind: 'everyone' as const }, restingHours: null, ...(mostOffers === undefined ? {} : { mostOffers }) }
      const review = await kit.must('broadcast.review', { broadcastId: await draft({ audience }) })
      const counted = await kit.must('broadcast.audience', { audience })
      expect(counted.skipped).toEqual(review.skipped)
      return review.skipped
    }
    const often = [{ reason: 'offered-often', count: 1 }]
    expect(await skipped(null)).toEqual([])
    await setRules({ mostOffers: { count: 2, days: 30 } })
    expect(await skipped(null)).toEqual(often)
    expect(await skipped({ count: 5, days: 7 })).toEqual(often)
    await setRules({ mostOffers: { count: 3, days: 30 } })
    expect([await skipped(null), await skipped({ count: 1, days: 7 })]).toEqual([[], often])
    expect(rested).toBeDefined()
  })
})

describe('asking for approval', () => {
  it('makes a draft wait, with who asked; a change takes it back', async () => {
    addMany(1)
    const broadcastId = await draft({}, MEI)
    expect(await kit.must('broadcast.askApproval', { broadcastId }, MEI)).toEqual({ broadcastId, askedAt: NOON, askedBy: 'Mei' })
    const state = async () => (await kit.must('broadcast.get', { broadcastId })).state
    expect(await state()).toBe('asked')
    expect((await kit.must('broadcast.list', {})).broadcasts[0]?.state).toBe('asked')
    expect((await kit.must('broadcast.review', { broadcastId }, LIN)).approval).toEqual({ by: 'self', askedAt: NOON, askedBy: 'Mei' })
    await kit.must('broadcast.draft', { broadcastId, content }, MEI)
    expect(await state()).toBe('draft')
    expect((await kit.must('broadcast.review', { broadcastId }, LIN)).approval).toEqual({ by: 'self', askedAt: null, askedBy: null })
  })

  it('is for drafts that exist', async () => {
    addMany(1)
    const broadcastId = await draft()
    await kit.must('broadcast.approve', { broadcastId })
    expect([
      await kit.call('broadcast.askApproval', { broadcastId }),
      await kit.call('broadcast.askApproval', { broadcastId: 'brc_0123456789' }),
    ]).toMatchObject([{ error: { code: 'broadcast-draft-only' } }, { error: { code: 'broadcast-missing' } }])
  })
})

describe('approval', () => {
  it('M-23: of more than five hundred people is refused to a manager and done by the owner, also where the rules were kept by an older Shopbell', async () => {
    await setRules({})
    kit.store.write((db) =>
      db.run(sql`update setting set value = json_remove(value, '$.managerMostPeople') where name = 'broadcast.rules'`),
    )
    expect(await kit.must('broadcast.rules', {})).toMatchObject({ rules: { managerMostPeople: 500 } })
    addMany(501)
    const broadcastId = await draft({}, LIN)
    const review = await kit.must('broadcast.review', { broadcastId }, LIN)
    expect([review.goes, review.approval.by, review.issues]).toEqual([
      501,
      'owner',
      [{ code: 'approval-needed', level: 'warn', params: { by: 'owner' } }],
    ])
    expect(await refusal(broadcastId, LIN)).toEqual(['approval-needs-owner', 501])
    expect(await refusal(broadcastId, OWNER)).toBe('approved')
  })

  it('is refused to staff above their number, with a code that says whom to ask, and the review says so before', async () => {
    await setRules({ staffMostPeople: 2 })
    addMany(3)
    const broadcastId = await draft({}, MEI)
    const review = await kit.must('broadcast.review', { broadcastId }, MEI)
    expect([review.approval.by, review.issues]).toEqual([
      'manager',
      [{ code: 'approval-needed', level: 'warn', params: { by: 'manager' } }],
    ])
    expect(await refusal(broadcastId, MEI)).toEqual(['approval-needs-manager', 3])
    await kit.must('broadcast.askApproval', { broadcastId }, MEI)
    expect(await refusal(broadcastId, LIN)).toBe('approved')
    expect(kit.store.read.get(sql`select saved_by as savedBy, asked_by as askedBy, approved_by as approvedBy from broadcast`)).toEqual({
      savedBy: 'Mei',
      askedBy: 'Mei',
      approvedBy: 'Lin',
    })
  })

  it('is the staff’s own for few people', async () => {
    addMany(2)
    expect(await refusal(await draft({}, MEI), MEI)).toBe('approved')
  })

  it('needs a second pair of eyes above the shop’s number, also from the owner', async () => {
    await setRules({ secondPersonAbovePeople: 1 })
    addMany(2)
    const broadcastId = await draft()
    expect(await refusal(broadcastId, OWNER)).toEqual(['approval-needs-other', 2])
    expect(await refusal(broadcastId, LIN)).toBe('approved')
  })

  it('shows the same hash to whoever asks, so that one may approve what another reviewed', async () => {
    addMany(1)
    const broadcastId = await draft()
    const hashes = await Promise.all(
      [MEI, LIN, OWNER].map(async (who) => (await kit.must('broadcast.review', { broadcastId }, who)).reviewHash),
    )
    expect(new Set(hashes).size).toBe(1)
  })
})

describe('the budget of a month', () => {
  it('counts what went out and what is promised, and stops what would go above it', async () => {
    addMany(2)
    await setRules({ monthlyBudgetMicros: 5 * PRICE })
    await kit.launch(content)
    await kit.clock.advance(5_000)
    const promised = await draft({ name: 'Promised', audience: { include: { kind: 'everyone' }, restingHours: null } })
    await kit.must('broadcast.approve', { broadcastId: promised })
    const third = await draft({ name: 'Third', audience: { include: { kind: 'everyone' }, restingHours: null } })
    const { budget, issues } = await kit.must('broadcast.review', { broadcastId: third })
    expect(budget).toEqual({ ofRunMicros: null, ofMonthMicros: 5 * PRICE, spentThisMonthMicros: 4 * PRICE })
    expect(issues.find(({ code }) => code === 'month-budget')).toEqual({
      code: 'month-budget',
      level: 'stop',
      params: { totalMicros: 2 * PRICE, spentMicros: 4 * PRICE, budgetMicros: 5 * PRICE, currency: 'USD' },
    })
    expect(await refusal(third, OWNER)).toEqual(['broadcast-blocked', 'month-budget'])
    // What is stopped is promised no more.
    await kit.must('broadcast.stop', { broadcastId: promised })
    expect(await refusal(third, OWNER)).toBe('approved')
  })

  it('begins anew with the month of the shop’s own calendar, and counts a plan where it begins', async () => {
    addMany(1)
    await setRules({ monthlyBudgetMicros: PRICE })
    await kit.launch(content)
    await kit.clock.advance(5_000)
    const audience = { include: { kind: 'everyone' as const }, restingHours: null }
    const at = async (time: number) =>
      (await kit.must('broadcast.review', { broadcastId: await draft({ audience, time: { kind: 'at', at: time } }) })).budget
        ?.spentThisMonthMicros
    // Midnight in Taipei comes eight hours before midnight in Greenwich.
    const december = Date.UTC(2026, 10, 30, 16)
    expect([await at(december - 1), await at(december)]).toEqual([PRICE, 0])
    const coupon = { kind: 'one-each' as const, prefix: 'TEA-', endsAt: NOON + 30 * DAY }
    const planned = await draft({ audience, coupon, time: { kind: 'at', at: december + DAY } })
    await kit.must('broadcast.approve', { broadcastId: planned })
    expect([await at(december - 1), await at(december)]).toEqual([PRICE, PRICE])
  })

  it('leaves out money of another currency, and says nothing where there is no budget', async () => {
    addMany(1)
    await kit.launch(content)
    kit.store.write((db) => db.run(sql`update broadcast set currency = 'BRL'`))
    expect(await kit.must('broadcast.rules', {})).toMatchObject({ spentThisMonthMicros: 0 })
    expect((await kit.must('broadcast.review', { broadcastId: await draft() })).budget).toBeNull()
  })
})

describe('a budget of the month', () => {
  it('is asked again when a broadcast moves into another month, or is begun in this one', async () => {
    addMany(4)
    await setRules({ monthlyBudgetMicros: 6 * PRICE, staffMostPeople: 50 })
    const everyone = { include: { kind: 'everyone' as const }, restingHours: null }
    const coupon = { kind: 'one-each' as const, prefix: 'TEA-', endsAt: null }
    const variables = { ...content.variables, ends: { from: { kind: 'text' as const, text: 'soon' } } }
    const later = { kind: 'at' as const, at: NOON + 20 * DAY }
    const [here, there] = [await draft({ audience: everyone }), await draft({ audience: everyone, time: later, coupon, variables })]
    for (const broadcastId of [here, there]) expect(await refusal(broadcastId, OWNER)).toBe('approved')
    await kit.must('broadcast.start', { broadcastId: there })
    const blocked = {
      error: { code: 'month-budget-spent', params: { totalMicros: 4 * PRICE, spentMicros: 4 * PRICE, budgetMicros: 6 * PRICE } },
    }
    expect(await kit.call('broadcast.start', { broadcastId: there, now: true })).toMatchObject(blocked)
    expect(await kit.call('broadcast.replan', { broadcastId: there, time: { kind: 'at', at: NOON + DAY } })).toMatchObject(blocked)
    expect(await kit.call('broadcast.replan', { broadcastId: there, time: { kind: 'now' } })).toMatchObject(blocked)
    const december = { kind: 'at' as const, at: NOON + 25 * DAY }
    expect(await kit.must('broadcast.replan', { broadcastId: there, time: december })).toMatchObject({ state: 'planned' })
    expect(kit.sent).toEqual([])
  })
})
