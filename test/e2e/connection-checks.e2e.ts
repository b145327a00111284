import { expect } from '@playwright/test'
import { REAL_KEY, openChecks, realNumberTest as test, seeCheck, shootConnection } from '../support/hand/index.ts'
import { wear } from '../support/stand-still.ts'

type Ill = {
  readonly check: string
  readonly state: 'failed' | 'warning'
  readonly code: string
  readonly cause: readonly [path: string, body: object]
  readonly cure: readonly [path: string, body: object]
}

/** What makes each check fail, and what makes it well again. */
const ills: readonly Ill[] = [
  { check: 'key', state: 'failed', code: 'meta-key-refused', cause: ['revoke-token', {}], cure: ['reset-token', { token: REAL_KEY }] },
  {
    check: 'messaging',
    state: 'failed',
    code: 'key-scope-missing',
    cause: ['token', { without: ['whatsapp_business_messaging'] }],
    cure: ['token', { scopes: allScopes() }],
  },
  {
    check: 'management',
    state: 'failed',
    code: 'key-scope-missing',
    cause: ['token', { without: ['whatsapp_business_management'] }],
    cure: ['token', { scopes: allScopes() }],
  },
  {
    check: 'number',
    state: 'failed',
    code: 'number-not-registered',
    cause: ['number', { registered: false }],
    cure: ['number', { registered: true }],
  },
  {
    check: 'payment',
    state: 'failed',
    code: 'payment-missing',
    cause: ['payment', { missing: true }],
    cure: ['payment', { missing: false }],
  },
  { check: 'limit', state: 'warning', code: 'limit-low', cause: ['number', { tier: 'TIER_250' }], cure: ['number', { tier: 'TIER_2K' }] },
  {
    check: 'receiving',
    state: 'failed',
    code: 'receiver-not-reached',
    cause: ['callback', { cut: true }],
    cure: ['callback', { cut: false }],
  },
  {
    check: 'catalog',
    state: 'failed',
    code: 'catalog-missing',
    cause: ['catalog', { linked: false }],
    cure: ['catalog', { linked: true }],
  },
  {
    check: 'clock',
    state: 'failed',
    code: 'clock-off',
    cause: ['date-header', { offByMs: 7_200_000 }],
    cure: ['date-header', { offByMs: 0 }],
  },
]

function allScopes(): readonly string[] {
  return ['whatsapp_business_messaging', 'whatsapp_business_management', 'business_management', 'catalog_management']
}

test('says of each of the nine checks what happened, what is kept and what to do, and turns green once it is put right', async ({
  hand,
  shop,
  meta,
}) => {
  const tunnel = await openChecks(hand, shop, meta)
  for (const { check, state, code, cause, cure } of ills) {
    await meta.control('POST', `/simulator/${cause[0]}`, cause[1])
    await hand.click(`connection-check-${check}-again`)
    await seeCheck(hand, check, state)
    const row = hand.at(`connection-check-${check}`)
    await expect(row).toHaveAttribute('data-code', code)
    for (const part of ['What happened', 'What is kept', 'What to do']) await expect(row).toContainText(part)
    // A clock is put right in the system; every other check has its button.
    await expect(hand.at(`connection-fix-${check}`)).toHaveCount(check === 'clock' ? 0 : 1)
    await shootConnection(hand, `check-${check}-en`)
    await wear(shop, { locale: 'zh-TW', theme: 'dark' })
    await expect(row).toContainText('發生什麼事')
    await shootConnection(hand, `check-${check}-zh-TW-dark`)
    await wear(shop, { locale: 'en', theme: 'light' })
    await meta.control('POST', `/simulator/${cure[0]}`, cure[1])
    await hand.click(`connection-check-${check}-again`)
    await seeCheck(hand, check, 'ok')
  }
  await expect(hand.at('connection-ready')).toHaveAttribute('data-ready', '9')
  await tunnel.close()
})
