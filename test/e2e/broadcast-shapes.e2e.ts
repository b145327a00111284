import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect } from '@playwright/test'
import { answerOpenDialog, type OpenApp } from '../support/app/index.ts'
import { violationsOf } from '../support/axe.ts'
import { chooseTemplate, goToStep, openChatOf, sendReviewed, demoTest, waitForEnd, type Hand } from '../support/hand/index.ts'
import { templateShapes } from '../support/template-shapes.ts'
import { standStill } from '../support/stand-still.ts'

/** A picture of one pixel, which Meta takes like any other. */
const PIXEL = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64')

/** The demo shop with one template of each shape, and a folder with a picture and a menu. */
const test = demoTest.extend<{ readonly folder: string }>({
  folder: async ({ hand, shop }, give) => {
    expect(hand.page).toBe(shop.page)
    const folder = mkdtempSync(join(tmpdir(), 'shopbell-shapes-'))
    writeFileSync(join(folder, 'cup.png'), PIXEL)
    writeFileSync(join(folder, 'menu.pdf'), '%PDF-1.4\n%%EOF\n')
    await addShapes(shop)
    await give(folder)
    rmSync(folder, { recursive: true, force: true })
  },
})

async function addShapes(shop: OpenApp): Promise<void> {
  const known = await shop.call('template.list', {})
  if (known.ok && known.value.templates.some(({ name }) => name === 'autumn_cards')) return
  const status = await shop.call('connection.status', {})
  const baseUrl = status.ok ? status.value?.baseUrl : undefined
  for (const { name, parts } of templateShapes(Date.now())) {
    const answer = await fetch(`${baseUrl}/simulator/events/template-add`, {
      method: 'POST',
      body: JSON.stringify({ name, language: 'en', parts }),
      headers: { 'content-type': 'application/json' },
    })
    expect(answer.ok).toBe(true)
  }
  expect((await shop.call('template.sync', {})).ok).toBe(true)
}

/** Opens a new draft for 陳美玲 alone at the message step. */
async function beginForOne(hand: Hand, shop: OpenApp): Promise<void> {
  const found = await shop.call('customer.list', { search: '0912345678' })
  const customerId = found.ok ? found.value.customers[0]?.customerId : undefined
  if (customerId === undefined) throw new Error('nobody')
  const made = await shop.call('broadcast.draft', {
    content: {
      name: 'Shapes',
      audience: { include: { kind: 'customers', customerIds: [customerId] }, restingHours: null },
      template: { name: '', language: '' },
      quietHours: null,
    },
  })
  expect(made.ok).toBe(true)
  await hand.click('sidebar-broadcasts')
  await hand.click(hand.page.getByRole('link', { name: 'Shapes' }).first())
  await goToStep(hand, 'message')
}

const FOLDER = 'shots/broadcast-shapes'
async function shoot(hand: Hand, name: string): Promise<void> {
  mkdirSync(FOLDER, { recursive: true })
  await standStill(hand.page)
  await hand.page.screenshot({ path: join(FOLDER, `${name}.png`) })
}

/** Drops a file of this computer on an element. */
async function dropOn(hand: Hand, testId: string, file: string): Promise<void> {
  const target = hand.at(testId)
  await target.scrollIntoViewIfNeeded()
  const box = await target.boundingBox()
  if (box === null) throw new Error(`${testId} is not on screen`)
  const session = await hand.page.context().newCDPSession(hand.page)
  const at = {
    x: Math.round(box.x + box.width / 2),
    y: Math.round(box.y + 20),
    data: { items: [], files: [file], dragOperationsMask: 1 },
  }
  for (const type of ['dragEnter', 'dragOver', 'drop'] as const) await session.send('Input.dispatchDragEvent', { type, ...at })
  await session.detach()
}

test('fills a carousel in: a file dropped, one chosen, texts and links, each said at its field, and sends it', async ({
  hand,
  shop,
  folder,
}) => {
  await beginForOne(hand, shop)
  await chooseTemplate(hand, 'autumn_cards')
  await expect(hand.at('phone-preview-cards')).toBeVisible()
  await hand.click('broadcast-message-next')
  await expect(hand.at('broadcast-message-text-card.0.button.0')).toBeFocused()
  await expect(hand.at('broadcast-message-text-card.0.button.0')).toHaveAttribute('aria-invalid', 'true')
  await shoot(hand, 'cards-missing-en')
  await dropOn(hand, 'broadcast-message-card.0.header', join(folder, 'cup.png'))
  await expect(hand.at('broadcast-message-card.0.header-kept')).toContainText('cup.png')
  await answerOpenDialog(shop.app, join(folder, 'menu.pdf'))
  await hand.click('broadcast-message-card.1.header-choose')
  await expect(hand.at('broadcast-message-card.1.header-error')).toHaveAttribute('data-code', 'media-type-refused')
  await hand.type('broadcast-message-text-card.0.button.0', 'oolong')
  await hand.type('broadcast-message-text-card.1.button.0', 'ruby')
  await expect(hand.at('broadcast-message-link-card.1.button.0')).toContainText('https://tea.example/p/ruby')
  await hand.type('broadcast-message-text-card.1.1', 'NT$520')
  await expect(hand.at('phone-preview-cards')).toContainText('NT$520')
  expect(await violationsOf(hand.page)).toEqual([])
  await shoot(hand, 'cards-en')
  await shop.call('shell.setPreferences', { locale: 'zh-TW' })
  await shoot(hand, 'cards-zh-TW')
  await shop.call('shell.setPreferences', { locale: 'en' })
  await hand.click('broadcast-message-next')
  await goToStep(hand, 'review')
  await expect(hand.at('broadcast-review-samples')).toContainText('https://tea.example/p/oolong')
  await shoot(hand, 'review-en')
  expect(await sendReviewed(hand)).toBe(1)
  await waitForEnd(hand)
  await hand.click('sidebar-inbox')
  await openChatOf(hand, '陳美玲')
  await expect(hand.at('inbox-bubble-cards').last()).toContainText('NT$520')
  await hand.at('inbox-bubble-cards').last().scrollIntoViewIfNeeded()
  await shoot(hand, 'bubble-en')
})

