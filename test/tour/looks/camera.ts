import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Locator } from '@playwright/test'
import type { OpenApp } from '../../support/app/index.ts'
import { standStill, wear } from '../../support/stand-still.ts'

/** How each screen is looked at: languages and themes, such as zh-TW and dark. */
export type Look = { readonly locale: string; readonly theme: 'light' | 'dark' }
/** Takes one screen in every look: one that scrolls at its start and its end, or with one part of it in the middle where that is named. */
export type Camera = { take(name: string, part?: Locator): Promise<void> }

/** Which part of the screen scrolls: the dialog where one is open, else the largest part of the page that does. */
const scrollBy = (shop: OpenApp, to: 'start' | 'end'): Promise<boolean> =>
  shop.page.evaluate((where) => {
    const root = document.querySelector('[role="dialog"]') ?? document.body
    const scrolls = (part: Element): boolean =>
      part.scrollHeight > part.clientHeight + 24 && /auto|scroll/u.test(getComputedStyle(part).overflowY)
    const size = (part: Element): number => part.clientWidth * part.clientHeight
    const [largest] = [root, ...root.querySelectorAll('*')].filter(scrolls).toSorted((one, other) => size(other) - size(one))
    if (largest === undefined) return false
    largest.scrollTop = where === 'end' ? largest.scrollHeight : 0
    return true
  }, to)

/** What the window shows, as it shows it: Playwright's own pictures of a page that is zoomed hold only its first quarter. */
async function captured({ app }: OpenApp): Promise<Buffer> {
  const picture = await app.evaluate(async ({ BrowserWindow }) => {
    const image = await BrowserWindow.getAllWindows()[0]?.webContents.capturePage()
    return image?.toPNG().toString('base64') ?? ''
  })
  return Buffer.from(picture, 'base64')
}

/** A camera that keeps its pictures in one folder, named by screen and look. */
export function cameraOf(
  shop: OpenApp,
  options: { readonly folder: string; readonly looks: readonly Look[]; readonly suffix: string },
): Camera {
  const { folder, looks, suffix } = options
  mkdirSync(folder, { recursive: true })
  const shoot = async (name: string): Promise<void> => writeFileSync(join(folder, `${name}.png`), await captured(shop))
  return {
    async take(name, part) {
      for (const { locale, theme } of looks) {
        await wear(shop, { locale: locale as never, theme })
        const full = `${name}-${suffix === '' ? locale : suffix}-${theme}`
        if (part === undefined) await scrollBy(shop, 'start')
        else await part.evaluate((element) => element.scrollIntoView({ block: 'center' }))
        await standStill(shop.page)
        await shoot(full)
        if (part !== undefined) continue
        if (!(await scrollBy(shop, 'end'))) continue
        await standStill(shop.page)
        await shoot(`${full}-end`)
      }
    },
  }
}
