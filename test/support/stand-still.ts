import type { Page } from '@playwright/test'
import type { CallInput } from '#contract/ipc/index.ts'
import { expect, type OpenApp } from './app/index.ts'

/** Waits until the window neither changes, moves nor fades any more, for pictures and for whoever measures colours. */
export const standStill = (page: Page): Promise<void> =>
  page.evaluate(async () => {
    const quietMs = 100
    const begunAt = performance.now()
    // A window that never rests, such as one with a clock of tenths of a second, is looked at all the same.
    const isRestless = (): boolean => performance.now() - begunAt > 3_000
    // What fades ends by itself, however late a slow machine began to draw it.
    const isHanging = (): boolean => performance.now() - begunAt > 30_000
    let changedAt = begunAt
    const watch = new MutationObserver(() => {
      changedAt = performance.now()
    })
    watch.observe(document, { attributes: true, characterData: true, childList: true, subtree: true })
    const frame = () => new Promise((resolve) => requestAnimationFrame(resolve))
    // A spinner turns for ever; nobody waits for that.
    const isEnding = (one: Animation): boolean => Number.isFinite(Number(one.effect?.getComputedTiming().endTime))
    const moves = (): boolean => document.getAnimations().some((one) => isEnding(one) && one.playState === 'running')
    do await frame()
    while (moves() ? !isHanging() : !isRestless() && performance.now() - changedAt < quietMs)
    watch.disconnect()
  })

/** Changes language and theme, and waits until the window wears them. */
export async function wear(shop: OpenApp, look: CallInput<'shell.setPreferences'>): Promise<void> {
  await shop.call('shell.setPreferences', look)
  const root = shop.page.locator('html')
  await expect(root).toHaveAttribute('data-theme', look.theme ?? /./)
  await expect(root).toHaveAttribute('lang', look.locale ?? /./)
}
