import { expect } from '../app/index.ts'
import type { Hand } from './hand.ts'

const MARK = 'data-before-lock'

/**
 * Locks the shop and waits until the window stands still again: it shows the lock at once, and is loaded anew a moment later, so that
 * nothing of a customer is left in its memory.
 */
export async function lockShop(hand: Hand, lock: () => Promise<void> = () => hand.press('Control+l')): Promise<void> {
  await hand.page.evaluate((mark) => document.documentElement.setAttribute(mark, ''), MARK)
  await lock()
  // In the middle of loading nobody answers.
  const isOldPage = () => hand.page.evaluate((mark) => document.documentElement.hasAttribute(mark), MARK).catch(() => true)
  await expect.poll(isOldPage).toBe(false)
  await hand.see('lock-screen')
}
