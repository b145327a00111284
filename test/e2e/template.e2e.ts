import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect } from '@playwright/test'
import { answerOpenDialog, enginesOf, type OpenApp } from '../support/app/index.ts'
import { colourViolationsOf, violationsOf } from '../support/axe.ts'
import {
  beginTemplate,
  chooseTemplate,
  sharedDemoTest as test,
  draftKept,
  goToStep,
  sendReviewed,
  submitTemplate,
  tabTo,
  templateReaches,
  waitForEnd,
  withinClicks,
  writeTemplate,
  type Hand,
} from '../support/hand/index.ts'
import { wear } from '../support/stand-still.ts'

/** Keeps the names of the calls that the window makes from now on, in the order in which they reach the main process. */
const watchCalls = (shop: OpenApp): Promise<void> =>
  shop.app.evaluate(({ ipcMain }) => {
    // Electron's types leave this table out.
    const handlers = Reflect.get(ipcMain, '_invokeHandlers') as Map<string, (event: unknown, ...given: unknown[]) => unknown>
    const handle = handlers.get('shopbell:call')
    const heard: unknown[] = []
    Reflect.set(globalThis, 'heardCalls', heard)
    handlers.set('shopbell:call', (event, name, input) => {
      heard.push(name)
      return handle?.(event, name, input)
    })
  })

const heardCalls = (shop: OpenApp): Promise<readonly unknown[]> =>
  shop.app.evaluate(() => Reflect.get(globalThis, 'heardCalls') as unknown[])

const picture = (hand: Hand, name: string): Promise<unknown> => hand.page.screenshot({ path: join('shots', 'template', `${name}.png`) })

test('makes a coupon template and submits it in at most ten clicks, and then it can be chosen in a broadcast', async ({ hand }) => {
  await beginTemplate(hand, 'coupon')
  const body = 'Dear {{customer_name}}, winter tea is here. Until {{valid_until}} you get {{discount}} on all of it.'
  await writeTemplate(hand, { title: 'Winter tea coupon', body })
  await hand.click('template-submit')
  await expect(hand.at('template-submit-languages')).toContainText('English')
  await picture(hand, 'submit')
  await hand.click('template-submit-confirm')
  await expect(hand.at('template-submit-dialog')).toBeHidden()
  withinClicks(hand, 10)
  // The approval comes by webhook while the builder is open.
  await templateReaches(hand, 'approved')
  await hand.click('sidebar-broadcasts')
  await hand.click('broadcast-list-new')
  await goToStep(hand, 'message')
  await chooseTemplate(hand, 'winter_tea_coupon')
  await expect(hand.at('phone-preview-bubble')).toContainText('winter tea is here')
})

test('does the same by keys alone', async ({ hand }) => {
  await hand.press('Control+4')
  await hand.see('template-page')
  await tabTo(hand, 'template-new')
  await hand.press('Enter')
  await tabTo(hand, 'template-start-coupon')
  await hand.press('Enter')
  await hand.see('template-check')
  await tabTo(hand, 'template-box-title')
  await hand.press('Control+a')
  await hand.page.keyboard.type('Coupon by keys')
  await tabTo(hand, 'template-box-body')
  await hand.press('Control+a')
  await hand.page.keyboard.type('Dear {{customer_name}}, this was written by keys. Until {{valid_until}} you get {{discount}} here.')
  await draftKept(hand)
  await hand.press('Shift+F6')
  await tabTo(hand, 'template-submit', 120)
  await hand.press('Enter')
  await expect(hand.at('template-submit-confirm')).toBeFocused()
  await hand.press('Enter')
  await expect(hand.at('template-submit-dialog')).toBeHidden()
  await templateReaches(hand, 'approved')
  expect(hand.counted().clicks).toBe(0)
})

