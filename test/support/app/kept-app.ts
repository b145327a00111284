import { launchApp, type LaunchOptions, type OpenApp } from './launch-app.ts'
import { rememberStart, startOver } from './start-over.ts'

/** The app that the tests of one file use one after the other. */
export type KeptApp = {
  /** The app of this file on its first page; opens one where none is open, or the open one is another file's or was opened otherwise. */
  openFor(file: string, options: LaunchOptions): Promise<OpenApp>
  /** Closes what is open, so that the next test gets a new app. */
  close(): Promise<void>
}

/** Keeps at most one app open between tests. */
export const keepApp = (): KeptApp => {
  let kept: { readonly key: string; readonly shop: OpenApp } | undefined
  const close = async (): Promise<void> => {
    const open = kept
    kept = undefined
    await open?.shop.close()
  }
  return {
    close,
    async openFor(file, options) {
      const key = JSON.stringify([file, options])
      if (kept?.key === key && !kept.shop.page.isClosed()) {
        await startOver(kept.shop)
        return kept.shop
      }
      await close()
      const shop = await launchApp(options)
      await rememberStart(shop)
      kept = { key, shop }
      return shop
    },
  }
}
