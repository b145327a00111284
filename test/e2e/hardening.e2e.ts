import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { expect, type Page } from '@playwright/test'
import { Scanner } from '../canary/scan.ts'
import { answerQuestion, appTest, readAppEnvironment } from '../support/app/index.ts'

/** None of these opens a shop, and each begins on a page loaded anew. */
const test = appTest.extend({ sharesApp: true })

type Blocked = { readonly directive: string; readonly uri: string }

/** Tries something in the page and collects what the content policy blocked meanwhile. */
const blockedBy = async (page: Page, attempt: () => void): Promise<readonly Blocked[]> => {
  await page.evaluate(() => {
    const seen: Blocked[] = []
    Reflect.set(globalThis, 'blocked', seen)
    document.addEventListener('securitypolicyviolation', (event) => {
      seen.push({ directive: event.effectiveDirective, uri: event.blockedURI })
    })
  })
  await page.evaluate(attempt)
  await page.waitForFunction(() => (Reflect.get(globalThis, 'blocked') as Blocked[]).length > 0)
  return page.evaluate(() => Reflect.get(globalThis, 'blocked') as Blocked[])
}

test.describe('the content policy', () => {
  test('runs no script that was written into the page', async ({ shop }) => {
    const blocked = await blockedBy(shop.page, () => {
      const button = document.createElement('button')
      document.body.append(button)
      try {
        button.setAttribute('onclick', 'globalThis.wasRun = true')
      } catch (error) {
        // A text that would become code needs a trusted type.
        if (!(error instanceof TypeError)) throw error
      }
      button.click()
    })
    expect(blocked.length).toBeGreaterThan(0)
    expect(await shop.page.evaluate(() => 'wasRun' in globalThis)).toBe(false)
  })

  test('turns no text into markup or code', async ({ shop }) => {
    const outcomes = await shop.page.evaluate(async () => {
      // On a timer: what a debugger evaluates may itself evaluate texts, what the page does later may not.
      await new Promise((resolve) => setTimeout(resolve, 0))
      const attempt = (work: () => unknown): string => {
        try {
          work()
          return 'done'
        } catch (error) {
          return error instanceof Error ? error.name : 'refused'
        }
      }
      return [
        attempt(() => (document.createElement('p').innerHTML = '<img src=x onerror=alert(1)>')),
        attempt(() => document.write('<p>x</p>')),
        attempt(() => (document.createElement('script').text = '1')),
        attempt(() => Reflect.get(globalThis, 'Function')('return 1')()),
        attempt(() => Reflect.get(globalThis, 'trustedTypes').createPolicy('mine', { createHTML: (text: string) => text })),
      ]
    })
    expect(outcomes).toEqual(outcomes.map(() => expect.not.stringMatching('done')))
  })

  test('loads nothing from elsewhere: no picture, frame, script, style or request', async ({ shop }) => {
    await blockedBy(shop.page, () => {
      const add = (tag: string, attributes: Readonly<Record<string, string>>): void => {
        const element = document.createElement(tag)
        for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value)
        document.body.append(element)
      }
      add('img', { src: 'https://elsewhere.test/1.png' })
      add('iframe', { src: 'app://bundle/index.html' })
      add('link', { rel: 'stylesheet', href: 'https://elsewhere.test/1.css' })
      void fetch('https://elsewhere.test/').catch(() => undefined)
      void fetch('app://bundle/index.html').catch(() => undefined)
    })
    // They are told one after the other.
    const directives = () =>
      shop.page.evaluate(() => [...new Set((Reflect.get(globalThis, 'blocked') as Blocked[]).map(({ directive }) => directive))].toSorted())
    await expect.poll(directives).toEqual(['connect-src', 'frame-src', 'img-src', 'style-src-elem'])
  })
})

test('stays on its page whatever the page tries', async ({ shop }) => {
  const before = shop.page.url()
  await shop.page.evaluate(() => {
    window.open('https://elsewhere.test/')
    const link = document.createElement('a')
    link.href = 'https://elsewhere.test/'
    link.target = '_blank'
    document.body.append(link)
    link.click()
    link.removeAttribute('target')
    link.click()
    location.href = 'https://elsewhere.test/'
    location.assign('file:///etc/passwd')
  })
  // A call to main comes back only after main has seen everything before it.
  expect((await shop.call('shell.state', {})).ok).toBe(true)
  expect([shop.page.url(), shop.app.windows().length]).toEqual([before, 1])
})

test('gets no permission', async ({ shop }) => {
  const answers = await shop.page.evaluate(async () => {
    const names = [
      'geolocation',
      'notifications',
      'camera',
      'microphone',
      'midi',
      'clipboard-read',
      'persistent-storage',
      'screen-wake-lock',
    ]
    const states = await Promise.all(names.map(async (name) => (await navigator.permissions.query({ name: name as PermissionName })).state))
    const media = await navigator.mediaDevices.getUserMedia({ audio: true }).then(
      () => 'granted',
      () => 'denied',
    )
    return [...states, media, await Notification.requestPermission()]
  })
  expect(answers).toEqual(answers.map(() => 'denied'))
})