test('keeps what was filled in, and says when an offer is over or a place is none', async ({ hand, shop, folder }) => {
  await beginForOne(hand, shop)
  await chooseTemplate(hand, 'autumn_offer')
  await hand.type('broadcast-message-text-button.1', 'autumn')
  await hand.type('broadcast-message-offer-day', '2020-01-01')
  await hand.click('broadcast-message-next')
  await expect(hand.at('broadcast-message-offer-day').locator('[data-type="day"]')).toHaveAttribute('aria-invalid', 'true')
  await hand.type('broadcast-message-offer-day', '2035-05-05')
  await hand.type('broadcast-message-offer-time', '18:30')
  await expect(hand.at('phone-preview-offer')).toBeVisible()
  await shoot(hand, 'offer-en')
  await goToStep(hand, 'audience')
  await goToStep(hand, 'message')
  await expect(hand.at('broadcast-message-offer-time').locator('[data-type="hour"]')).toHaveText('6')
  await shop.call('shell.setPreferences', { locale: 'zh-TW' })
  await shoot(hand, 'offer-zh-TW')
  await shop.call('shell.setPreferences', { locale: 'en' })
  await chooseTemplate(hand, 'autumn_place')
  await hand.type('broadcast-message-header.name', 'Spring Tea')
  await hand.type('broadcast-message-header.latitude', '95')
  await hand.click('broadcast-message-next')
  await expect(hand.at('broadcast-message-header.address')).toHaveAttribute('aria-invalid', 'true')
  await expect(hand.at('broadcast-message-header.latitude')).toHaveAttribute('aria-invalid', 'true')
  await shoot(hand, 'place-en')
  await chooseTemplate(hand, 'autumn_menu')
  await answerOpenDialog(shop.app, join(folder, 'menu.pdf'))
  await hand.click('broadcast-message-header-choose')
  await expect(hand.at('broadcast-message-header-kept')).toContainText('menu.pdf')
  await shoot(hand, 'document-en')
})

test('sends an offer from a chat, with its end, its link and its code', async ({ hand, shop, folder }) => {
  expect(folder).not.toBe('')
  await openChatOf(hand, '陳美玲')
  await hand.click('inbox-composer-template')
  await hand.choose('inbox-template-choice', /autumn_offer/)
  await hand.see('inbox-template-offer-day')
  await hand.click('inbox-template-send')
  await expect(hand.at('inbox-template-coupon')).toHaveAttribute('aria-invalid', 'true')
  await hand.type('inbox-template-coupon', 'TEA15')
  await hand.page.getByLabel('End of the link of "See it"').fill('autumn')
  await shop.call('shell.setPreferences', { locale: 'zh-TW' })
  await shoot(hand, 'chat-offer-zh-TW')
  await shop.call('shell.setPreferences', { locale: 'en' })
  await hand.click('inbox-template-send')
  await expect(hand.at('inbox-bubble-offer').last()).toContainText('Ends soon')
  await shoot(hand, 'chat-offer-sent-en')
})

test('says in the review whose message would be too long, lists them, and sends to everybody else', async ({ hand, shop, folder }) => {
  expect(folder).not.toBe('')
  const longName = `Ana ${'Maria '.repeat(30)}`.trim()
  const made = await shop.call('customer.save', { name: longName, phone: '+886912000111' })
  expect(made.ok).toBe(true)
  if (!made.ok) return
  const { customerId } = made.value
  await shop.call('customer.recordConsent', { customerId, decision: 'yes', source: 'till-qr' })
  const found = await shop.call('customer.list', { search: '0912345678' })
  const other = found.ok ? found.value.customers[0]?.customerId : undefined
  if (other === undefined) throw new Error('nobody')
  const { variables } = templateShapes(Date.now()).find(({ name }) => name === 'autumn_cards') ?? { variables: {} }
  const drafted = await shop.call('broadcast.draft', {
    content: {
      name: 'Shapes',
      audience: { include: { kind: 'customers', customerIds: [customerId, other] }, restingHours: null },
      template: { name: 'autumn_cards', language: 'en' },
      variables: { ...variables, 'card.0.1': { from: { kind: 'customer', field: 'name' }, fallback: '' } },
      quietHours: null,
    },
  })
  expect(drafted.ok).toBe(true)
  await hand.click('sidebar-broadcasts')
  await hand.click(hand.page.getByRole('link', { name: 'Shapes' }).first())
  await goToStep(hand, 'review')
  await expect(hand.page.locator('[data-testid="broadcast-review-verdict-reason"][data-reason="text-too-long"]')).toHaveAttribute(
    'data-count',
    '1',
  )
  await hand.see('broadcast-review-sample-phone-too-long')
  await shoot(hand, 'too-long-en')
  await hand.click('broadcast-review-verdict-see-text-too-long')
  await expect(hand.at('broadcast-people-list')).toContainText('Maria')
  await hand.click('broadcast-people-close')
  expect(await sendReviewed(hand)).toBe(1)
  await waitForEnd(hand)
})
