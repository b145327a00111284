import { expect } from '@playwright/test'
import { answerOpenDialog, answerQuestion, answerSaveDialog } from './dialogs.ts'
import type { OpenApp } from './launch-app.ts'

/** The button of a question that changes nothing. */
const CANCEL = 0

/** Keeps in the app what its window was at the start, for `startOver`. */
export const rememberStart = (shop: OpenApp): Promise<void> =>
  shop.app.evaluate(({ BrowserWindow }) => {
    Reflect.set(globalThis, 'firstContentSize', BrowserWindow.getAllWindows()[0]?.getContentSize())
  })

/**
 * Brings the window of an open app back to its first page: loaded anew, so that nothing is left that only the window knew (dialogs,
 * notices, what was typed, what was read), in its first size and habits, with every dialog of the system cancelled. What the shop
 * keeps stays: customers, messages, drafts.
 */
export async function startOver(shop: OpenApp): Promise<void> {
  const { app, page } = shop
  await answerOpenDialog(app, null)
  await answerSaveDialog(app, null)
  await answerQuestion(app, CANCEL)
  await app.evaluate(({ BrowserWindow }) => {
    const [width, height] = Reflect.get(globalThis, 'firstContentSize') as readonly [number, number]
    BrowserWindow.getAllWindows()[0]?.setContentSize(width, height)
  })
  await shop.call('shell.setPreferences', { theme: 'system', density: 'comfortable', undoSendMs: 3_000, enterSends: true, notices: 'text' })
  await page.evaluate(() => history.replaceState(null, '', '#/'))
  await page.reload()
  await expect(page.locator('#root')).not.toBeEmpty()
  shop.forgetPageErrors()
}