test('listens to no page but its own', async ({ shop }) => {
  // Even with our own preload, a window that main did not open for itself is a stranger.
  const ownPreload = join(readAppEnvironment().appFolder, 'out', 'preload', 'main-window.cjs')
  const answers = await shop.app.evaluate(async ({ BrowserWindow }, preload) => {
    const ask = async (url: string): Promise<unknown> => {
      const stranger = new BrowserWindow({ show: false, webPreferences: { sandbox: true, contextIsolation: true, preload } })
      await stranger.loadURL(url)
      const answer: unknown = await stranger.webContents.executeJavaScript("window.shopbell.call('shell.state', {})")
      stranger.destroy()
      return answer
    }
    return [await ask('data:text/html,x'), await ask('about:blank'), await ask('app://bundle/index.html')]
  }, ownPreload)
  expect(answers).toEqual(answers.map(() => ({ ok: false, error: { code: 'sender-refused', retry: 'never' } })))
})

test('refuses calls that do not exist, have another shape, or are too large', async ({ shop }) => {
  const refusals = await shop.page.evaluate(async () => {
    const api = Reflect.get(globalThis, 'shopbell') as { call(name: unknown, input: unknown): Promise<{ error?: { code: string } }> }
    const answers = [
      await api.call('no.such', {}),
      await api.call('__proto__', {}),
      await api.call('shell.setPreferences', { theme: 'pink' }),
      await api.call('shell.openLink', { url: 'javascript:alert(1)' }),
      await api.call('customer.inspectFile', { file: '/etc/passwd' }),
      await api.call('customer.list', { search: 'x'.repeat(2_000_000) }),
    ]
    return answers.map(({ error }) => error?.code)
  })
  expect(refusals).toEqual(['call-unknown', 'call-unknown', 'input-refused', 'address-refused', 'file-handle-unknown', 'frame-too-large'])
})

test('serves nothing outside its own pages', async ({ shop }) => {
  const statuses = await shop.app.evaluate(async ({ net }) => {
    const urls = [
      'app://bundle/index.html',
      'app://bundle/../package.json',
      'app://bundle/..%2fpackage.json',
      'app://other/index.html',
      'app://bundle/missing.js',
    ]
    return Promise.all(urls.map(async (url) => (await net.fetch(url)).status))
  })
  expect(statuses).toEqual([200, 404, 404, 404, 404])
})

test('brings its window to the front instead of starting twice', async ({ shop }) => {
  const { electron, appFolder } = readAppEnvironment()
  const asRoot = process.getuid?.() === 0 ? ['--no-sandbox'] : []
  const second = spawn(electron, [appFolder, `--user-data-dir=${shop.dataFolder}`, '--disable-gpu', ...asRoot], { stdio: 'ignore' })
  const [code] = await once(second, 'exit')
  expect([code, shop.app.windows().length]).toEqual([0, 1])
})

test('opens a link in the browser only after its person has seen where it goes', async ({ shop }) => {
  await shop.app.evaluate(({ shell }) => {
    const opened: string[] = []
    Reflect.set(globalThis, 'openedLinks', opened)
    shell.openExternal = async (url) => void opened.push(url)
  })
  await answerQuestion(shop.app, 1)
  expect(await shop.call('shell.openLink', { url: 'https://example.com/kept' })).toEqual({ ok: true, value: {} })
  await answerQuestion(shop.app, 0)
  await shop.call('shell.openLink', { url: 'https://example.com/opened' })
  expect(await shop.app.evaluate(() => Reflect.get(globalThis, 'openedLinks') as unknown)).toEqual(['https://example.com/opened'])
})

appTest('D-11: keeps nothing of what was shown or typed in the profile of the window', async ({ shop }) => {
  await shop.call('shell.openDemo', {})
  const typed = `Kanarienvogel ${Date.now()}`
  const shown = '陳美玲'
  await shop.page.getByTestId('sidebar-customers').click()
  await shop.page.getByRole('searchbox').first().fill(typed)
  await shop.page.getByRole('searchbox').first().fill(shown)
  await expect(shop.page.getByText(shown).first()).toBeVisible()
  const stored = await shop.page.evaluate(async () => [
    localStorage.length,
    sessionStorage.length,
    document.cookie,
    (await indexedDB.databases()).length,
    (await caches.keys()).length,
  ])
  expect(stored).toEqual([0, 0, '', 0, 0])
  await shop.app.close()
  const needles = [typed, shown].flatMap((text) => [
    { what: text, bytes: Buffer.from(text, 'utf8') },
    { what: text, bytes: Buffer.from(text, 'utf16le') },
  ])
  const scanner = new Scanner(needles)
  // The simulator writes its invented people there, for the demo to import.
  scanner.folder(shop.dataFolder, { except: [join(shop.dataFolder, 'demo', 'customers.csv')] })
  const { finds, files } = scanner.result()
  expect(finds).toEqual([])
  expect(files).toBeGreaterThan(5)
})
