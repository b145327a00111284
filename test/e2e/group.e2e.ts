import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect } from '@playwright/test'
import type { OpenApp } from '../support/app/index.ts'
import { violationsOf } from '../support/axe.ts'
import { sharedDemoTest as test, withinClicks, type Hand } from '../support/hand/index.ts'
import { standStill, wear } from '../support/stand-still.ts'

const FOLDER = 'shots/group'

/** A picture in each language and theme that people look at. */
async function shootAll(hand: Hand, shop: OpenApp, name: string): Promise<void> {
  mkdirSync(FOLDER, { recursive: true })
  for (const [locale, theme] of [
    ['zh-TW', 'light'],
    ['zh-TW', 'dark'],
    ['en', 'light'],
  ] as const) {
    await wear(shop, { locale, theme })
    await standStill(hand.page)
    await hand.page.screenshot({ path: join(FOLDER, `${name}-${locale}-${theme}.png`) })
  }
}

const choose = (hand: Hand, kind: string): Promise<void> => hand.click(`group-fact-${kind}`)

/** What the live count says once it has settled. */
async function counted(hand: Hand, testId: string): Promise<number> {
  await expect(hand.at(testId)).toHaveAttribute('data-state', 'ready')
  return Number(await hand.at(testId).getAttribute('data-count'))
}

/** Chooses from a menu by typing the beginning of what it says, as soon as the menu has the focus. */
async function chooseByKeys(hand: Hand, beginning: string, focused: string): Promise<void> {
  await hand.press('Enter')
  await expect(hand.page.locator('[role=menu] [role=menuitem]:focus, [role=menu]:focus')).toHaveCount(1)
  await hand.page.keyboard.type(beginning)
  await hand.press('Enter')
  await expect(hand.at(focused)).toBeFocused()
}

/** A menu forgets after a second what was typed: too short for a machine that is held up between two letters. */
const rememberWhatIsTyped = (hand: Hand): Promise<void> =>
  hand.page.evaluate(() => {
    const { setTimeout: once } = globalThis
    Reflect.set(globalThis, 'setTimeout', (act: TimerHandler, delayMs?: number, ...given: unknown[]) =>
      once(act, delayMs === 1_000 ? 600_000 : delayMs, ...given),
    )
  })

/** Makes the group of everybody with a tag by the same call as the screen. */
async function saveTagged(shop: OpenApp, name: string, tag: string): Promise<string> {
  const rule = { any: [{ all: [{ fact: 'tag' as const, tags: [tag] }] }] }
  const saved = await shop.call('group.save', { name, rule, sentence: `Customers who have the tag ${tag}` })
  if (!saved.ok) throw new Error(saved.error.code)
  return saved.value.groupId
}

test('writes a group by mouse as a sentence with a live count, saves it, removes it, and takes that back', async ({ hand, shop }) => {
  await hand.click('sidebar-customers')
  hand.startCounting()
  await hand.click('customer-groups-new')
  await hand.click('group-rule-begin')
  await choose(hand, 'tag')
  await expect(hand.at('group-rule-0-0-tags')).toBeFocused()
  await hand.click('group-rule-0-0-tags')
  await hand.click(hand.page.getByRole('option', { name: 'VIP' }))
  await hand.press('Escape')
  await expect(hand.at('group-rule-0-0-tags')).toBeFocused()
  const tagged = await counted(hand, 'group-rule-count')
  expect(tagged).toBeGreaterThan(0)
  await hand.click('group-rule-0-and')
  await choose(hand, 'offered')
  await hand.click('group-rule-0-1-fact')
  await choose(hand, 'turn')
  await expect(hand.at('group-rule')).toContainText('were not sent an offer')
  expect(await counted(hand, 'group-rule-count')).toBeLessThanOrEqual(tagged)
  expect(await violationsOf(hand.page)).toEqual([])
  await shootAll(hand, shop, 'builder')
  await hand.type('customer-group-name', 'Quiet VIPs')
  await hand.click('customer-group-save')
  withinClicks(hand, 10)
  await expect(hand.at('customer-group-sentence')).toHaveText(
    'Customers who have the tag VIP and were not sent an offer in the last 90 days',
  )
  const inGroup = await counted(hand, 'customer-group-count')
  await expect(hand.at('customer-list-total')).toContainText(String(inGroup))
  await expect(hand.at('customer-groups-group').filter({ hasText: 'Quiet VIPs' })).toContainText(String(inGroup))
  await shootAll(hand, shop, 'list')
  await shop.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.setContentSize(1024, 640))
  await expect(hand.at('customer-groups-menu')).toBeVisible()
  await hand.click('customer-group-change')
  await shootAll(hand, shop, 'small')
  await hand.click('customer-group-cancel')
  await hand.click('customer-group-more')
  await hand.click(hand.page.getByRole('menuitem', { name: 'Remove group' }))
  await expect(hand.at('customer-group-bar')).toHaveCount(0)
  await hand.click(hand.at('app-toast-action').last())
  await hand.choose('customer-groups-menu', /Quiet VIPs/)
  await hand.see('customer-group-bar')
})

