import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect } from '@playwright/test'
import { answerSaveDialog } from '../support/app/index.ts'
import { violationsOf } from '../support/axe.ts'
import { sharedDemoTest as test, withinClicks } from '../support/hand/index.ts'
import { standStill, wear } from '../support/stand-still.ts'

const PICTURES = 'shots/customer-select'

test('selects by mouse, one, a range and single ones, tags them, takes that back, and saves everybody found as a table', async ({
  hand,
  shop,
}) => {
  const folder = mkdtempSync(join(tmpdir(), 'shopbell-e2e-'))
  await hand.click('sidebar-customers')
  const rows = hand.at('customer-list-row')
  await hand.click(hand.at('customer-list-pick').nth(0))
  await hand
    .at('customer-list-pick')
    .nth(2)
    .click({ modifiers: ['Shift'] })
  await rows
    .nth(4)
    .locator('td')
    .last()
    .click({ modifiers: ['ControlOrMeta'] })
  await expect(hand.at('customer-select-bar')).toHaveAttribute('data-count', '4')
  // What the bar covers in part is no small target: it is whole once it is scrolled to.
  const barTop = (await hand.at('customer-select-bar').boundingBox())?.y ?? 0
  await rows.evaluateAll((all, top) => {
    const covered = all.filter((row) => row.getBoundingClientRect().bottom > top)
    for (const row of covered) if (row instanceof HTMLElement) row.style.visibility = 'hidden'
  }, barTop)
  expect(await violationsOf(hand.page)).toEqual([])
  await rows.evaluateAll((all) => {
    for (const row of all) if (row instanceof HTMLElement) row.style.visibility = ''
  })
  await hand.click('customer-select-tag')
  await hand.type('customer-tag-name', 'Four')
  await hand.click('customer-tag-save')
  await expect(rows.filter({ hasText: 'Four' })).toHaveCount(4)
  mkdirSync(PICTURES, { recursive: true })
  for (const theme of ['light', 'dark'] as const) {
    await wear(shop, { locale: 'zh-TW', theme })
    await standStill(hand.page)
    await hand.page.screenshot({ path: join(PICTURES, `bar-zh-TW-${theme}.png`) })
  }
  await wear(shop, { locale: 'en', theme: 'light' })
  await hand.click(hand.page.getByRole('button', { name: 'Undo' }))
  await expect(rows.filter({ hasText: 'Four' })).toHaveCount(0)
  withinClicks(hand, 6)
  await hand.click('customer-list-pick-all')
  const listed = await shop.call('customer.list', { limit: 1 })
  const everybody = listed.ok ? listed.value.total : 0
  await expect(hand.at('customer-select-bar')).toHaveAttribute('data-count', String(everybody))
  const target = join(folder, 'people.csv')
  await answerSaveDialog(shop.app, target)
  await hand.click('customer-select-export')
  await hand.click(hand.page.getByRole('menuitem', { name: 'CSV file' }))
  await expect(hand.page.getByText('saved in people.csv')).toBeVisible()
  expect(readFileSync(target, 'utf8').trim().split('\r\n').length).toBeGreaterThan(everybody)
  rmSync(folder, { recursive: true, force: true })
})

test('selects with keys alone, saves the people as a group, and begins a broadcast to everybody found', async ({ hand, shop }) => {
  await hand.click('sidebar-customers')
  const bar = hand.at('customer-select-bar')
  await hand.at('customer-list-pick').first().locator('input').focus()
  await hand.press('Space')
  await hand.press('Shift+ArrowDown')
  await hand.press('Shift+ArrowDown')
  await expect(bar).toHaveAttribute('data-count', '3')
  await hand.press('Shift+ArrowUp')
  await expect(bar).toHaveAttribute('data-count', '2')
  await hand.at('customer-select-group').focus()
  await hand.press('Enter')
  await expect(hand.page.locator('[role=dialog] input')).toBeFocused()
  await hand.page.keyboard.type('Two of them')
  await hand.press('Enter')
  await expect(hand.at('customer-groups-group').filter({ hasText: 'Two of them' })).toContainText('2')
  // Until the dialog is gone Escape is for the dialog.
  await expect(hand.page.locator('[role=dialog]')).toHaveCount(0)
  await hand.press('Escape')
  await expect(bar).toHaveCount(0)
  await hand.press('ControlOrMeta+a')
  const listed = await shop.call('customer.list', { limit: 1 })
  await expect(bar).toHaveAttribute('data-count', String(listed.ok ? listed.value.total : 0))
  await hand.at('customer-select-send').focus()
  await hand.press('Enter')
  await expect(hand.page.locator('[role=dialog] input')).toBeFocused()
  await hand.page.keyboard.type('Everybody')
  await hand.press('Enter')
  await expect(hand.page).toHaveURL(/broadcasts/)
  const groups = await shop.call('group.list', {})
  expect(groups.ok && groups.value.groups.some(({ name }) => name === 'Everybody')).toBe(true)
})

test('G-08: says in the list whose data must not be used, and shows all of them by one click', async ({ hand, shop }) => {
  const listed = await shop.call('customer.list', { search: 'VIP', limit: 1 })
  const one = listed.ok ? listed.value.customers[0] : undefined
  if (one === undefined) throw new Error('the demo shop has regular customers')
  await shop.call('customer.restrict', { customerId: one.customerId, isRestricted: true, why: 'address is wrong' })
  await hand.click('sidebar-customers')
  await hand.click('customer-groups-restricted')
  await expect(hand.at('customer-list-row')).toHaveCount(1)
  await expect(hand.at('customer-list-restricted')).toHaveText('Use stopped')
  await hand.click('customer-list-open')
  await hand.click('customer-restricted-lift')
  await expect(hand.at('customer-restricted')).toHaveCount(0)
  await hand.click('sidebar-customers')
  await expect(hand.at('customer-groups-restricted')).toHaveCount(0)
  withinClicks(hand, 5)
  // Nothing that is focused outside of what is in sight moves the window away from under its demo stripe.
  const scrolled = await hand.page.evaluate(() => {
    const below = document.createElement('button')
    below.style.cssText = 'position: absolute; inset-block-start: 200vh'
    document.body.append(below)
    below.focus()
    const { scrollTop } = document.documentElement
    below.remove()
    return scrollTop
  })
  expect(scrolled).toBe(0)
})
