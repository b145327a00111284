import { mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from '@playwright/test'

/** Takes numbered pictures of the window into one folder. */
export type Pictures = { readonly folder: string; take(name: string): Promise<void>; count(): number }

/** Empties the folder and begins to count. */
export function picturesOf(page: Page, folder: string): Pictures {
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder, { recursive: true })
  let taken = 0
  return {
    folder,
    count: () => taken,
    async take(name) {
      taken += 1
      // Where the focus ring and menus have settled; nothing on screen moves longer than 180 ms.
      await page.waitForTimeout(250)
      await page.screenshot({ path: join(folder, `${String(taken).padStart(2, '0')}-${name}.png`) })
    },
  }
}
