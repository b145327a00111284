import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { SkipReason } from '#contract/ipc/broadcast-review.ts'
import { broadcastRoom, NOON, type NewCustomer } from '../../../test/support/broadcast-room.ts'
import { reasonOrder, verdictOf, type Person } from './rules.ts'

const HOUR = 3_600_000
const person: Person = {
  seq: 1,
  customerId: 'cus_1',
  name: '',
  addressAs: '',
  phone: '+886912345678',
  userId: null,
  samePersonKey: null,
  language: null,
  offers: 'yes',
  blocked: 0,
  restrictedAt: null,
  unusableAt: null,
  lastInboundAt: null,
  lastOfferAt: null,
}
const fine = { at: NOON, restingMs: 48 * HOUR, leavesOutUnitedStates: true, template: 'fine' } as const
const nothing = { isUnitedStates: false, isDuplicate: false, isMissingValue: false, isTooLong: false }

describe('the verdict about one person', () => {
  it('names one reason, the first in the order of the contract', () => {
    expect(reasonOrder).toEqual(SkipReason.options.filter((reason) => reasonOrder.includes(reason)))
    const worst = { ...person, blocked: 1, offers: 'no', unusableAt: 1, phone: null, lastOfferAt: NOON } as const
    const facts = { isUnitedStates: true, isDuplicate: true, isMissingValue: true, isTooLong: true }
    const policy = { ...fine, template: 'template-not-sendable' } as const
    const better: [Partial<Person>, object, object][] = [
      [{}, {}, {}],
      [{ blocked: 0 }, {}, {}],
      [{ offers: 'stopped' }, {}, {}],
      [{ offers: 'unknown' }, {}, {}],
      [{ offers: 'yes' }, {}, {}],
      [{ unusableAt: null }, {}, {}],
      [{ phone: '+14155550100' }, {}, {}],
      [{}, { isUnitedStates: false }, {}],
      [{}, { isDuplicate: false }, {}],
      [{ lastOfferAt: null }, {}, {}],
      [{}, { isMissingValue: false }, {}],
      [{}, { isTooLong: false }, {}],
      [{}, {}, { template: 'language-missing' }],
      [{}, {}, { template: 'fine' }],
    ]
    let [one, known, rule] = [worst as Person, facts, policy as Parameters<typeof verdictOf>[2]]
    const verdicts = better.map(([morePerson, moreFacts, morePolicy]) => {
      one = { ...one, ...morePerson }
      known = { ...known, ...moreFacts }
      rule = { ...rule, ...morePolicy }
      return verdictOf(one, known, rule)
    })
    expect(verdicts).toEqual([
      'blocked',
      'opted-out',
      'stopped-in-whatsapp',
      'no-consent',
      'number-not-usable',
      'no-number',
      'us-number',
      'duplicate',
      'resting-time',
      'missing-variable',
      'text-too-long',
      'template-not-sendable',
      'language-missing',
      null,
    ])
  })

  it('lets people rest for the whole time and no longer', () => {
    const verdict = (lastOfferAt: number, restingMs: number | null = 48 * HOUR) =>
      verdictOf({ ...person, lastOfferAt }, nothing, { ...fine, restingMs })
    expect([verdict(NOON - 48 * HOUR + 1), verdict(NOON - 48 * HOUR), verdict(NOON, null)]).toEqual(['resting-time', null, null])
  })

  it('never lets anybody go who did not agree', () => {
    const anyone = fc.record({
      offers: fc.constantFrom('yes', 'no', 'stopped', 'unknown' as const),
      blocked: fc.constantFrom(0, 1),
      phone: fc.constantFrom('+886912345678', null),
      userId: fc.constantFrom('TW.1', null),
    })
    fc.assert(
      fc.property(anyone, (facts) => {
        const goes = verdictOf({ ...person, ...facts }, nothing, fine) === null
        expect(goes).toBe(facts.offers === 'yes' && facts.blocked === 0 && (facts.phone !== null || facts.userId !== null))
      }),
    )
  })
})

