import { describe, expect, it } from 'vitest'
import { patientTimeouts } from '../../../test/support/patiently.ts'
import { manualClock, systemClock } from '../../kernel/index.ts'
import { fromFacts, newVault, openReceiver, openShop, simulator, until, valueOf } from '../../../test/support/connection-room.ts'
import { accountNotices, restrictionsOf, type AccountNews } from './account-news.ts'
import { forbiddenBy } from './forbidden.ts'
import { graphVersions, versionEnd } from './graph-versions.ts'
import { limitOf } from './limit.ts'
import { noticesOf, type NoticeFacts } from './notices.ts'

const NOW = Date.UTC(2026, 10, 22)
const DAY_MS = 86_400_000

const quiet: NoticeFacts = {
  now: NOW,
  readAt: NOW,
  key: { last4: '8F2A', appId: '1', expiresAt: null, dataAccessEndsAt: null, scopes: [], missingScopes: [] },
  apiVersion: 'v25.0',
  number: null,
  nameStatus: 'APPROVED',
  isOnPhoneApp: false,
  lastEchoAt: null,
  isPaymentMissing: false,
  news: [],
  pricesFrom: '2026-10-01',
}
const number = {
  displayPhoneNumber: '',
  verifiedName: '',
  quality: 'GREEN',
  dailyLimit: 2000,
  status: 'CONNECTED',
  throughputPerSecond: 80,
} as const
const told = (facts: Partial<NoticeFacts>) => noticesOf({ ...quiet, ...facts }).map(({ code, level }) => `${code} ${level}`)
const news = (one: Partial<AccountNews>): AccountNews => ({
  field: 'account_update',
  event: 'X',
  params: {},
  at: NOW - DAY_MS,
  until: null,
  ...one,
})

describe('what the owner should know', () => {
  it('is nothing when all is well', () => {
    expect(told({})).toEqual([])
  })

  it.each([
    [15, []],
    [14, ['key-ends-soon warning']],
    [1, ['key-ends-soon warning']],
    [0, ['key-ended trouble']],
  ])('tells of a key that ends in %i days', (days, expected) => {
    const key = { last4: '', appId: null, dataAccessEndsAt: null, scopes: [], missingScopes: [], expiresAt: (NOW + days * DAY_MS) as never }
    expect(told({ key })).toEqual(expected)
    expect(noticesOf({ ...quiet, key }).every(({ due }) => due === NOW + days * DAY_MS)).toBe(true)
  })

  it('tells of the end of access to data, which is not the end of the key', () => {
    const key = { last4: '', appId: null, expiresAt: null, scopes: [], missingScopes: [], dataAccessEndsAt: (NOW + 5 * DAY_MS) as never }
    expect(told({ key })).toEqual(['data-access-ends-soon warning'])
  })

  it('tells of versions that end within 14 days or have ended', () => {
    expect([told({ apiVersion: 'v21.0' }), told({ apiVersion: 'v21.0', now: Date.UTC(2027, 0, 10), pricesFrom: '2027-01-01' })]).toEqual([
      [],
      ['version-ends-soon warning'],
    ])
    expect([told({ apiVersion: 'v20.0' }), told({ apiVersion: 'v12.0' }), told({ apiVersion: 'v26.0' })]).toEqual([
      ['version-ended trouble'],
      ['version-ended trouble'],
      [],
    ])
    expect(versionEnd('v99.0')).toBeNull()
    expect(graphVersions.map(({ released }) => released)).toEqual(
      graphVersions
        .map(({ released }) => released)
        .toSorted()
        .toReversed(),
    )
  })

  it('tells of quality, name, payment, a silent phone and old prices', () => {
    expect(told({ number: { ...number, quality: 'RED' } })).toEqual(['quality-low warning'])
    expect(told({ number: { ...number, quality: 'YELLOW' } })).toEqual(['quality-low info'])
    expect(told({ number: { ...number, status: 'FLAGGED' } })).toEqual(['number-flagged trouble'])
    expect(told({ nameStatus: 'DECLINED' })).toEqual(['name-declined warning'])
    expect(told({ isPaymentMissing: true })).toEqual(['payment-missing trouble'])
    expect(told({ isOnPhoneApp: true, lastEchoAt: NOW - 9 * DAY_MS })).toEqual([])
    expect(told({ isOnPhoneApp: true, lastEchoAt: NOW - 11 * DAY_MS })).toEqual(['phone-app-silent warning'])
    expect(told({ pricesFrom: '2026-07-01' })).toEqual(['price-rules-old info'])
    expect(told({ pricesFrom: null })).toEqual(['price-rules-old info'])
  })

  it('tells the worst first', () => {
    expect(told({ pricesFrom: null, isPaymentMissing: true, nameStatus: 'EXPIRED' })).toEqual([
      'payment-missing trouble',
      'name-declined warning',
      'price-rules-old info',
    ])
  })
})

