import { expect, whileEngineStands } from '../../support/app/index.ts'
import { chooseAudience, chooseTemplate, goToStep, sendReviewed, waitForEnd } from '../../support/hand/index.ts'
import type { Stage } from './stage.ts'

/** The four steps of a new broadcast, and the same broadcast live, paused, stopped and done. */
export async function wizard(stage: Stage): Promise<void> {
  const { hand, camera } = stage
  await hand.click('sidebar-broadcasts')
  await hand.click('broadcast-list-new')
  await chooseAudience(hand, '老客戶')
  await camera.take('S5-audience')
  await goToStep(hand, 'message')
  await camera.take('message-empty')
  await chooseTemplate(hand, 'tea_coupon')
  await hand.click('broadcast-message-products-add')
  await hand.click(hand.page.locator('[data-testid^="broadcast-products-pick-"]').first())
  await camera.take('products')
  await hand.click('broadcast-products-done')
  await camera.take('S6-message')
  await goToStep(hand, 'time')
  await hand.click('broadcast-time-at')
  await camera.take('S7-time')
  await hand.click('broadcast-time-now')
  // Somebody may look at night; invented people do not mind.
  await hand.click('broadcast-time-quiet')
  await goToStep(hand, 'review')
  await hand.see('broadcast-review-cost-total')
  await camera.take('S8-review')
  await live(stage)
}

async function live({ shop, hand, camera }: Stage): Promise<void> {
  await sendReviewed(hand)
  await expect(hand.at('broadcast-live-done')).not.toHaveAttribute('data-done', '0')
  await whileEngineStands(shop, () => hand.click('broadcast-live-pause'))
  await expect(hand.at('broadcast-live')).toHaveAttribute('data-state', 'paused')
  await camera.take('S9-live-paused')
  await hand.click('broadcast-live-stop')
  await camera.take('live-stop-asked')
  await hand.click('broadcast-stop-cancel')
  await hand.click('broadcast-live-resume')
  await waitForEnd(hand)
  // Answers and read marks come a little after the last message.
  await expect(hand.at('broadcast-report-funnel-read')).not.toHaveText(/\b0\b/)
  await camera.take('S10-report')
}

/** A slow broadcast to everybody while it runs, and after it was stopped. */
export async function running({ shop, hand, camera }: Stage): Promise<void> {
  const made = await shop.call('broadcast.draft', {
    content: {
      name: '中秋茶禮',
      audience: { include: { kind: 'everyone' }, restingHours: null },
      template: { name: 'spring_catalog', language: 'zh_TW' },
      variables: { customer_name: { from: { kind: 'customer', field: 'name' }, fallback: '貴賓' } },
      quietHours: null,
      pacePerSecond: 2,
    },
  })
  if (!made.ok) throw new Error(made.error.code)
  await hand.click('sidebar-broadcasts')
  await hand.click(hand.page.getByRole('link', { name: '中秋茶禮' }).first())
  await goToStep(hand, 'review')
  await camera.take('review-everybody')
  await expect(hand.at('broadcast-review-send')).toBeEnabled()
  await hand.click('broadcast-review-send')
  await camera.take('starting')
  // Its ten seconds may be over by now.
  await hand.at('broadcast-starting-now').evaluateAll((buttons: HTMLElement[]) => buttons.forEach((button) => button.click()))
  await expect(hand.at('broadcast-live')).toHaveAttribute('data-state', 'running')
  await expect(hand.at('broadcast-live-done')).toHaveAttribute('data-done', /^([5-9]|[1-9]\d+)$/)
  await camera.take('live-running')
  await hand.click('sidebar-inbox')
  await camera.take('strip-running')
  await hand.click('sending-strip-open')
  await hand.click('broadcast-live-stop')
  await hand.click('broadcast-stop-confirm')
  await expect(hand.at('broadcast-report-state')).toHaveAttribute('data-state', 'stopped')
  await camera.take('report-stopped')
  await hand.click('sidebar-broadcasts')
  await camera.take('broadcasts')
}
