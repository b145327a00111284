import { mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { standStill } from '../support/stand-still.ts'

/** Takes numbered pictures of the window into one folder. */
export type Pictures = {
  readonly folder: string
  /** Of the tour's own window, unless another one is given. */
  take(name: string, window?: Page): Promise<void>
  count(): number
}

/** Empties the folder and begins to count. */
export function picturesOf(page: Page, folder: string): Pictures {
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder, { recursive: true })
  let taken = 0
  return {
    folder,
    count: () => taken,
    async take(name, window = page) {
      taken += 1
      // Where the focus ring and menus have settled.
      await standStill(window)
      await window.screenshot({ path: join(folder, `${String(taken).padStart(2, '0')}-${name}.png`) })
    },
  }
}
