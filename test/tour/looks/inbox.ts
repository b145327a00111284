import { expect } from '../../support/app/index.ts'
import { makeShop, openChatOf } from '../../support/hand/index.ts'
import type { Stage } from './stage.ts'

/** The inbox as it is most of the day: quick replies open, the palette, a template in the place of the box. */
export async function inbox({ hand, camera }: Stage): Promise<void> {
  await hand.click('sidebar-inbox')
  await openChatOf(hand, /./u)
  await hand.type('inbox-composer-text', '有的，凍頂烏龍 150 公克 NT$480，今天還有八罐。')
  await hand.press('Enter')
  const own = hand.page.locator('[data-testid="inbox-bubble"]:not([data-state="received"])')
  await expect(own.and(hand.page.locator('[data-state="read"], [data-state="delivered"]')).first()).toBeVisible()
  await camera.take('S3-inbox')
  await hand.click('inbox-composer-text')
  await hand.page.keyboard.type('/')
  await hand.see('inbox-quick-row')
  await camera.take('S3-quick-replies')
  await hand.press('Escape')
  await hand.press('Control+KeyK')
  await expect(hand.at('palette-input')).toBeFocused()
  await hand.page.keyboard.insertText('設定')
  await hand.see('palette-entry')
  // In Chinese and in English: each language finds what the other one names.
  await camera.take('S18-palette')
  await hand.press('Control+KeyA')
  await hand.page.keyboard.insertText('settings')
  await hand.see('palette-entry')
  await camera.take('S18-palette-settings')
  // The first empties the field.
  await hand.press('Escape')
  await hand.press('Escape')
}

/** Messages that wait for the network; the demo shop's other side has gone. */
export async function offline({ shop, hand, camera }: Stage): Promise<void> {
  await hand.click('sidebar-inbox')
  await openChatOf(hand, /./u)
  await cutOff(shop)
  await hand.type('inbox-composer-text', '好的，幫您留一份，明天下午到店裡拿就可以。')
  await hand.click('inbox-composer-send')
  await expect(hand.at('inbox-bubble').and(hand.page.locator('[data-state="waiting"]')).first()).toBeVisible()
  await expect(hand.page.getByText(/等待網路|Waiting for internet|等待网络/u).first()).toBeVisible()
  await camera.take('S20-offline')
}

/** The dialog of the inbox, with somebody who is blocked. */
export async function inboxSettings({ shop, hand, camera }: Stage): Promise<void> {
  await hand.click('sidebar-inbox')
  const chats = await shop.call('inbox.list', {})
  // Two names that are long in different ways.
  const people = chats.ok ? chats.value.conversations.slice(0, 2) : []
  for (const { customerId } of people) await shop.call('inbox.setBlocked', { customerId, blocked: true })
  await hand.click('inbox-filter-more')
  await hand.click('menu-settings')
  await hand.see('inbox-settings')
  await camera.take('S3-inbox-settings')
  await hand.press('Escape')
  for (const { customerId } of people) await shop.call('inbox.setBlocked', { customerId, blocked: false })
}

/** The inbox of a shop that nobody wrote to. */
export async function emptyInbox({ shop, hand, camera }: Stage): Promise<void> {
  await shop.call('shell.leaveVault', {})
  await makeShop(shop)
  await hand.click('sidebar-inbox')
  await hand.see('inbox-empty')
  await camera.take('S19-inbox-empty')
}

const MOST_STARTS = 5

/** Ends the process that plays Meta so often that the shell starts it no more; the shell knows it by a name of its own. */
async function cutOff({ app }: Stage['shop']): Promise<void> {
  for (let start = 0, before = 0; start < MOST_STARTS; start += 1) {
    const running = (): Promise<number> =>
      app.evaluate(({ app: shell }) => shell.getAppMetrics().find(({ name }) => name === 'Shopbell demo shop')?.pid ?? 0)
    await expect.poll(async () => ![0, before].includes(await running())).toBe(true)
    before = await running()
    process.kill(before, 'SIGKILL')
  }
}
