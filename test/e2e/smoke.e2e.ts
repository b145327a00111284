import { expect } from '@playwright/test'
import { appTest as test } from '../support/app/index.ts'

test('opens one window with something in it, and nothing goes wrong in the page', async ({ shop }) => {
  await expect(shop.page.locator('#root')).not.toBeEmpty()
  expect(shop.app.windows()).toHaveLength(1)
  expect(await shop.page.title()).toContain('Shopbell')
  expect(shop.pageErrors).toEqual([])
})

test('shows its page in the sandbox, apart from the preload, without Node', async ({ shop }) => {
  const preferences = await shop.app.evaluate(({ webContents }) =>
    webContents.getAllWebContents().map((contents) => {
      // Electron's types leave this method out.
      const page = contents as unknown as { getLastWebPreferences(): Readonly<Record<string, unknown>> }
      const { sandbox, contextIsolation, nodeIntegration, webSecurity, webviewTag } = page.getLastWebPreferences()
      return { sandbox, contextIsolation, nodeIntegration, webSecurity, webviewTag: webviewTag ?? false }
    }),
  )
  expect(preferences).toEqual([{ sandbox: true, contextIsolation: true, nodeIntegration: false, webSecurity: true, webviewTag: false }])
  const seen = await shop.page.evaluate(() => ['process', 'require', 'module', 'Buffer', 'global'].filter((name) => name in globalThis))
  expect(seen).toEqual([])
})

test('gives its page three functions and nothing else', async ({ shop }) => {
  const api = await shop.page.evaluate(() =>
    Object.entries(Reflect.get(globalThis, 'shopbell') as object).map(([name, value]) => [name, typeof value]),
  )
  expect(api).toEqual([
    ['call', 'function'],
    ['subscribe', 'function'],
    ['takeDropped', 'function'],
  ])
})

test('says on a first start that there is no vault yet, and keeps a chosen language', async ({ shop }) => {
  const state = await shop.call('shell.state', {})
  expect(state).toMatchObject({ ok: true, value: { vault: null, existing: [], engine: 'stopped' } })
  await shop.call('shell.setPreferences', { locale: 'zh-TW', theme: 'dark' })
  expect(await shop.call('shell.state', {})).toMatchObject({ ok: true, value: { preferences: { locale: 'zh-TW', theme: 'dark' } } })
  const menu = await shop.app.evaluate(({ Menu }) => Menu.getApplicationMenu()?.items.map(({ label }) => label))
  expect(menu).toContain('檔案')
})

test.describe('in a Chinese system', () => {
  test.use({ launch: { parameters: ['--lang=zh-TW'], language: 'zh_TW.UTF-8' } })
  test('starts in Traditional Chinese', async ({ shop }) => {
    expect(await shop.call('shell.state', {})).toMatchObject({ ok: true, value: { preferences: { locale: 'zh-TW' } } })
  })
})
