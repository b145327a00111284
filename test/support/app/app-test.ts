import { test as base, type TestInfo } from '@playwright/test'
import { keepApp, type KeptApp } from './kept-app.ts'
import { launchApp, type LaunchOptions, type OpenApp } from './launch-app.ts'

type Fixtures = {
  /** How this test opens the app; set with `appTest.use({ launch: { … } })`. */
  readonly launch: LaunchOptions
  /**
   * Whether the test takes the app that the test before it in its file left, brought back to its first page, instead of a new one;
   * set with `test.use({ sharesApp: true })`. What earlier tests made in the shop is still there. After a test that failed the
   * next one gets a new app.
   */
  readonly sharesApp: boolean
  /** The app, open for one test; a failing test leaves a picture of its window. */
  readonly shop: OpenApp
}

type WorkerFixtures = { readonly keptApp: KeptApp }

async function leavePicture(shop: OpenApp, info: TestInfo): Promise<void> {
  if (shop.page.isClosed()) return
  const path = info.outputPath('window.png')
  await shop.page.screenshot({ path })
  await info.attach('window', { path, contentType: 'image/png' })
}

/** Playwright's test, with the open app. */
export const appTest = base.extend<Fixtures, WorkerFixtures>({
  keptApp: [
    // oxlint-disable-next-line no-empty-pattern -- Playwright wants the pattern to see what a fixture needs
    async ({}, give) => {
      const kept = keepApp()
      await give(kept)
      await kept.close()
    },
    { scope: 'worker' },
  ],
  launch: [{}, { option: true }],
  sharesApp: [false, { option: true }],
  shop: async ({ launch, sharesApp, keptApp }, give, info) => {
    const shop = sharesApp ? await keptApp.openFor(info.file, launch) : await launchApp(launch)
    await give(shop)
    const hasFailed = info.status !== info.expectedStatus
    if (hasFailed) await leavePicture(shop, info)
    if (!sharesApp) await shop.close()
    else if (hasFailed) await keptApp.close()
  },
})
