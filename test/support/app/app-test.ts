import { test as base } from '@playwright/test'
import { launchApp, type LaunchOptions, type OpenApp } from './launch-app.ts'

type Fixtures = {
  /** How this test opens the app; set with `appTest.use({ launch: { … } })`. */
  readonly launch: LaunchOptions
  /** The app, opened for one test and closed after it; a failing test leaves a picture of its window. */
  readonly shop: OpenApp
}

/** Playwright's test, with the open app. */
export const appTest = base.extend<Fixtures>({
  launch: [{}, { option: true }],
  shop: async ({ launch }, give, info) => {
    const shop = await launchApp(launch)
    await give(shop)
    if (info.status !== info.expectedStatus && !shop.page.isClosed()) {
      const path = info.outputPath('window.png')
      await shop.page.screenshot({ path })
      await info.attach('window', { path, contentType: 'image/png' })
    }
    await shop.close()
  },
})
