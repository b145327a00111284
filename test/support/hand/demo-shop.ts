import { expect } from '@playwright/test'
import { appTest } from '../app/index.ts'
import { handOn, type Hand } from './hand.ts'
import { openDemo } from './inbox.ts'

type DemoFixtures = { /** A hand on the window, with the demo shop open. */ readonly hand: Hand }

/** Playwright's test with the app open on the demo shop, in English unless a test says otherwise. */
export const demoTest = appTest.extend<DemoFixtures>({
  hand: async ({ shop }, give) => {
    await shop.call('shell.setPreferences', { locale: 'en', theme: 'light', undoSendMs: 0 })
    const hand = handOn(shop.page)
    await openDemo(hand)
    hand.startCounting()
    await give(hand)
    // Nothing may have gone wrong in the page that nobody looked at.
    expect(shop.pageErrors).toEqual([])
  },
})

/** Holds the clicks of a task against the most that its design allows. */
export function withinClicks(hand: Hand, most: number): void {
  const { clicks } = hand.counted()
  process.stdout.write(`    clicks: ${clicks} of at most ${most}\n`)
  expect(clicks).toBeLessThanOrEqual(most)
}
