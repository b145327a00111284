import { expect, type Locator } from '@playwright/test'
import type { Hand } from './hand.ts'

/** Opens the demo shop from the first screen and waits until the first practice message stands in the list. */
export async function openDemo(hand: Hand): Promise<void> {
  await hand.click('first-run-demo-open')
  await expect(hand.at('inbox-list-row').first()).toBeVisible({ timeout: 30_000 })
}

/** Opens the chat of the person whose row holds these words. */
export async function openChatOf(hand: Hand, words: string | RegExp): Promise<void> {
  await hand.click(hand.at('inbox-list-row').filter({ hasText: words }).first())
  await hand.see('inbox-conversation')
}

/** Answers the open chat with the quick reply that these letters find, by keys alone once the box has the focus. */
export async function answerWithQuickReply(hand: Hand, letters: string): Promise<void> {
  await hand.click('inbox-composer-text')
  await hand.page.keyboard.type(`/${letters}`)
  await hand.see('inbox-quick')
  await hand.press('Enter')
  await expect(hand.at('inbox-quick')).toBeHidden()
  await hand.press('Enter')
}

/** The shop's own messages in the open chat; the demo's customers go on writing meanwhile. */
export const ownBubbles = (hand: Hand): Locator => hand.page.locator('[data-testid="inbox-bubble"]:not([data-state="received"])')
