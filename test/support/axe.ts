import AxeBuilder from '@axe-core/playwright'
import type { Page } from '@playwright/test'

const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']

/** Waits until nothing on the page moves or fades any more: axe must not measure colours on their way. */
const standStill = (page: Page): Promise<void> =>
  page.evaluate(async () => {
    const frame = () => new Promise((resolve) => requestAnimationFrame(resolve))
    // What was just changed begins to fade with the next frame.
    await frame()
    await frame()
    // A spinner turns for ever; nobody waits for that.
    const ending = document.getAnimations().filter((one) => Number.isFinite(Number(one.effect?.getComputedTiming().endTime)))
    await Promise.allSettled(ending.map((one) => one.finished))
  })

const isThere = (page: Page): Promise<boolean> => page.evaluate(() => 'axe' in globalThis)

/**
 * What axe finds wrong, as short lines. Legacy mode, because the other one opens a page and Electron refuses that. A page that has
 * axe already is not given its half megabyte again, which costs as much as a look.
 */
export async function violationsOf(page: Page): Promise<readonly string[]> {
  await standStill(page)
  const builder = (await isThere(page)) ? new AxeBuilder({ page, axeSource: 'undefined' }) : new AxeBuilder({ page })
  const { violations } = await builder
    .setLegacyMode(true)
    .options({ runOnly: { type: 'tag', values: tags }, rules: { 'target-size': { enabled: true } }, resultTypes: ['violations'] })
    .analyze()
  return violations.flatMap((violation) => violation.nodes.map((node) => `${violation.id}: ${node.target.join(' ')}`))
}
