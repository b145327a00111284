import type { Locator } from '@playwright/test'
import { expect, type OpenApp } from '../app/index.ts'
import type { Hand } from './hand.ts'

/** Opens the demo shop from the first screen, unless it is open, and waits until the first practice message stands in the list. */
export async function openDemo(hand: Hand): Promise<void> {
  const firstScreen = hand.at('first-run-demo-open')
  await expect(firstScreen.or(hand.at('sidebar-inbox')).first()).toBeVisible()
  if (await firstScreen.isVisible()) await hand.click(firstScreen)
  await expect(hand.at('inbox-list-row').first()).toBeVisible()
}

/** Opens the chat of the person whose row holds these words. */
export async function openChatOf(hand: Hand, words: string | RegExp): Promise<void> {
  await hand.click(hand.at('inbox-list-row').filter({ hasText: words }).first())
  await hand.see('inbox-conversation')
}

/** Lets somebody write to the demo shop from outside, and waits for the row of the chat; answers the words to find it by. */
export async function hearFrom(hand: Hand, shop: OpenApp, digits: string): Promise<string> {
  const status = await shop.call('connection.status', {})
  const base = `${status.ok ? status.value?.baseUrl : ''}/simulator`
  const text = `Hello from ${digits}`
  const body = JSON.stringify({ from: `+${digits}`, text })
  const said = await fetch(`${base}/say`, { method: 'POST', body, headers: { 'content-type': 'application/json' } })
  expect(said.ok).toBe(true)
  await expect(hand.at('inbox-list-row').filter({ hasText: text })).toBeVisible()
  return text
}

/** Opens the chat of somebody who has just written for the first time: for tests that count what a chat holds. Counts from the list. */
export async function openNewChat(hand: Hand, shop: OpenApp, digits: string): Promise<void> {
  const words = await hearFrom(hand, shop, digits)
  hand.startCounting()
  await openChatOf(hand, words)
}

/** Answers the open chat with the quick reply that these letters find, by keys alone once the box has the focus. */
export async function answerWithQuickReply(hand: Hand, letters: string): Promise<void> {
  await hand.click('inbox-composer-text')
  await hand.page.keyboard.type(`/${letters}`)
  await hand.see('inbox-quick-row')
  await hand.press('Enter')
  await expect(hand.at('inbox-quick')).toBeHidden()
  await hand.press('Enter')
}

/** The shop's own messages in the open chat; the demo's customers go on writing meanwhile. */
export const ownBubbles = (hand: Hand): Locator => hand.page.locator('[data-testid="inbox-bubble"]:not([data-state="received"])')
