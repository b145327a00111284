import { join } from 'node:path'
import { expect, whileEngineStands, type OpenApp } from '../support/app/index.ts'
import {
  answerWithQuickReply,
  beginTemplate,
  chooseAudience,
  chooseTemplate,
  draftKept,
  eraseCustomer,
  exportCustomer,
  goToStep,
  importPeople,
  openChatOf,
  openCustomer,
  openDemo,
  ownBubbles,
  sendReviewed,
  waitForEnd,
  type Hand,
} from '../support/hand/index.ts'
import { leaving } from './people.ts'
import type { Pictures } from './pictures.ts'

/** Everything that a scene of the tour may touch. */
export type Stage = {
  readonly shop: OpenApp
  readonly hand: Hand
  readonly pictures: Pictures
  readonly folder: string
  readonly say: (line: string) => void
}

/** From the first screen into the demo shop, with the first message in the list. */
export async function firstRun({ hand, pictures, say }: Stage): Promise<void> {
  await hand.see('first-run-demo-open')
  await pictures.take('first-run')
  await openDemo(hand)
  say('opened the demo shop; the first customer wrote')
}

/** A question is answered with a quick reply and a product; a closed window offers a template. */
export async function inbox({ shop, hand, pictures, say }: Stage): Promise<void> {
  await openChatOf(hand, '陳美玲')
  await hand.click('inbox-composer-text')
  await hand.page.keyboard.type('/')
  await hand.see('inbox-quick-row')
  // The first letter of the first shortcut, whatever the language: the part that matches is marked.
  const first = hand.at('inbox-quick-row').first()
  const row = await first.textContent()
  const words = (await first.locator('[dir="auto"]').last().textContent()) ?? ''
  await hand.page.keyboard.insertText(row?.slice(1, 2) ?? '')
  await pictures.take('inbox-quick-replies')
  await hand.press('Backspace')
  await hand.press('Backspace')
  await answerWithQuickReply(hand, '')
  // The demo shop greets by itself as well, and says so at night that it is closed.
  await expect(ownBubbles(hand).filter({ hasText: words })).toHaveCount(1)
  await hand.click('inbox-composer-product')
  await hand.click(hand.at('product-picker-tick').first())
  await hand.click('product-picker-send')
  await expect(ownBubbles(hand).and(hand.page.locator('[data-kind="product"]'))).toHaveCount(1)
  await pictures.take('inbox-answered')
  say('answered with a quick reply and a product card')
  await closedWindow({ shop, hand, pictures, say })
}

async function closedWindow({ shop, hand, pictures, say }: Pick<Stage, 'shop' | 'hand' | 'pictures' | 'say'>): Promise<void> {
  const closed = hand.page.locator('[data-testid="inbox-list-row"]', { has: hand.page.locator('[data-state="closed"]') }).first()
  // As somebody left it yesterday, while the window was still open.
  await shop.call('inbox.saveDraft', {
    customerId: (await closed.getAttribute('data-id')) as never,
    text: 'Pesanan Anda dikirim besok pagi.',
  })
  await closed.click()
  await hand.see('inbox-template')
  await pictures.take('inbox-window-closed')
  say('looked at a chat whose reply window is closed: a template is proposed')
}

/** People come in from a spreadsheet's file; doubtful rows are shown with their reasons. */
export async function customers(stage: Stage, file: string): Promise<void> {
  const { shop, hand, pictures, say } = stage
  await hand.click('sidebar-customers')
  await hand.see('customer-list')
  await pictures.take('customers')
  await importPeople(hand, shop.app, {
    file,
    agreedOn: '2026-03-03',
    detail: '#2',
    onStep: async (step) => {
      if (step !== 'done') await pictures.take(`import-${step}`)
    },
  })
  await pictures.take('import-done')
  await hand.click('customer-import-close')
  say('imported a file: 3 people new, 1 row twice, 2 rows refused with their reasons')
}

