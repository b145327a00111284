import { expect } from '../app/index.ts'
import type { Hand } from './hand.ts'

/** Goes from the inbox into the builder with a starter. */
export async function beginTemplate(hand: Hand, starter: string): Promise<void> {
  await hand.click('sidebar-templates')
  await hand.click('template-new')
  await hand.click(`template-start-${starter}`)
  await hand.see('template-preview')
  await hand.see('template-check')
}

/** Writes into the builder and waits until it is kept. */
export async function writeTemplate(hand: Hand, words: { readonly title: string; readonly body: string }): Promise<void> {
  await hand.type('template-box-title', words.title)
  await hand.type('template-box-body', words.body)
  await draftKept(hand)
}

export const draftKept = (hand: Hand): Promise<void> => expect(hand.at('template-saved')).toHaveAttribute('data-saved', 'true')

/** Hands the draft in, past the confirmation. */
export async function submitTemplate(hand: Hand): Promise<void> {
  await hand.click('template-submit')
  await hand.click('template-submit-confirm')
  await expect(hand.at('template-submit-dialog')).toBeHidden()
}

/** Waits until the language in hand has come so far on its way: draft, review, approved, refused … */
export const templateReaches = (hand: Hand, step: string): Promise<void> =>
  expect(hand.at('template-state')).toHaveAttribute('data-step', step)

/** Presses Tab until the control with this test id has the focus, once it is there and enabled. */
export async function tabTo(hand: Hand, testId: string, most = 80): Promise<void> {
  await expect(hand.at(testId).first()).toBeVisible()
  await expect(hand.at(testId).first()).toBeEnabled()
  for (let pressed = 0; pressed < most; pressed += 1) {
    const focused = await hand.page.evaluate(() => document.activeElement?.getAttribute('data-testid') ?? '')
    if (focused === testId) return
    await hand.press('Tab')
  }
  throw new Error(`${most} times Tab did not lead to ${testId}`)
}
