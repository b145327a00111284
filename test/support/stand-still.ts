import type { Page } from '@playwright/test'

/** Waits until nothing in the window moves or fades any more, for pictures and for whoever measures colours. */
export const standStill = (page: Page): Promise<void> =>
  page.evaluate(async () => {
    const frame = () => new Promise((resolve) => requestAnimationFrame(resolve))
    // What was just changed begins to fade with the next frame.
    await frame()
    await frame()
    // A spinner turns for ever; nobody waits for that.
    const ending = document.getAnimations().filter((one) => Number.isFinite(Number(one.effect?.getComputedTiming().endTime)))
    await Promise.allSettled(ending.map((one) => one.finished))
  })
