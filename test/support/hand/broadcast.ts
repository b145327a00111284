import { expect } from '../app/index.ts'
import type { Hand } from './hand.ts'

type Step = 'audience' | 'message' | 'time' | 'review'

/** Goes to a step of the wizard by its name. */
export async function goToStep(hand: Hand, step: Step): Promise<void> {
  await hand.click(`broadcast-step-${step}`)
  await hand.see(`broadcast-${step}`)
}

/** Asks the people with this tag, and waits for the live count. */
export async function chooseAudience(hand: Hand, tag: string): Promise<number> {
  await hand.click('broadcast-audience-include-tags')
  const wanted = hand.at(`broadcast-audience-tags-${tag}`)
  await expect(wanted).toBeVisible()
  // The first tag of the list is ticked by itself.
  for (const other of await hand.page.locator('[data-testid^="broadcast-audience-tags-"][data-selected]').all()) {
    if (
      (await other.getAttribute('data-testid')) !== `broadcast-audience-tags-${tag}` &&
      (await wanted.getAttribute('data-selected')) !== null
    )
      await hand.click(other)
  }
  if ((await wanted.getAttribute('data-selected')) === null) {
    await hand.click(wanted)
    for (const other of await hand.page.locator('[data-testid^="broadcast-audience-tags-"][data-selected]').all()) {
      if ((await other.getAttribute('data-testid')) !== `broadcast-audience-tags-${tag}`) await hand.click(other)
    }
  }
  return goesOf(hand)
}

/** How many people the audience step says will get it, once the count is there. */
export async function goesOf(hand: Hand): Promise<number> {
  const goes = hand.at('broadcast-audience-verdict-goes')
  await expect(goes).toHaveAttribute('data-count', /^[1-9]\d*$/)
  return Number(await goes.getAttribute('data-count'))
}

/** Takes an approved template by its name. */
export async function chooseTemplate(hand: Hand, name: string): Promise<void> {
  await hand.choose('broadcast-message-template', new RegExp(name))
  await hand.see('phone-preview-bubble')
}

/** Sends what the review shows, without waiting for the countdown. Returns the number of people. */
export async function sendReviewed(hand: Hand): Promise<number> {
  await expect(hand.at('broadcast-review-send')).toBeEnabled()
  const people = Number(await hand.at('broadcast-review-goes').getAttribute('data-count'))
  await hand.click('broadcast-review-send')
  await hand.see('broadcast-starting')
  await hand.click('broadcast-starting-now')
  // A few people are done before anybody can look.
  await expect(hand.at('broadcast-live').or(hand.at('broadcast-report')).first()).toBeVisible()
  return people
}

/** Waits until nobody waits any more. */
export async function waitForEnd(hand: Hand, timeoutMs = 120_000): Promise<void> {
  await expect(hand.at('broadcast-report-state')).toHaveAttribute('data-state', 'finished', { timeout: timeoutMs })
}
