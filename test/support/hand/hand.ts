import { expect, type Locator, type Page } from '@playwright/test'

/** A person's hand on the window: every click and key is done where a person would do it, and counted. */
export type Hand = {
  readonly page: Page
  /** What a test id finds. */
  at(testId: string): Locator
  click(target: string | Locator): Promise<void>
  /** Opens a list and takes the choice whose words match: two clicks. */
  choose(testId: string, words: string | RegExp): Promise<void>
  /** Puts text into a field; typing is not counted as clicks. */
  type(testId: string, text: string): Promise<void>
  /** Presses one key or combination, counted as one key. */
  press(keys: string): Promise<void>
  see(testId: string): Promise<void>
  /** Clicks and keys since the last `startCounting`. */
  counted(): { readonly clicks: number; readonly keys: number }
  startCounting(): void
}

/** Lays a hand on the window. */
export function handOn(page: Page): Hand {
  let clicks = 0
  let keys = 0
  const at = (testId: string): Locator => page.getByTestId(testId)
  const locate = (target: string | Locator): Locator => (typeof target === 'string' ? at(target).first() : target)
  const click = async (target: string | Locator): Promise<void> => {
    await locate(target).click()
    clicks += 1
  }
  return {
    page,
    at,
    click,
    async choose(testId, words) {
      await click(testId)
      await click(page.getByRole('option', { name: words }).first())
    },
    async type(testId, text) {
      await at(testId).first().fill(text)
    },
    async press(combination) {
      await page.keyboard.press(combination)
      keys += 1
    },
    async see(testId) {
      await expect(at(testId).first()).toBeVisible()
    },
    counted: () => ({ clicks, keys }),
    startCounting() {
      clicks = 0
      keys = 0
    },
  }
}
