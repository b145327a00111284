import { describe, expect, it } from 'vitest'
import { fail, ok, type Result } from '#contract/kernel/result.ts'
import { manualClock } from '../kernel/index.ts'
import { cleanKey, knownKeyOf, last4Of } from './key.ts'
import { createLinkWatch } from './link.ts'
import { dailyLimitOf, isSafeBaseUrl, toNumberFacts } from './rules.ts'

describe('the number as Meta describes it', () => {
  it.each([
    ['TIER_50', 50],
    ['TIER_250', 250],
    ['TIER_1K', 1000],
    ['TIER_2K', 2000],
    ['TIER_10K', 10_000],
    ['TIER_100K', 100_000],
    ['TIER_UNLIMITED', null],
    ['UNTIERED', null],
    ['whatever', null],
    [undefined, null],
  ])('%s means %s people a day', (tier, limit) => {
    expect(dailyLimitOf(tier)).toBe(limit)
  })

  it('is slow while the phone app uses it too, and fast where Meta lifted it', () => {
    expect(toNumberFacts({ id: '1', is_on_biz_app: true, throughput: { level: 'HIGH' } }).throughputPerSecond).toBe(20)
    expect(toNumberFacts({ id: '1', throughput: { level: 'HIGH' } }).throughputPerSecond).toBe(1000)
    expect(toNumberFacts({ id: '1' })).toEqual({
      displayPhoneNumber: '',
      verifiedName: '',
      quality: 'UNKNOWN',
      dailyLimit: null,
      status: 'UNKNOWN',
      throughputPerSecond: 80,
    })
  })

  it.each([
    ['https://graph.facebook.com', true],
    ['http://127.0.0.1:8080', true],
    ['http://localhost:1', true],
    ['http://[::1]:1', true],
    ['http://graph.facebook.com', false],
    ['http://127.0.0.1.evil.example', false],
  ])('%s is safe for the key: %s', (url, isSafe) => {
    expect(isSafeBaseUrl(url)).toBe(isSafe)
  })
})

describe('a key as people paste it', () => {
  it.each([
    ['Bearer EAAB123', 'EAAB123'],
    ['Authorization: Bearer EAAB123', 'EAAB123'],
    [' "EAAB\n   123"\n', 'EAAB123'],
    ['\ufeffEAAB123\u200b', 'EAAB123'],
    ['bearer', 'bearer'],
    ['two words', null],
    ['金鑰', null],
    ['   ', null],
  ])('%j becomes %j', (pasted, clean) => {
    expect(cleanKey(pasted)).toBe(clean)
  })

  it('shows its end only where that tells little', () => {
    expect([last4Of('EAAB1234567890'), last4Of('short-key')]).toEqual(['7890', ''])
  })

  it('has ends in ms, none for zero, and names the permissions that it lacks', () => {
    const facts = {
      is_valid: true,
      app_id: '7',
      expires_at: 1_800_000_000,
      data_access_expires_at: 0,
      scopes: ['whatsapp_business_messaging'],
    }
    expect(knownKeyOf('EAAB1234567890', facts)).toEqual({
      last4: '7890',
      appId: '7',
      expiresAt: 1_800_000_000_000,
      dataAccessEndsAt: null,
      scopes: ['whatsapp_business_messaging'],
      missingScopes: ['whatsapp_business_management'],
    })
  })
})

describe('watching the link', () => {
  function watched(answers: Result<unknown>[]) {
    const clock = manualClock()
    const askedAt: number[] = []
    const links: string[] = []
    const begin = clock.monotonic()
    const watch = createLinkWatch({
      clock,
      async ask() {
        askedAt.push((clock.monotonic() - begin) / 1000)
        return answers.shift() ?? ok(undefined)
      },
      onChange: (link) => void links.push(link),
    })
    return { clock, watch, askedAt, links }
  }
  const down = () => fail('network-unreachable')

  it('asks again with growing gaps while it is down, and rests when it is up', async () => {
    const { clock, watch, askedAt, links } = watched(Array.from({ length: 9 }, down))
    await watch.check()
    await clock.advance(400_000)
    expect(askedAt).toEqual([0, 2, 6, 14, 30, 62, 122, 182, 242, 302])
    expect(links).toEqual(['offline', 'online'])
    await clock.advance(3_600_000)
    expect(askedAt.length).toBe(16)
    watch.stop()
    await clock.advance(3_600_000)
    expect(askedAt.length).toBe(16)
  })

  it('begins to ask soon when a message tells that it is down', async () => {
    const { clock, watch, askedAt } = watched([ok(undefined)])
    await watch.check()
    watch.note('offline')
    await clock.advance(1_000)
    expect(askedAt).toEqual([0, 1])
    expect(watch.current()).toBe('online')
  })

  it('does not press on with a refused key', async () => {
    const { clock, watch, askedAt } = watched([fail('meta-key-refused'), fail('meta-key-refused')])
    await watch.check()
    await clock.advance(599_000)
    expect(askedAt).toEqual([0])
    expect(watch.current()).toBe('unauthorised')
  })
})
