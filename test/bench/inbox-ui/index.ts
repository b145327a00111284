// How fast the inbox is in the hands of a person: another chat, a letter in the box, a walk through a very long chat, each timed in the
// real window over a shop of 50,000 chats and 5,000,000 messages. SHOPBELL_BENCH_MESSAGES makes it smaller, SHOPBELL_BENCH_SCROLL says how
// many messages are walked through (all of the longest chat unless told), SHOPBELL_BENCH_SHOP names a folder where the shop stays for the next run.
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { createShutdown } from '../../../build/scripts/prepare/background.mjs'
import { prepareAll } from '../../../build/scripts/prepare/index.mjs'
import { createReporter } from '../../../build/scripts/prepare/report.mjs'
import { launchApp, type OpenApp } from '../../support/app/index.ts'
import { startSimulatorProcess } from '../../support/simulator-process.ts'
import { rounded, shown, type Say } from '../figures.ts'
import { clocksIn, keptIn, workOf, type Clocks, type Smoothness, type Work } from './in-window.ts'
import { makeShopWithChats } from './vault.ts'

/** Times of the inbox, p95 in ms, and the share of frames that were lost. */
export type InboxFigure = { readonly switchP95Ms: number; readonly keyP95Ms: number; readonly droppedShare: number }

const PASSPHRASE = 'six wet umbrellas'
const PASSWORD = 'six wet umbrellas at noon'
const CHATS = 50_000
const SWITCHES = 60
const LETTERS = 'Yes, the oolong of this spring is there again, 150 g or 300 g. '
/** A wheel turned steadily: about 35 messages a second. So many messages are passed at this pace. */
const STEP_PX = 40
const STEADY = 1_000
/** The quickest that a hand does: 17 screens a second. */
const FAST_STEP_PX = 200
const FAST = 15_000
/** Nearly a whole screen each frame, to the first of all of them: no hand does it, but it meets every page of a long chat. */
const LEAP_PX = 600
const PLAIN_FRAMES = 600

const percentile = (values: readonly number[], share: number): number =>
  values.toSorted((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * share))] ?? 0

const spread = (values: readonly number[]): string =>
  `p50 ${rounded(percentile(values, 0.5))} ms, p95 ${rounded(percentile(values, 0.95))} ms, slowest ${rounded(Math.max(...values))} ms (${values.length})`

/** The owner comes to the screen: with a first password, or with it again where an earlier run left the shop. */
async function signIn(shop: OpenApp): Promise<void> {
  const first = await shop.call('session.setPassword', { newPassword: PASSWORD })
  if (first.ok) return
  const status = await shop.call('session.status', {})
  const owner = status.ok ? status.value.people.find(({ role }) => role === 'owner') : undefined
  if (owner === undefined) throw new Error(first.error.code)
  const again = await shop.call('session.signIn', { staffId: owner.staffId, password: PASSWORD })
  if (!again.ok) throw new Error(again.error.code)
}

const perThousand = ({ scriptMs, styleMs, layoutMs, taskMs }: Work, messages: number): string => {
  const [script, style, layout, all] = [scriptMs, styleMs, layoutMs, taskMs].map((ms) => rounded((ms * 1000) / messages))
  return `script ${script} ms, style ${style} ms, layout ${layout} ms, all tasks ${all} ms`
}

/** Opens chats that were not open before, by the keys and by the mouse in turns. */
async function switchChats(page: Page, clocks: Clocks): Promise<readonly number[]> {
  const times: number[] = []
  for (let turn = 0; turn < SWITCHES; turn += 1) {
    const place = await placeOfNext(page)
    const byMouse = place !== null && turn % 2 === 0
    times.push(await clocks.switched(() => (byMouse ? page.mouse.click(place.x, place.y) : page.keyboard.press('Alt+ArrowDown'))))
    // A person reads a moment before the next.
    await page.waitForTimeout(150)
  }
  return times
}

/** Opens a chat by its address, wherever it stands in the list. */
async function openChat(page: Page, customerId: string): Promise<void> {
  await page.evaluate((id) => void (location.hash = `#/inbox/${id}`), customerId)
  await page.getByTestId('inbox-bubble').last().waitFor()
  // Another chat may still be on screen.
  await page.waitForTimeout(1_000)
}

/** Where the row below that of the open chat is, brought into sight; null where it is not drawn. */
async function placeOfNext(page: Page): Promise<{ readonly x: number; readonly y: number } | null> {
  return page.evaluate(async () => {
    const rows = [...document.querySelectorAll('[data-testid=inbox-list-row]')]
    const here = rows.findIndex((row) => row.getAttribute('aria-current') === 'true')
    const next = here === -1 ? undefined : rows[here + 1]
    next?.scrollIntoView({ block: 'nearest' })
    await new Promise((resolve) => requestAnimationFrame(resolve))
    const box = next?.getBoundingClientRect()
    return box === undefined || box.height === 0 ? null : { x: box.x + box.width / 2, y: box.y + box.height / 2 }
  })
}

/** What the engine itself needs for one page of a chat, asked through the same way as the window's. */
async function askEngine(shop: OpenApp, customers: readonly string[]): Promise<readonly number[]> {
  const times: number[] = []
  for (const customerId of customers)
    times.push(
      await shop.page.evaluate(async (id) => {
        const api = (globalThis as unknown as { shopbell: { call(name: string, input: unknown): Promise<unknown> } }).shopbell
        const before = performance.now()
        await api.call('inbox.messages', { customerId: id })
        return performance.now() - before
      }, customerId),
    )
  return times
}

