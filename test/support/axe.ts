import AxeBuilder from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { expect } from './app/index.ts'
import { standStill } from './stand-still.ts'

type RunOptions = Parameters<AxeBuilder['options']>[0]

const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']

const isThere = (page: Page): Promise<boolean> => page.evaluate(() => 'axe' in globalThis)

/** Legacy mode, because the other one opens a page and Electron refuses that. */
async function look(page: Page, options: RunOptions): Promise<readonly string[]> {
  // What is still being read is not looked at instead of what comes.
  await expect(page.locator('main [aria-busy="true"]')).toHaveCount(0)
  await standStill(page)
  // A page that has axe already is not given its half megabyte again, which costs as much as a look.
  const builder = (await isThere(page)) ? new AxeBuilder({ page, axeSource: 'undefined' }) : new AxeBuilder({ page })
  const { violations } = await builder
    .setLegacyMode(true)
    .options({ ...options, resultTypes: ['violations'] })
    .analyze()
  return violations.flatMap((violation) => violation.nodes.map((node) => `${violation.id}: ${node.target.join(' ')}`))
}

/** What axe finds wrong, as short lines. */
export const violationsOf = (page: Page): Promise<readonly string[]> =>
  look(page, { runOnly: { type: 'tag', values: tags }, rules: { 'target-size': { enabled: true } } })

/** What axe finds wrong with the colours: all that another theme can change about a page that was looked at as a whole. */
export const colourViolationsOf = (page: Page): Promise<readonly string[]> =>
  look(page, { runOnly: { type: 'rule', values: ['color-contrast', 'link-in-text-block'] } })