test('warns before Meta refuses, leads to the place, and changes it by one click', async ({ hand }) => {
  await beginTemplate(hand, 'coupon')
  await writeTemplate(hand, {
    title: 'Warned',
    body: '{{customer_name}}, our guaranteed tea is {{discount}} until {{valid_until}} this week.',
  })
  const finding = (rule: string) => hand.page.locator(`[data-testid="template-finding"][data-rule="${rule}"]`)
  await expect(finding('field-first')).toBeVisible()
  await expect(finding('risky-word')).toBeVisible()
  await picture(hand, 'findings')
  expect(await violationsOf(hand.page)).toEqual([])
  await finding('risky-word').getByTestId('template-finding-go').click()
  const chosen = await hand
    .at('template-box-body')
    .evaluate((box: HTMLTextAreaElement) => box.value.slice(box.selectionStart, box.selectionEnd))
  expect(chosen).toBe('guaranteed')
  await finding('risky-word').getByTestId('template-finding-apply').click()
  await expect(finding('risky-word')).toHaveCount(0)
  await finding('field-first').getByTestId('template-finding-apply').click()
  await expect(finding('field-first')).toHaveCount(0)
  await expect(hand.at('template-box-body')).toHaveValue(
    'Hello {{customer_name}}, our selected tea is {{discount}} until {{valid_until}} this week.',
  )
})

test('shows what Meta refused with the sentence, and sends it again once it is mended', async ({ hand }) => {
  await beginTemplate(hand, 'coupon')
  await writeTemplate(hand, {
    title: 'Refused once',
    body: 'Dear {{customer_name}}, GOOD TEA FOR ALL. Win a free jackpot until {{valid_until}} with {{discount}} on tea.',
  })
  await submitTemplate(hand)
  await templateReaches(hand, 'refused')
  await expect(hand.at('template-refusal')).toContainText('Say plainly what the customer gets')
  await expect(hand.at('template-refusal-sentence').locator('mark')).toContainText('GOOD TEA FOR ALL')
  await picture(hand, 'refused-builder')
  expect(await violationsOf(hand.page)).toEqual([])
  await hand.click('template-back')
  await hand.click('template-list-open-refused_once-en')
  await hand.see('template-refusal')
  await picture(hand, 'refused-list')
  expect(await violationsOf(hand.page)).toEqual([])
  await hand.click('template-fix')
  await hand.see('template-check')
  await writeTemplate(hand, {
    title: 'Refused once',
    body: 'Dear {{customer_name}}, good tea is here. Until {{valid_until}} you get {{discount}} on it.',
  })
  await submitTemplate(hand)
  await templateReaches(hand, 'approved')
  await expect(hand.at('template-refusal')).toHaveCount(0)
})

test('tells in a banner that Meta makes a notice an offer, with both prices', async ({ hand }) => {
  await beginTemplate(hand, 'notice')
  await writeTemplate(hand, {
    title: 'Order and more',
    body: 'Hello {{customer_name}}, your order {{order_number}} is {{order_state}}. Get 20% off when you visit us again.',
  })
  await expect(hand.page.locator('[data-testid="template-finding"][data-rule="reads-like-offer"]')).toBeVisible()
  await submitTemplate(hand)
  await templateReaches(hand, 'approved')
  await hand.click('template-back')
  await hand.click('template-list-open-order_and_more-en')
  await hand.see('template-category')
  await expect(hand.at('template-category')).toContainText(/US\$0\.0094.*US\$0\.0732/)
  await picture(hand, 'category')
  expect(await violationsOf(hand.page)).toEqual([])
})

