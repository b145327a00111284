import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Locator } from '@playwright/test'
import { expect, type OpenApp } from '../app/index.ts'
import type { Hand } from './hand.ts'
import { standStill } from '../stand-still.ts'

/** Opens the catalog and waits until its products stand. */
export async function openCatalog(hand: Hand): Promise<void> {
  await hand.click('sidebar-catalog')
  await hand.see('catalog-product')
}

/** The card of a product by its code. */
export const productCard = (hand: Hand, retailerId: string): Locator =>
  hand.page.locator(`[data-testid="catalog-product"][data-id="${retailerId}"]`)

/** Publishes everything that waits and fits, and stays at the result. */
export async function publishAll(hand: Hand): Promise<void> {
  await hand.click('catalog-drafts-review')
  await expect(hand.at('catalog-review-publish')).toBeEnabled()
  await hand.click('catalog-review-publish')
  await expect(hand.at('catalog-review-close')).toBeVisible()
}

/** Drops files of this computer onto the middle of the window, as the system's file manager does. */
export async function dropFiles({ page }: OpenApp, files: readonly string[], whileOver?: () => Promise<void>): Promise<void> {
  const session = await page.context().newCDPSession(page)
  const data = { items: [], files: [...files], dragOperationsMask: 1 }
  const { innerWidth, innerHeight } = await page.evaluate(() => ({ innerWidth: window.innerWidth, innerHeight: window.innerHeight }))
  const at = { x: Math.round(innerWidth / 2), y: Math.round(innerHeight / 2), data }
  await session.send('Input.dispatchDragEvent', { type: 'dragEnter', ...at })
  await session.send('Input.dispatchDragEvent', { type: 'dragOver', ...at })
  await whileOver?.()
  await session.send('Input.dispatchDragEvent', { type: 'drop', ...at })
  await session.detach()
}

/** A picture for eyes, under shots/catalog, once nothing moves any more. */
export async function shootCatalog(hand: Hand, name: string): Promise<void> {
  const folder = 'shots/catalog'
  mkdirSync(folder, { recursive: true })
  await standStill(hand.page)
  await hand.page.screenshot({ path: join(folder, `${name}.png`) })
}