test('writes a group with keys alone', async ({ hand }) => {
  await rememberWhatIsTyped(hand)
  await hand.click('sidebar-customers')
  await hand.at('customer-groups-new').focus()
  await hand.press('Enter')
  await hand.at('group-rule-begin').focus()
  await chooseByKeys(hand, 'wrote to', 'group-rule-0-0-fact')
  await hand.press('Tab')
  await hand.press('Tab')
  await hand.press('Shift+Tab')
  await hand.press('Enter')
  await expect(hand.at('group-rule-0-0-when-panel').locator(':focus')).toHaveCount(1)
  await hand.press('Home')
  await hand.press('Enter')
  await expect(hand.at('group-rule')).toContainText('in the last 7 days')
  await expect(hand.at('group-rule-0-0-when')).toBeFocused()
  await hand.at('group-rule-or').focus()
  await chooseByKeys(hand, 'have an open', 'group-rule-1-0-fact')
  await counted(hand, 'group-rule-count')
  await hand.press('Tab')
  await expect(hand.at('group-rule-1-0-remove')).toBeFocused()
  await hand.press('Enter')
  await expect(hand.at('group-rule-0-0-fact')).toBeFocused()
  await hand.at('customer-group-name').focus()
  await hand.page.keyboard.type('Wrote this week')
  await hand.press('Enter')
  await expect(hand.at('customer-group-sentence')).toHaveText('Customers who wrote to you in the last 7 days')
  // Two groups can not have one name; the sentence stays on the screen.
  await hand.at('customer-groups-new').focus()
  await hand.press('Enter')
  await hand.at('group-rule-begin').focus()
  await chooseByKeys(hand, 'wait for', 'group-rule-0-0-fact')
  await hand.at('customer-group-name').focus()
  await hand.page.keyboard.type('Wrote this week')
  await hand.press('Enter')
  await hand.see('customer-group-editor-error')
  await hand.see('group-rule-0-0-fact')
})

test('asks a group in the wizard, leaves people out by a sentence, and every number adds up', async ({ hand, shop }) => {
  const groupId = await saveTagged(shop, 'Tagged as VIP', 'VIP')
  await hand.click('sidebar-customers')
  await hand.click(hand.at('customer-groups-group').filter({ hasText: 'Tagged as VIP' }))
  await hand.click('customer-group-send')
  await expect(hand.at(`broadcast-audience-groups-${groupId}`)).toHaveAttribute('data-selected', 'true')
  const sum = hand.at('broadcast-audience-verdict-sum')
  await expect(sum).toHaveAttribute('data-matched', /^[1-9]/)
  await hand.click('broadcast-audience-include-everyone')
  await hand.click('broadcast-audience-holdout')
  await expect(hand.page.locator('[data-testid="broadcast-audience-verdict-reason"][data-reason="holdout"]')).toBeVisible()
  await hand.click('broadcast-audience-exclude-rule-add')
  await hand.click('broadcast-audience-exclude-rule-begin')
  await choose(hand, 'tag')
  // An open gap is never taken for a sentence that says nothing.
  await expect(hand.at('broadcast-audience-verdict')).toHaveCount(0)
  await hand.click('broadcast-step-review')
  await expect(hand.at('broadcast-audience-open')).toBeVisible()
  await expect(hand.at('broadcast-review-send')).toBeDisabled()
  await hand.click('broadcast-step-audience')
  await hand.click('broadcast-audience-exclude-rule-0-0-tags')
  await hand.click(hand.page.getByRole('option', { name: 'VIP' }))
  await hand.press('Escape')
  await expect(hand.page.locator('[data-testid="broadcast-audience-verdict-reason"][data-reason="excluded"]')).toBeVisible()
  const reasons = await hand.page
    .getByTestId('broadcast-audience-verdict-reason')
    .evaluateAll((rows) => rows.map((row) => Number(row.getAttribute('data-count'))))
  const goes = Number(await hand.at('broadcast-audience-verdict-goes').getAttribute('data-count'))
  const left = reasons.reduce((total, count) => total + count, 0)
  await expect(sum).toHaveAttribute('data-left', String(left))
  await expect(sum).toHaveAttribute('data-matched', String(goes + left))
  expect(await violationsOf(hand.page)).toEqual([])
  await shootAll(hand, shop, 'audience')
  await hand.click('broadcast-audience-include-rule')
  await hand.click('broadcast-audience-rule-begin')
  await choose(hand, 'wrote')
  await hand.click('broadcast-audience-save-group')
  await hand.type('group-save-name', 'Writers')
  await hand.click('group-save-confirm')
  await expect(hand.at('broadcast-audience-groups')).toContainText('Writers')
  await shop.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.setContentSize(1024, 640))
  await shootAll(hand, shop, 'audience-groups')
  await hand.click('broadcast-audience-verdict-fix-no-consent')
  await expect(hand.at('customer-groups-no-agreement')).toHaveAttribute('aria-current', 'true')
})
