import { expect } from '@playwright/test'
import type { Stage } from './stage.ts'

/** Plans something whose time will have passed when the app opens again. */
export async function planToMiss({ shop }: Pick<Stage, 'shop'>): Promise<void> {
  const drafted = await shop.call('broadcast.draft', {
    content: {
      name: '早安好茶',
      audience: { include: { kind: 'everyone' }, restingHours: null },
      template: { name: 'spring_catalog', language: 'zh_TW' },
      variables: { customer_name: { from: { kind: 'customer', field: 'name' }, fallback: '貴賓' } },
      quietHours: null,
    },
  })
  if (!drafted.ok) throw new Error(drafted.error.code)
  const { broadcastId } = drafted.value
  await shop.call('broadcast.approve', { broadcastId, acceptUnknownPrices: true })
  const at = Date.now() + 5_000
  await shop.call('broadcast.replan', { broadcastId, time: { kind: 'at', at, latestAt: at + 500 } })
}

/** What the window asks after the app was closed while a plan's time passed. */
export async function missed({ shop, hand, camera }: Stage): Promise<void> {
  await shop.page.waitForTimeout(6_000)
  await shop.call('shell.openDemo', {})
  await expect(hand.at('missed-strip')).toBeVisible({ timeout: 20_000 })
  await camera.take('missed-strip')
  await hand.click('missed-strip-open')
  await hand.see('broadcast-live-missed')
  await camera.take('missed-question')
}
