import { appTest, expect } from '../app/index.ts'
import { handOn, type Hand } from './hand.ts'
import { openDemo } from './inbox.ts'
import { stretchNotices } from './long-notices.ts'

type DemoFixtures = { /** A hand on the window, with the demo shop open. */ readonly hand: Hand }

/** Playwright's test with the app open on the demo shop, in English unless a test says otherwise. */
export const demoTest = appTest.extend<DemoFixtures>({
  hand: async ({ shop }, give) => {
    await shop.call('shell.setPreferences', { locale: 'en', theme: 'light', undoSendMs: 0 })
    const hand = handOn(shop.page)
    await stretchNotices(shop.page)
    await openDemo(hand)
    hand.startCounting()
    await give(hand)
    // Nothing may have gone wrong in the page that nobody looked at.
    expect(shop.pageErrors).toEqual([])
  },
})

/** The same on the app of the whole file: each test begins on the first page, in a shop where the tests before it have been. */
export const sharedDemoTest = demoTest.extend({ sharesApp: true })

/** Holds the clicks of a task against the most that its design allows. */
export function withinClicks(hand: Hand, most: number): void {
  const { clicks } = hand.counted()
  process.stdout.write(`    clicks: ${clicks} of at most ${most}\n`)
  expect(clicks).toBeLessThanOrEqual(most)
}