/** A coupon broadcast, linked to a product: audience, message, time, review, send, pause, go on, report. */
export async function broadcast(stage: Stage): Promise<string> {
  const { hand, pictures, say } = stage
  await hand.click('sidebar-broadcasts')
  await hand.click('broadcast-list-new')
  const goes = await chooseAudience(hand, '老客戶')
  await pictures.take('broadcast-audience')
  await goToStep(hand, 'message')
  await chooseTemplate(hand, 'tea_coupon')
  await pictures.take('broadcast-message')
  await hand.click('broadcast-message-products-add')
  await hand.click(hand.page.locator('[data-testid^="broadcast-products-pick-"]').first())
  await hand.click('broadcast-products-done')
  await pictures.take('broadcast-coupon')
  await goToStep(hand, 'time')
  await pictures.take('broadcast-time')
  // The tour may be walked at night; its invented people do not mind.
  await hand.click('broadcast-time-quiet')
  await goToStep(hand, 'review')
  await hand.see('broadcast-review-cost-total')
  await pictures.take('broadcast-review')
  const people = await sendReviewed(hand)
  say(`sent a coupon to ${people} of the ${goes} people who may get offers`)
  await live(stage)
  const id = /broadcasts\/(brc_[a-z0-9]+)/.exec(hand.page.url())?.[1]
  if (id === undefined) throw new Error('the window does not show the broadcast')
  return id
}

async function live({ shop, hand, pictures, say }: Stage): Promise<void> {
  await expect(hand.at('broadcast-live-done')).not.toHaveAttribute('data-done', '0')
  await whileEngineStands(shop, () => hand.click('broadcast-live-pause'))
  await expect(hand.at('broadcast-live')).toHaveAttribute('data-state', 'paused')
  await pictures.take('broadcast-paused')
  await hand.click('broadcast-live-resume')
  await waitForEnd(hand)
  // Answers and read marks come a little after the last message.
  await expect(hand.at('broadcast-report-funnel-read')).not.toHaveText(/\b0\b/)
  await pictures.take('broadcast-report')
  say('paused, went on, and read the report')
}

/** One customer's data is exported, then the customer is erased with a receipt. */
export async function leave(stage: Stage): Promise<void> {
  const { shop, hand, pictures, folder, say } = stage
  await hand.click('sidebar-customers')
  await openCustomer(hand, leaving.name)
  await pictures.take('customer')
  const target = join(folder, 'export.zip')
  await exportCustomer(hand, shop.app, target)
  await pictures.take('customer-exported')
  await hand.click('customer-export-close')
  await eraseCustomer(hand, leaving.lastFour, () => pictures.take('customer-erase'))
  await pictures.take('customer-receipt')
  await hand.click('customer-receipt-close')
  say('exported one customer and erased the same one, with a receipt')
}

/** A second import can't bring an erased person back. */
export async function staysAway({ shop, hand, pictures, say }: Stage, file: string): Promise<void> {
  await importPeople(hand, shop.app, { file, agreedOn: '2026-03-03', detail: '#2', stopAtPreview: true })
  await hand.click('customer-import-verdict-suppressed')
  await pictures.take('import-erased-before')
  await hand.click('customer-import-cancel')
  await hand.type('customer-list-search', leaving.name)
  await hand.see('customer-list-empty')
  await hand.type('customer-list-search', '')
  say('imported the same file again: the erased customer stays away')
}

/** The other screens, and the dark look. */
export async function around({ shop, hand, pictures }: Stage): Promise<void> {
  for (const section of ['templates', 'catalog', 'settings'] as const) {
    await hand.click(`sidebar-${section}`)
    await expect(hand.page.locator('main [aria-busy="true"]')).toHaveCount(0)
    await pictures.take(section)
  }
  await hand.click('settings-profile')
  await hand.see('profile-texts')
  await pictures.take('business-profile')
  await beginTemplate(hand, 'coupon')
  await draftKept(hand)
  await pictures.take('template-builder')
  await shop.call('shell.setPreferences', { theme: 'dark' })
  await hand.click('sidebar-inbox')
  await openChatOf(hand, '陳美玲')
  await pictures.take('inbox-dark')
  await hand.click('sidebar-customers')
  await pictures.take('customers-dark')
  await hand.click('sidebar-broadcasts')
  await pictures.take('broadcasts-dark')
  await shop.call('shell.setPreferences', { theme: 'light' })
}
