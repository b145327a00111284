import type { Locator, Page } from '@playwright/test'
import { expect } from '../app/index.ts'

/** A person's hand on the window: every click and key is done where a person would do it, and counted. */
export type Hand = {
  readonly page: Page
  /** What a test id finds. */
  at(testId: string): Locator
  click(target: string | Locator): Promise<void>
  /** Opens a list and takes the choice whose words match: two clicks. */
  choose(testId: string, words: string | RegExp): Promise<void>
  /** Puts text into a field; typing is not counted as clicks. Days are given as YYYY-MM-DD and times as HH:MM in every language. */
  type(testId: string, text: string): Promise<void>
  /** Presses one key or combination, counted as one key. */
  press(keys: string): Promise<void>
  see(testId: string): Promise<void>
  /** Clicks and keys since the last `startCounting`. */
  counted(): { readonly clicks: number; readonly keys: number }
  startCounting(): void
}

const dayParts = (text: string) => ({ month: text.slice(5, 7), day: text.slice(8), year: text.slice(0, 4) })

/** The digits of a time on a clock of 24 or of twice 12 hours. */
const clockParts = (text: string, hasHalves: boolean) => {
  const hour = Number(text.slice(0, 2))
  return { hour: String(hasHalves ? hour % 12 || 12 : hour).padStart(2, '0'), minute: text.slice(3) }
}

/** Types a day or a time part by part, in whatever order the window's language has them. */
async function typeMoment(page: Page, field: Locator, text: string): Promise<void> {
  const hasHalves = (await field.locator('[data-type="dayPeriod"]').count()) > 0
  const parts = text.includes(':') ? clockParts(text, hasHalves) : dayParts(text)
  for (const [type, digits] of Object.entries(parts)) {
    await field.locator(`[data-type="${type}"]`).focus()
    await page.keyboard.type(digits)
  }
  if (hasHalves) await chooseHalf(page, field.locator('[data-type="dayPeriod"]'), Number(text.slice(0, 2)))
}

async function chooseHalf(page: Page, half: Locator, hour: number): Promise<void> {
  const wanted = halfOf(hour, await page.evaluate(() => document.documentElement.lang))
  await half.focus()
  if ((await half.getAttribute('aria-valuetext')) !== wanted) await page.keyboard.press('ArrowUp')
}

/** Morning or afternoon, as a language writes it. */
const halfOf = (hour: number, locale: string): string | undefined =>
  new Intl.DateTimeFormat(locale, { hour: 'numeric', hour12: true, timeZone: 'UTC' })
    .formatToParts(hour * 3_600_000)
    .find(({ type }) => type === 'dayPeriod')?.value

/** Lays a hand on the window. */
export function handOn(page: Page): Hand {
  let clicks = 0
  let keys = 0
  const at = (testId: string): Locator => page.getByTestId(testId)
  const locate = (target: string | Locator): Locator => (typeof target === 'string' ? at(target).first() : target)
  const click = async (target: string | Locator): Promise<void> => {
    // A busy button looks busy and takes no press: a person waits until it does.
    await locate(target).and(page.locator(':not([data-busy])')).click()
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
      const field = at(testId).first()
      // Whether it has parts is to be seen once it is there.
      await expect(field).toBeVisible()
      if ((await field.getByRole('spinbutton').count()) > 0) await typeMoment(page, field, text)
      else await field.fill(text)
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
