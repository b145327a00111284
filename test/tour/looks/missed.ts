import { expect } from '../../support/app/index.ts'
import type { Stage } from './stage.ts'

/** Plans something whose time will have passed when the app opens again; it comes in so many milliseconds, in which the app has to be closed. Answers its latest time. */
export async function planToMiss({ shop }: Pick<Stage, 'shop'>, inMs: number): Promise<number> {
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
  const at = Date.now() + inMs
  await shop.call('broadcast.replan', { broadcastId, time: { kind: 'at', at, latestAt: at + 500 } })
  return at + 500
}

/** What the window asks after the app was closed while a plan's time passed. */
export async function missed({ shop, hand, camera }: Stage): Promise<void> {
  await shop.call('shell.openDemo', {})
  await expect(hand.at('missed-strip')).toBeVisible()
  await camera.take('missed-strip')
  await hand.click('missed-strip-open')
  await hand.see('broadcast-live-missed')
  await camera.take('missed-question')
}
