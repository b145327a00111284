import { createHmac } from 'node:crypto'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type IncomingHttpHeaders } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect } from '@playwright/test'
import type { OpenApp } from '../support/app/index.ts'
import { violationsOf } from '../support/axe.ts'
import { sharedDemoTest, type Hand } from '../support/hand/index.ts'
import { standStill } from '../support/stand-still.ts'

const test = sharedDemoTest.extend<{ folder: string }>({
  // oxlint-disable-next-line no-empty-pattern -- Playwright wants the pattern to see what a fixture needs
  folder: async ({}, give) => {
    const folder = mkdtempSync(join(tmpdir(), 'shopbell-tools-'))
    await give(folder)
    rmSync(folder, { recursive: true, force: true })
  },
})

const SHOTS = 'shots/tools'

async function shootAll(hand: Hand, shop: OpenApp, name: string): Promise<void> {
  mkdirSync(SHOTS, { recursive: true })
  for (const [locale, theme] of [
    ['zh-TW', 'light'],
    ['zh-TW', 'dark'],
    ['en', 'light'],
  ] as const) {
    await shop.call('shell.setPreferences', { locale, theme })
    await standStill(hand.page)
    await hand.page.screenshot({ path: join(SHOTS, `${name}-${locale}-${theme}.png`) })
  }
}

async function openTools(hand: Hand): Promise<void> {
  await hand.click('sidebar-settings')
  await hand.click('settings-tools')
  await hand.see('integration-notices')
}

/** Lets dialogs for folders answer with this one. */
const answerFolder = (shop: OpenApp, folder: string): Promise<void> =>
  shop.app.evaluate(({ dialog }, chosen) => {
    dialog.showOpenDialog = async () => ({ canceled: false, filePaths: [chosen] })
  }, folder)

/** A template of the demo shop that can go to anybody, with all its values. */
async function noticeTemplate(shop: OpenApp): Promise<{ name: string; language: string; values: Record<string, string> }> {
  const listed = await shop.call('template.list', { category: 'UTILITY', status: 'APPROVED' })
  const found = listed.ok
    ? listed.value.templates.find(
        ({ sendable, variables, buttons }) => sendable && variables.every(({ where }) => where === 'body') && buttons.length === 0,
      )
    : undefined
  expect(found).toBeDefined()
  return {
    name: found?.name ?? '',
    language: found?.language ?? '',
    values: Object.fromEntries((found?.variables ?? []).map(({ name }) => [name, 'A-1042'])),
  }
}

test('takes a dropped file: the message leaves and the answer lies beside it', async ({ hand, shop, folder }) => {
  const template = await noticeTemplate(shop)
  await shop.call('integration.saveSettings', { quietHours: null })
  await openTools(hand)
  await answerFolder(shop, folder)
  await hand.click('integration-folder-choose')
  await expect(hand.at('integration-folder')).toContainText(folder)
  const saved = await shop.call('integration.saveRule', {
    pattern: 'orders-*.csv',
    kind: 'order',
    template: { from: 'text', text: template.name },
    language: { from: 'text', text: template.language },
    phone: 'Phone',
    name: null,
    reference: 'Order',
    notBefore: null,
    latest: null,
    values: Object.fromEntries(Object.keys(template.values).map((name) => [name, { from: 'column' as const, column: 'Order' }])),
    encoding: null,
  })
  expect(saved.ok).toBe(true)
  const people = await shop.call('customer.list', { limit: 1 })
  const phone = people.ok ? people.value.customers[0]?.phone : null
  writeFileSync(join(folder, 'orders-1.csv'), `Phone,Order\n${phone ?? ''},A-1042\nnobody,A-1043\n`)
  await expect(hand.at('integration-file')).toHaveAttribute('data-state', 'done')
  // The vault knows it a moment before file and answer are moved, and the screen may be told of something else just then.
  const answerFile = join(folder, 'done', 'orders-1.csv.result.csv')
  await expect.poll(() => existsSync(answerFile)).toBe(true)
  const answer = readFileSync(answerFile, 'utf8')
  expect(answer).toMatch(/2,"A-1042","done"/)
  expect(answer).toMatch(/3,"A-1043","refused"/)
  expect(existsSync(join(folder, 'orders-1.csv'))).toBe(false)
  await expect(hand.at('integration-notice').first()).toHaveAttribute('data-state', /accepted|sent|delivered|read/)
  expect(await violationsOf(hand.page)).toEqual([])
  await shootAll(hand, shop, 'folder')
  // Whoever still looked into the folder would make its parts anew while it is removed.
  await shop.call('integration.setFolder', { isOn: false })
})