test('builds cards and an offer that ends, with files from the disk, and refuses what WhatsApp does not combine', async ({
  hand,
  shop,
}) => {
  // Outside the app's own data: from there it takes no files.
  const folder = mkdtempSync(join(tmpdir(), 'shopbell-pictures-'))
  const file = join(folder, 'box.png')
  writeFileSync(
    file,
    Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64'),
  )
  await answerOpenDialog(shop.app, file)
  await beginTemplate(hand, 'carousel')
  await hand.click('template-box-card-0')
  await hand.click('template-box-card-1')
  await expect(hand.page.locator('[data-testid="template-finding"][data-rule="card-file-missing"]')).toHaveCount(0)
  rmSync(folder, { recursive: true })
  await hand.at('phone-preview-cards').focus()
  await hand.press('ArrowRight')
  await expect(hand.at('phone-preview-cards')).toHaveAttribute('data-shown', '1')
  await picture(hand, 'carousel')
  expect(await violationsOf(hand.page)).toEqual([])
  await hand.type('template-box-title', 'Cards to swipe')
  await draftKept(hand)
  await submitTemplate(hand)
  await templateReaches(hand, 'approved')
  await hand.click('template-back')
  await hand.click('template-new')
  await hand.click('template-start-limited-time')
  await hand.see('template-check')
  await expect(hand.at('phone-preview-offer')).toContainText('Ends in')
  await hand.click('template-add-button')
  await expect(hand.page.getByRole('option', { name: /Quick answer/ })).toHaveAttribute('aria-disabled', 'true')
  await expect(hand.page.getByRole('option', { name: /Quick answer/ })).toContainText('Beside an offer that ends')
  await picture(hand, 'blocked')
  await hand.press('Escape')
  expect(await violationsOf(hand.page)).toEqual([])
  await hand.click('phone-preview-device-web')
  await expect(hand.at('phone-preview-offer')).toHaveCount(0)
  await picture(hand, 'limited-time-web')
})

test('deletes a template with plain consequences, and counts what became of another', async ({ hand, shop }) => {
  await beginTemplate(hand, 'coupon')
  await writeTemplate(hand, {
    title: 'Short life',
    body: 'Dear {{customer_name}}, tea until {{valid_until}} for you with {{discount}} on everything.',
  })
  await submitTemplate(hand)
  await templateReaches(hand, 'approved')
  await hand.click('template-back')
  await hand.click('template-list-open-short_life-en')
  await hand.click('template-detail-tab-numbers')
  await hand.click('template-numbers-enable')
  await hand.see('template-numbers-span-30')
  await picture(hand, 'numbers')
  await hand.click('template-remove')
  await expect(hand.at('template-remove-dialog')).toContainText('30 days')
  await picture(hand, 'remove')
  expect(await violationsOf(hand.page)).toEqual([])
  await hand.click('template-remove-confirm')
  await expect(hand.at('template-list-open-short_life-en')).toHaveCount(0)
  expect(shop.pageErrors).toEqual([])
})

test('counts day by day what became of a broadcast', async ({ hand, shop }) => {
  const enabled = await shop.call('template.enableAnalytics', {})
  expect(enabled.ok).toBe(true)
  await hand.click('sidebar-broadcasts')
  await hand.click('broadcast-list-new')
  await hand.click('broadcast-audience-include-tags')
  await hand.click('broadcast-audience-next')
  await chooseTemplate(hand, 'tea_coupon')
  await hand.click('broadcast-message-next')
  await hand.click('broadcast-time-quiet')
  await hand.click('broadcast-time-next')
  await sendReviewed(hand)
  await waitForEnd(hand)
  await hand.click('sidebar-templates')
  const used = hand.at('template-list-row').filter({ hasText: 'tea_coupon_2026' }).filter({ hasText: '1' })
  await hand.click(used.locator('button').first())
  await expect(hand.at('template-detail')).toContainText('in 1 broadcast')
  await hand.click('template-detail-tab-numbers')
  await hand.see('template-numbers-chart')
  await hand.at('template-numbers').scrollIntoViewIfNeeded()
  await hand.at('template-numbers-chart').scrollIntoViewIfNeeded()
  await picture(hand, 'numbers-chart')
  expect(await violationsOf(hand.page)).toEqual([])
})

