import { expect } from '../../support/app/index.ts'
import { chooseTemplate, goToStep } from '../../support/hand/index.ts'
import type { Stage } from './stage.ts'

const DAY_MS = 86_400_000

/** A series while it is made and when it is on, the calendar, and the rules of all broadcasts. */
export async function times({ shop, hand, camera }: Stage): Promise<void> {
  await hand.click('sidebar-broadcasts')
  await camera.take('broadcasts-empty')
  await hand.click('broadcast-list-new')
  await hand.click('broadcast-audience-include-tags')
  await hand.click('broadcast-audience-next')
  await chooseTemplate(hand, 'tea_coupon')
  await goToStep(hand, 'time')
  await hand.click('broadcast-time-series')
  await hand.click('series-kind-monthly')
  await expect(hand.at('series-next-times').locator('li').first()).toBeVisible()
  await camera.take('series-new')
  await hand.click('series-save')
  await hand.see('series-state')
  await hand.click('series-approve')
  await expect(hand.at('series-state')).toHaveAttribute('data-state', 'on')
  await camera.take('series-on')
  for (const days of [2, 3, 9]) await planFor(shop, days)
  await hand.click('sidebar-broadcasts')
  await hand.click('broadcast-view-series')
  await camera.take('series-list')
  await hand.click('broadcast-view-calendar')
  await hand.see('calendar-grid')
  await camera.take('calendar')
  await hand.click('sidebar-settings')
  await hand.click('settings-broadcasts')
  await hand.see('broadcast-rules-save')
  await camera.take('rules')
}

async function planFor(shop: Stage['shop'], days: number): Promise<void> {
  const drafted = await shop.call('broadcast.draft', {
    content: {
      name: `茶會邀請 ${days}`,
      audience: { include: { kind: 'everyone' }, restingHours: null },
      template: { name: 'spring_catalog', language: 'zh_TW' },
      variables: { customer_name: { from: { kind: 'customer', field: 'name' }, fallback: '貴賓' } },
      quietHours: null,
    },
  })
  if (!drafted.ok) throw new Error(drafted.error.code)
  const { broadcastId } = drafted.value
  await shop.call('broadcast.approve', { broadcastId, acceptUnknownPrices: true })
  const at = Math.ceil(Date.now() / DAY_MS) * DAY_MS + days * DAY_MS + 2 * 3_600_000
  await shop.call('broadcast.replan', { broadcastId, time: { kind: 'at', at, latestAt: null } })
}
