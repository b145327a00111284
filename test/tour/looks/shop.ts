import { expect } from '../../support/app/index.ts'
import type { Stage } from './stage.ts'

const MICROS = 1_000_000
const DAY_MS = 86_400_000

/** Coupons and their codes, the till, and a raffle from its promise to its winners. */
export async function coupons({ shop, hand, camera }: Stage): Promise<void> {
  await shop.call('coupon.save', {
    name: '秋茶八五折',
    codes: 'shared',
    sharedCode: 'TEA15',
    usesPerCode: 1,
    value: { kind: 'percent', percent: 15 },
  })
  await shop.call('coupon.save', {
    name: '櫃台禮券',
    codes: 'unique',
    prefix: 'OOL',
    count: 40,
    value: { kind: 'amount', micros: 100 * MICROS, currency: 'TWD' },
    endsAt: Date.now() + 7 * DAY_MS,
  })
  await hand.click('sidebar-coupons')
  await hand.see('coupons-table')
  await camera.take('S26-coupons')
  await hand.click(hand.page.getByRole('link', { name: '櫃台禮券' }))
  await hand.see('coupon-terms')
  await camera.take('coupon')
  await hand.click('coupon-back')
  await hand.click('coupons-new')
  await camera.take('coupon-new')
  await hand.press('Escape')
  await hand.press('Control+Shift+KeyR')
  await expect(hand.at('coupon-till-code')).toBeFocused()
  await hand.page.keyboard.type('TEA15')
  await hand.press('Enter')
  await hand.see('coupon-till-verdict')
  await camera.take('till-good')
  await hand.click('coupon-till-submit')
  await hand.see('coupon-till-done')
  await camera.take('till-done')
  await hand.click('coupon-till-next')
  await expect(hand.at('coupon-till-code')).toBeFocused()
  await hand.page.keyboard.type('TEA15')
  await hand.press('Enter')
  await expect(hand.at('coupon-till-verdict').locator('[data-verdict]')).toHaveAttribute('data-verdict', 'used-up')
  await camera.take('till-used')
  await hand.press('Escape')
}

/** A raffle on its way. */
export async function raffle({ shop, hand, camera }: Stage): Promise<void> {
  await hand.click('sidebar-coupons')
  await hand.click('coupons-tab-raffles')
  await camera.take('raffles-empty')
  await hand.click('raffles-new')
  await camera.take('raffle-new')
  await hand.press('Escape')
  const begunAt = Date.now()
  const entry = { kind: 'keyword', word: '抽獎' } as const
  const times = { opensAt: null, closesAt: null, seedSource: '統一發票 11-12 月特別獎' }
  const terms = { name: '新年抽獎', prize: '凍頂烏龍茶禮盒一組', winners: 2, entry, ...times }
  const saved = await shop.call('raffle.save', { ...terms, seedAt: begunAt + DAY_MS, isConfirmedFree: false })
  if (!saved.ok) throw new Error(saved.error.code)
  await hand.click(`raffles-open-${saved.value.raffleId}`)
  await camera.take('raffle-draft')
  await hand.click('raffle-confirm-free')
  await expect(hand.at('raffle-open')).toBeEnabled()
  // The number comes in the time that this machine needs from opening to freezing, four times over.
  const seedAt = Date.now() + Math.max(6_000, 4 * (Date.now() - begunAt))
  const { raffleId } = saved.value
  await shop.call('raffle.save', { ...terms, raffleId, seedAt, isConfirmedFree: true })
  await hand.click('raffle-open')
  const status = await shop.call('connection.status', {})
  const base = `${status.ok ? status.value?.baseUrl : ''}/simulator`
  const people = (await (await fetch(`${base}/people?limit=6`)).json()) as { readonly data: readonly { readonly digits: string }[] }
  for (const { digits } of people.data)
    await fetch(`${base}/say`, {
      method: 'POST',
      body: JSON.stringify({ from: `+${digits}`, text: '抽獎' }),
      headers: { 'content-type': 'application/json' },
    })
  await expect(hand.at('raffle-freeze-card')).toContainText('6')
  await hand.click('raffle-freeze')
  await hand.see('raffle-frozen')
  await camera.take('raffle-frozen')
  await expect(hand.at('raffle-draw-seed')).toBeEnabled()
  await hand.type('raffle-draw-seed', '48217690')
  await hand.click('raffle-draw')
  await hand.see('raffle-winners')
  await camera.take('S26-raffle-drawn')
}

/** Reports over time, a group being written, and what a customer bought. */
export async function around({ hand, camera }: Stage): Promise<void> {
  await hand.click('sidebar-reports')
  await hand.see('report-hours')
  await camera.take('S27-reports')
  await hand.click('sidebar-customers')
  // In small windows another button of the same name is the one in sight.
  await hand.click(hand.page.locator('[data-testid="customer-groups-new"]:visible'))
  await hand.click('group-rule-begin')
  await hand.click('group-fact-tag')
  await hand.click('group-rule-0-0-tags')
  await hand.click(hand.page.getByRole('option', { name: 'VIP' }))
  await hand.press('Escape')
  await hand.click('group-rule-0-and')
  await hand.click('group-fact-offered')
  await camera.take('group-builder')
  await hand.click('customer-group-cancel')
  await hand.type('customer-list-search', '陳美玲')
  await hand.click(hand.page.getByRole('link', { name: '陳美玲' }).first())
  await hand.see('customer-orders')
  await camera.take('order-card')
  await hand.click('sidebar-inbox')
  await hand.see('inbox-list-row')
  await camera.take('inbox')
}