for (const locale of ['zh-TW', 'en'] as const) {
  test(`looks right and has nothing that axe objects to, light and dark, in ${locale}`, async ({ hand, shop }) => {
    await wear(shop, { locale, theme: 'light' })
    const found: string[] = []
    const look = async (name: string): Promise<void> => {
      await picture(hand, `${name}-${locale}-light`)
      found.push(...(await violationsOf(hand.page)).map((line) => `${name}: ${line}`))
      await wear(shop, { locale, theme: 'dark' })
      found.push(...(await colourViolationsOf(hand.page)).map((line) => `${name} in the dark: ${line}`))
      await picture(hand, `${name}-${locale}-dark`)
      await wear(shop, { locale, theme: 'light' })
    }
    await hand.click('sidebar-templates')
    await hand.see('template-detail')
    await look('list')
    await hand.click('template-new')
    await hand.see('template-start-coupon')
    await look('start')
    await hand.click('template-start-coupon')
    await hand.see('template-check')
    await hand.click('phone-preview-device-iphone')
    await look('builder')
    await hand.at('template-add-button').scrollIntoViewIfNeeded()
    await look('builder-buttons')
    expect(found).toEqual([])
  })
}

test('keeps by itself what the engine lost when it ended in the middle of a save', async ({ hand, shop }) => {
  test.skip(process.platform !== 'linux', 'looks at /proc')
  await beginTemplate(hand, 'coupon')
  await draftKept(hand)
  const engines = enginesOf(shop)
  expect(engines).toHaveLength(1)
  await watchCalls(shop)
  for (const engine of engines) process.kill(engine, 'SIGSTOP')
  await hand.type('template-box-title', 'Typed while it stood still')
  await expect(hand.at('template-saved')).toHaveAttribute('data-saved', 'false')
  // The save leaves a moment after the last key; then the engine that has it never answers.
  await expect.poll(() => heardCalls(shop)).toContain('template.saveDraft')
  for (const engine of engines) process.kill(engine, 'SIGKILL')
  // Another engine starts, opens the vault and is asked again: on a busy machine that takes a while.
  await expect(hand.at('template-saved')).toHaveAttribute('data-saved', 'true')
  const kept = await shop.call('template.overview', {})
  expect(kept.ok && kept.value.drafts.map(({ title }) => title)).toContain('Typed while it stood still')
})

test('asks nothing more once Meta has everything, also when the answer to the question got lost', async ({ hand, shop }) => {
  await beginTemplate(hand, 'coupon')
  const body = 'Dear {{customer_name}}, cut off on its way. Until {{valid_until}} you get {{discount}} here.'
  await writeTemplate(hand, { title: 'Cut off', body })
  await hand.click('template-submit')
  await hand.see('template-submit-confirm')
  // As if an engine that ended had handed it in: the window never hears an answer of its own.
  const kept = await shop.call('template.overview', {})
  const draft = kept.ok ? kept.value.drafts.find(({ title }) => title === 'Cut off') : undefined
  if (draft === undefined) throw new Error('the draft is not kept')
  const submitted = await shop.call('template.submit', { draftId: draft.draftId, languages: ['en'] })
  expect(submitted.ok && submitted.value.states[0]?.state).toBe('sent')
  await expect(hand.at('template-submit-dialog')).toBeHidden()
  await templateReaches(hand, 'approved')
})

test('keeps a text that is far too long, and says that it is', async ({ hand }) => {
  await beginTemplate(hand, 'coupon')
  await hand.type('template-box-body', `Dear {{customer_name}}, {{${'n'.repeat(80)}}} ${'tea '.repeat(2_000)}`)
  await draftKept(hand)
  await expect(hand.page.locator('[data-testid="template-finding"][data-rule="text-too-long"]')).toBeVisible()
  await hand.page.locator('[data-testid^="template-box-sample"]').last().fill('x')
  await draftKept(hand)
  // One long word must not push anything out of the window.
  const wide = await hand
    .at('template-builder')
    .evaluate(
      (page) =>
        [...page.querySelectorAll('*')].filter((one) => one.scrollWidth > one.clientWidth + 1 && getComputedStyle(one).overflowX === 'auto')
          .length,
    )
  expect(wide).toBe(0)
})