const lost = ({ dropped, due, longestMs }: Smoothness): string =>
  `${dropped} of ${shown(due)} frames lost (${rounded((dropped / due) * 100)} %), longest ${rounded(longestMs)} ms`

type Way = { readonly clocks: Clocks; readonly messages: number; readonly stepPx: number }

/** Goes back through the open chat, and then over a plain page of the same letters in the same way, since a display may lose frames by itself. */
async function walkBack(say: Say, page: Page, { clocks, messages, stepPx }: Way): Promise<Smoothness> {
  const before = await keptIn(page)
  const { value: walk, work } = await workOf(page, () => clocks.scroll(messages, stepPx))
  const after = await keptIn(page)
  say(
    `  back through ${shown(walk.passed)} messages of one chat${walk.isAtFirst ? ', to the first' : ''}, ${stepPx} px a frame: ${lost(walk)}, stood waiting ${rounded(walk.waitedMs / 1000)} s`,
  )
  say(`    a plain page in the same way: ${lost(await clocks.plain(PLAIN_FRAMES, stepPx))}`)
  say(`    of the window's own thread, for 1,000 messages: ${perThousand(work, walk.passed)}`)
  say(
    `    kept before and after: ${rounded(before.heapMb)} and ${rounded(after.heapMb)} MB of heap, ${shown(before.nodes)} and ${shown(after.nodes)} nodes`,
  )
  return walk
}

async function measure(say: Say, dataFolder: string): Promise<InboxFigure> {
  const messages = Number(process.env['SHOPBELL_BENCH_MESSAGES'] ?? 5_000_000)
  const scrolled = Number(process.env['SHOPBELL_BENCH_SCROLL'] ?? messages / 50)
  const chats = Math.min(CHATS, Math.ceil(messages / 20))
  const simulator = await startSimulatorProcess(['--scenario', 'plain', '--people', '1', '--webhooks', 'off'])
  const began = performance.now()
  await makeShopWithChats(dataFolder, { chats, messages }, simulator)
  say(`inbox-ui: ${shown(messages)} messages in ${shown(chats)} chats, ready after ${rounded((performance.now() - began) / 1000)} s`)
  const shop = await launchApp({ dataFolder })
  try {
    const opened = await shop.call('shell.openShop', { passphrase: PASSPHRASE })
    if (!opened.ok) throw new Error(opened.error.code)
    await signIn(shop)
    // A walk takes minutes without a key, and the lock would end it.
    const kept = await shop.call('session.saveSettings', { lockAfterMinutes: 30 })
    if (!kept.ok) throw new Error(kept.error.code)
    const { page } = shop
    await page.getByTestId('sidebar-inbox').click()
    const first = await page.getByTestId('inbox-list-row').first().getAttribute('data-id')
    await openChat(page, first ?? '')
    const clocks = await clocksIn(page)
    say(`  load ${loadavg().map(rounded).join(' ')}`)
    const switches = await switchChats(page, clocks)
    say(`  another chat to its newest message drawn: ${spread(switches)}`)
    const distant = Array.from({ length: 60 }, (_, index) => `cus_${String(2 + index * Math.floor(chats / 64)).padStart(12, '0')}`)
    say(`  of this the page of messages alone, any chat: ${spread(await askEngine(shop, distant))}`)
    await openChat(page, 'cus_000000000001')
    say(`  doing nothing: ${lost(await clocks.idle(3_000))}`)
    await walkBack(say, page, { clocks, messages: Math.min(STEADY, scrolled), stepPx: STEP_PX })
    const fast = await walkBack(say, page, { clocks, messages: Math.min(FAST, scrolled), stepPx: FAST_STEP_PX })
    await walkBack(say, page, { clocks, messages: scrolled, stepPx: LEAP_PX })
    await page.getByTestId('inbox-composer-text').click()
    const keys = await clocks.typed(LETTERS, 60)
    say(`  a key to its letter drawn, with the chat read far back: ${spread(keys)}`)
    say(`  load ${loadavg().map(rounded).join(' ')}`)
    return {
      switchP95Ms: rounded(percentile(switches, 0.95)),
      keyP95Ms: rounded(percentile(keys, 0.95)),
      droppedShare: rounded(fast.dropped / fast.due),
    }
  } finally {
    await shop.close()
    await simulator.stop()
  }
}

/** Builds the app, makes the shop and measures. Prepares Electron and display where nobody did; throws with the reason where it can't be opened here. */
export async function benchInboxUi(say: Say): Promise<InboxFigure> {
  const shutdown = createShutdown()
  const kept = process.env['SHOPBELL_BENCH_SHOP']
  const dataFolder = kept ?? mkdtempSync(join(tmpdir(), 'shopbell-bench-inbox-'))
  try {
    if (process.env['SHOPBELL_ELECTRON'] === undefined) {
      const prepared = await prepareAll(createReporter(process.stderr), shutdown, { throwAwayKeyring: true })
      if (prepared === undefined || prepared.noApp !== undefined) throw new Error(prepared?.noApp ?? 'the tools are missing')
      Object.assign(process.env, prepared.env)
    }
    const folder = process.env['SHOPBELL_APP_DIR'] ?? ''
    const built = spawnSync(process.execPath, ['build/scripts/build.ts'], { cwd: folder, stdio: ['ignore', 'ignore', 'inherit'] })
    if (built.status !== 0) throw new Error('the app could not be built')
    return await measure(say, dataFolder)
  } finally {
    await shutdown.run()
    if (kept === undefined) rmSync(dataFolder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 })
  }
}