describe('what events told', () => {
  const restriction = (until: number | null, at = NOW - DAY_MS) =>
    news({ event: 'ACCOUNT_RESTRICTION', params: { restriction: 'RESTRICTED_BIZ_INITIATED_MESSAGING' }, until, at })

  it('holds until its end, and without one for thirty days', () => {
    expect(restrictionsOf([restriction(NOW + DAY_MS)], NOW)).toEqual([{ type: 'RESTRICTED_BIZ_INITIATED_MESSAGING', until: NOW + DAY_MS }])
    expect(restrictionsOf([restriction(NOW - 1)], NOW)).toEqual([])
    expect(restrictionsOf([restriction(null, NOW - 31 * DAY_MS)], NOW)).toEqual([])
    expect(
      restrictionsOf([restriction(NOW + DAY_MS, NOW - 9), restriction(NOW + 9 * DAY_MS, NOW - 1)], NOW).map(({ until }) => until),
    ).toEqual([NOW + 9 * DAY_MS])
  })

  it.each([
    [news({ event: 'ACCOUNT_VIOLATION', params: { violation: 'ALCOHOL' } }), 'account-violation'],
    [news({ event: 'DISABLED_UPDATE', params: { banState: 'SCHEDULE_FOR_DISABLE', banDate: '2026-12-01' } }), 'account-disabled'],
    [news({ event: 'PARTNER_REMOVED', params: { reason: 'PRIMARY_INACTIVITY' } }), 'phone-app-silent'],
    [news({ field: 'security', event: 'PIN_CHANGED' }), 'pin-changed'],
    [news({ field: 'phone_number_name_update', event: 'REJECTED' }), 'name-declined'],
    [news({ field: 'phone_number_quality_update', event: 'FLAGGED' }), 'number-flagged'],
    [news({ field: 'account_alerts', event: 'OBA_REJECTED', params: { severity: 'INFORMATIONAL' } }), 'meta-alert'],
  ])('%j is %s', (one, code) => {
    expect(accountNotices([one], NOW).map((notice) => notice.code)).toEqual([code])
    expect(accountNotices([{ ...one, at: NOW - 31 * DAY_MS }], NOW)).toEqual([])
  })

  it('is over when later news take it back', () => {
    const rejected = news({ field: 'phone_number_name_update', event: 'REJECTED' })
    const banned = news({ event: 'DISABLED_UPDATE', params: { banState: 'DISABLE' } })
    const back = [
      news({ field: 'phone_number_name_update', event: 'APPROVED', at: NOW }),
      news({ event: 'DISABLED_UPDATE', params: { banState: 'REINSTATE' }, at: NOW }),
    ]
    expect(accountNotices([rejected, banned], NOW).length).toBe(2)
    expect(accountNotices([rejected, banned, ...back], NOW)).toEqual([])
    expect(accountNotices([news({ event: 'VOLUME_BASED_PRICING_TIER_UPDATE' })], NOW)).toEqual([])
  })
})

describe('what Meta forbids', () => {
  const restriction = (type: string) => news({ event: 'ACCOUNT_RESTRICTION', params: { restriction: type }, until: NOW + DAY_MS })
  const banned = (params: AccountNews['params'], at = NOW - DAY_MS) => news({ event: 'DISABLED_UPDATE', params, at })
  const offer = { category: 'MARKETING' }
  const notice = { category: 'UTILITY' }
  const stopped = (told: readonly AccountNews[], now = NOW) => [offer, notice, null].map((wish) => forbiddenBy(told, wish, now) !== null)

  it.each([
    ['RESTRICTED_BIZ_INITIATED_MESSAGING', [true, true, false]],
    ['RESTRICTED_CUSTOMER_INITIATED_MESSAGING', [true, true, true]],
    ['RESTRICTED_UTILITY_TEMPLATES', [false, true, false]],
    ['RESTRICTED_ADD_PHONE_NUMBER_ACTION', [false, false, false]],
  ])('%s stops offers, notices and replies as %j, until its end', (type, expected) => {
    expect(stopped([restriction(type)])).toEqual(expected)
    expect(stopped([restriction(type)], NOW + DAY_MS)).toEqual([false, false, false])
  })

  it('is everything while the account is off, from the day that was announced until it is back', () => {
    expect(stopped([banned({ banState: 'DISABLE' })])).toEqual([true, true, true])
    const announced = banned({ banState: 'SCHEDULE_FOR_DISABLE', banDate: '2026-11-23' })
    expect(stopped([announced])).toEqual([false, false, false])
    expect(stopped([announced], NOW + DAY_MS)).toEqual([true, true, true])
    expect(stopped([banned({ banState: 'DISABLE' }), banned({ banState: 'REINSTATE' }, NOW)])).toEqual([false, false, false])
  })
})