describe('an audience', () => {
  let kit: Awaited<ReturnType<typeof broadcastRoom>>
  beforeEach(async () => {
    kit = await broadcastRoom()
  })
  afterEach(() => kit.remove())
  const everyone = { include: { kind: 'everyone' } } as const

  it('counts who matches, who would get an offer, and who is left out and why', async () => {
    const people: NewCustomer[] = [
      {},
      {},
      { offers: 'unknown' },
      { offers: 'unknown' },
      { offers: 'stopped' },
      { phone: '+14155552671' },
      { phone: '+14165552671' },
      { phone: null, userId: 'TW.4x9A' },
      { phone: null },
      { lastOfferAt: NOON - HOUR },
      { unusable: true },
      { blocked: true },
    ]
    people.forEach(kit.add)
    expect(await kit.must('broadcast.audience', { audience: everyone })).toEqual({
      matched: 12,
      goes: 4,
      skipped: [
        { reason: 'no-consent', count: 2 },
        { reason: 'blocked', count: 1 },
        { reason: 'stopped-in-whatsapp', count: 1 },
        { reason: 'number-not-usable', count: 1 },
        { reason: 'no-number', count: 1 },
        { reason: 'us-number', count: 1 },
        { reason: 'resting-time', count: 1 },
      ],
    })
  })

  it('is chosen by tags, import or hand, less those with other tags', async () => {
    const imported = 'imp_0123456789'
    const [first, second] = [kit.add({ tags: ['VIP', '老客戶'] }), kit.add({ tags: ['VIP'], importId: imported })]
    kit.add({ tags: ['complaint'] })
    const goes = async (include: object, excludeTags: string[] = []) =>
      (await kit.must('broadcast.audience', { audience: { include: include as never, excludeTags } })).goes
    expect([
      await goes({ kind: 'everyone' }),
      await goes({ kind: 'everyone' }, ['complaint', 'nobody has this']),
      await goes({ kind: 'tags', tags: ['老客戶', 'complaint'] }),
      await goes({ kind: 'tags', tags: ['VIP'] }, ['老客戶']),
      await goes({ kind: 'import', importId: imported }),
      await goes({ kind: 'customers', customerIds: [first.customerId, second.customerId, 'cus_0000000000'] }),
    ]).toEqual([3, 2, 2, 1, 1, 2])
  })

  it('opens the people behind each number, page by page', async () => {
    for (let index = 0; index < 7; index += 1) kit.add({ offers: index % 2 === 0 ? 'unknown' : 'yes' })
    const names: string[] = []
    let cursor: string | undefined
    do {
      const page = await kit.must('broadcast.audiencePeople', {
        audience: everyone,
        reason: 'no-consent',
        limit: 3,
        ...(cursor === undefined ? {} : { cursor }),
      })
      names.push(...page.people.map((one) => `${one.name} ${one.verdict}`))
      cursor = page.nextCursor ?? undefined
    } while (cursor !== undefined)
    expect(names).toEqual(['Person 1 skipped', 'Person 3 skipped', 'Person 5 skipped', 'Person 7 skipped'])
    const goers = await kit.must('broadcast.audiencePeople', { audience: everyone })
    expect(goers.people.map((one) => [one.name, one.verdict, one.reason])).toEqual([2, 4, 6].map((n) => [`Person ${n}`, 'goes', null]))
  })

  it('has each person of WhatsApp once, and a refusal under one number counts for the other', async () => {
    const reasons = async () => (await kit.must('broadcast.audience', { audience: everyone })).skipped
    const kept = kit.add({ phone: '+5215512345678' })
    const twin = kit.add({ phone: '+886955000001', waId: '525512345678' })
    kit.add({ phone: '+886955000002', waId: '886955000002' })
    expect(await reasons()).toEqual([{ reason: 'duplicate', count: 1 }])
    const people = await kit.must('broadcast.audiencePeople', { audience: everyone, reason: 'duplicate' })
    expect(people.people.map((one) => one.customerId)).toEqual([twin.customerId])
    kit.store.write((db) =>
      kit.customer.recordOffers(db, twin.seq, { decision: 'no', source: 'chat', detail: '', at: NOON, by: 'customer' }),
    )
    expect(await reasons()).toEqual([
      { reason: 'opted-out', count: 1 },
      { reason: 'duplicate', count: 1 },
    ])
    const left = await kit.must('broadcast.audiencePeople', { audience: everyone, reason: 'duplicate' })
    expect(left.people.map((one) => one.customerId)).toEqual([kept.customerId])
  })

  it('always adds up: who goes and who is left out are all who match', async () => {
    const anyone = fc.record(
      {
        offers: fc.constantFrom('yes', 'no', 'stopped', 'unknown' as const),
        blocked: fc.boolean(),
        unusable: fc.boolean(),
        addressAs: fc.constantFrom('', '陳小姐'),
        lastOfferAt: fc.integer({ min: NOON - 100 * HOUR, max: NOON }),
      },
      { requiredKeys: [] },
    )
    let total = 0
    await fc.assert(
      fc.asyncProperty(fc.array(anyone, { maxLength: 12 }), async (people) => {
        people.forEach((one) => kit.add(one))
        total += people.length
        const counts = await kit.must('broadcast.audience', { audience: everyone })
        expect(counts.matched).toBe(total)
        expect(counts.goes + counts.skipped.reduce((sum, one) => sum + one.count, 0)).toBe(total)
      }),
      { numRuns: 30 },
    )
  })
})