type Told = { readonly headers: IncomingHttpHeaders; readonly body: string }

/** A CRM that fails the first time that it is told of something. */
async function startCrm(): Promise<{ readonly told: Told[]; readonly url: string; readonly close: () => void }> {
  const told: Told[] = []
  const crm = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      const event = request.headers['shopbell-event-id']
      const isKnown = told.some(({ headers }) => headers['shopbell-event-id'] === event)
      told.push({ headers: request.headers, body: Buffer.concat(chunks).toString() })
      response.writeHead(isKnown ? 200 : 503).end()
    })
  })
  await new Promise<void>((resolve) => crm.listen(0, '127.0.0.1', resolve))
  const address = crm.address()
  const port = typeof address === 'object' && address !== null ? address.port : 0
  return { told, url: `http://127.0.0.1:${port}/events`, close: () => crm.close() }
}

const shownText = async (hand: Hand, testId: string): Promise<string> => (await hand.at(testId).textContent()) ?? ''

/** Switches the endpoint on and makes a key; answers what a program gets that asks with a key. */
async function openEndpoint(hand: Hand) {
  await hand.click('integration-endpoint-on')
  const url = await shownText(hand, 'integration-endpoint-url')
  await hand.click('integration-token-new')
  await hand.type('integration-token-name', 'Till')
  await hand.click('integration-token-add')
  const key = await shownText(hand, 'integration-secret-text')
  await hand.click('integration-secret-close')
  const ask = async (token: string): Promise<number> => {
    const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' }
    const answer = await fetch(`${url}/v1/notices/find`, { method: 'POST', headers, body: '{"reference":"x"}' })
    return answer.status
  }
  return { key, ask }
}

/** Adds a hook by the screen; answers its secret. */
async function addHook(hand: Hand, url: string): Promise<string> {
  await hand.click('integration-hook-new')
  await hand.type('integration-hook-name', 'CRM')
  await hand.type('integration-hook-url', url)
  await hand.click('integration-hook-save')
  const secret = await shownText(hand, 'integration-secret-text')
  await hand.click('integration-secret-close')
  return secret
}

const signatureOf = (secret: string, told: Told | undefined): string =>
  `v1=${createHmac('sha256', secret)
    .update(`${String(told?.headers['shopbell-timestamp'])}.${told?.body ?? ''}`)
    .digest('hex')}`

test('answers a program with the right key and no other, and tells a hook once it listens again', async ({ hand, shop }) => {
  const crm = await startCrm()
  await openTools(hand)
  const { key, ask } = await openEndpoint(hand)
  expect([await ask(`${key}x`), await ask(key)]).toEqual([401, 404])
  const secret = await addHook(hand, crm.url)
  const people = await shop.call('customer.list', { limit: 1 })
  const customerId = people.ok ? people.value.customers[0]?.customerId : undefined
  if (customerId === undefined) throw new Error('the demo shop has customers')
  await shop.call('order.add', { customerId, number: 'HOOK-1', totalMicros: 1_000_000 })
  // Other things may happen in the shop meanwhile, and are told as well.
  const ofOrder = () => crm.told.filter(({ body }) => body.includes('HOOK-1'))
  await expect.poll(() => ofOrder().length).toBeGreaterThanOrEqual(2)
  const [first, second] = ofOrder()
  expect(second?.headers['shopbell-event-id']).toBe(first?.headers['shopbell-event-id'])
  expect(second?.headers['shopbell-signature']).toBe(signatureOf(secret, second))
  expect(second?.body).toContain('HOOK-1')
  expect(await violationsOf(hand.page)).toEqual([])
  await hand.at('integration-hooks').scrollIntoViewIfNeeded()
  await shootAll(hand, shop, 'hooks')
  crm.close()
})