describe('the daily limit', () => {
  it.each([
    [250, 2_000, 'verification'],
    [2_000, 10_000, 'use'],
    [100_000, null, 'use'],
  ] as const)('of %i goes on to %s by %s', (perDay, next, growsBy) => {
    expect(limitOf({ perDay, isTold: true, used: 1, usedIn7Days: 2 })).toEqual({ perDay, used: 1, next, growsBy, usedIn7Days: 2 })
  })

  it('tells no limit from one that Meta did not tell', () => {
    expect(limitOf({ perDay: null, isTold: true, used: 0, usedIn7Days: 0 }).growsBy).toBe('top')
    expect(limitOf({ perDay: null, isTold: false, used: 0, usedIn7Days: 0 }).growsBy).toBe('verification')
  })
})

describe('the number page', () => {
  it('shows all that Meta tells, and what is kept when Meta can not be reached', async () => {
    const started = await simulator()
    const vault = newVault()
    const shop = openShop(vault, {
      neighbours: {
        peopleSince: () => 40,
        templates: () => [
          { status: 'APPROVED', quality: 'RED' },
          { status: 'PAUSED', quality: 'UNKNOWN' },
          { status: 'REJECTED', quality: 'UNKNOWN' },
        ],
        fields: () => [
          { field: 'messages', lastAt: 1_790_000_000_000, count: 7 },
          { field: 'flows', lastAt: 1_790_000_000_000, count: 1 },
        ],
        prices: () => ({ validFrom: '2099-01-01', source: 'rates.csv', isSample: false, rules: 90 }),
      },
    })
    await openReceiver(shop)
    valueOf(await shop.call('connection.add', fromFacts(started.facts, { receiving: 'local' })))
    const health = valueOf(await shop.call('connection.health', {}))
    expect(health).toMatchObject({
      nameStatus: 'APPROVED',
      requestedName: null,
      accountReview: 'APPROVED',
      businessVerification: 'verified',
      isOnPhoneApp: false,
      isPinSet: true,
      accountCurrency: 'USD',
      canSend: 'AVAILABLE',
      restrictions: [],
      limit: { perDay: 2000, used: 3, next: 10_000, growsBy: 'use', usedIn7Days: 40 },
      templates: { approved: 1, inReview: 0, refused: 1, paused: 1, off: 0, lowQuality: 1 },
      key: { expiresAt: null, missingScopes: [] },
      api: { version: 'v25.0', endsOn: '2028-07-29' },
      prices: { source: 'rates.csv', rules: 90 },
      notices: [],
    })
    expect(health.entities.map(({ type }) => type)).toEqual(expect.arrayContaining(['PHONE_NUMBER', 'WABA', 'BUSINESS']))
    expect(health.fields.find(({ field }) => field === 'messages')).toMatchObject({ isNeeded: true, count: 7 })
    expect(health.fields.find(({ field }) => field === 'security')).toMatchObject({ isNeeded: true, lastAt: null, count: 0 })
    expect(health.fields.at(-1)).toMatchObject({ field: 'flows', isNeeded: false })
    await shop.connection.stop()
    await started.stop()
    const offline = openShop(vault)
    await offline.connection.begin()
    const kept = valueOf(await offline.call('connection.health', {}))
    expect(kept).toMatchObject({ readAt: health.readAt, nameStatus: 'APPROVED', entities: health.entities, key: health.key })
  })

  it('names what holds messages up', async () => {
    const { facts, control } = await simulator()
    const shop = openShop(newVault())
    valueOf(await shop.call('connection.add', fromFacts(facts)))
    await control('POST', '/simulator/number', { registered: false })
    const health = valueOf(await shop.call('connection.health', {}))
    expect(health.canSend).toBe('BLOCKED')
    expect(health.entities.flatMap(({ problems }) => problems).length).toBeGreaterThan(0)
    expect(
      health.entities.every(({ problems }) => problems.every(({ description, solution }) => description !== '' && solution !== '')),
    ).toBe(true)
  })
})

describe('time passing', () => {
  it('brings up a key that will end, once a day, without anybody asking', async () => {
    const { facts, control } = await simulator()
    const clock = manualClock(Date.now())
    const real = { ...clock, after: systemClock.after }
    // An hour less than 20 days: how long the calls below take changes no count of whole days.
    await control('POST', '/simulator/token', { expiresInSeconds: 20 * 86_400 - 3_600 })
    const vault = newVault()
    const before = openShop(vault, { clock: real })
    valueOf(await before.call('connection.add', fromFacts(facts)))
    valueOf(await before.call('connection.health', {}))
    await before.connection.stop()
    // From here on timers stand still unless the clock is moved, and requests have no deadline, which a week would exceed.
    const after: typeof clock.after = (delayMs, work) =>
      delayMs === patientTimeouts.totalMs ? () => undefined : clock.after(delayMs, work)
    const shop = openShop(vault, { clock: { ...clock, after } })
    await shop.connection.begin()
    expect(shop.connection.status()?.notices).toEqual([])
    shop.announced.length = 0
    await clock.advance(7 * DAY_MS)
    await until(() => shop.announced.includes('connection.changed'))
    expect(shop.connection.status()?.notices).toMatchObject([{ code: 'key-ends-soon', level: 'warning', params: { days: 13 } }])
  })
})
