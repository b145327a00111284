import { expect } from '@playwright/test'
import type { BroadcastId } from '#contract/kernel/values.ts'
import { answerQuestion, appTest as test, type OpenApp } from '../support/app/index.ts'

/** The demo shop with an approved broadcast to everybody, one message a second. */
async function approved(shop: OpenApp, at: number | null): Promise<BroadcastId> {
  const drafted = await shop.call('broadcast.draft', {
    content: {
      name: 'Slow tea',
      audience: { include: { kind: 'everyone' }, restingHours: null },
      template: { name: 'spring_catalog', language: 'zh_TW' },
      variables: { customer_name: { from: { kind: 'customer', field: 'name' }, fallback: '貴賓' } },
      time: at === null ? { kind: 'now' } : { kind: 'at', at },
      pacePerSecond: 1,
      quietHours: null,
    },
  })
  expect(drafted).toMatchObject({ ok: true })
  if (!drafted.ok) throw new Error(drafted.error.code)
  const { broadcastId } = drafted.value
  expect(await shop.call('broadcast.approve', { broadcastId, acceptUnknownPrices: true })).toMatchObject({ ok: true })
  return broadcastId
}

const isHeldAwake = (shop: OpenApp): Promise<boolean> =>
  shop.app.evaluate(({ powerSaveBlocker }) => [...Array(20).keys()].some((id) => powerSaveBlocker.isStarted(id)))

/** Keeps what the window tells the taskbar from now on. */
const watchTaskbar = (shop: OpenApp): Promise<void> =>
  shop.app.evaluate(({ BrowserWindow }) => {
    const [window] = BrowserWindow.getAllWindows()
    const modes: unknown[] = []
    Reflect.set(globalThis, 'taskbarModes', modes)
    if (window !== undefined) window.setProgressBar = (_, options) => void modes.push(options?.mode)
  })
const lastMode = (shop: OpenApp): Promise<unknown> => shop.app.evaluate(() => (Reflect.get(globalThis, 'taskbarModes') as unknown[]).at(-1))

test('keeps the computer awake while it sends, tells the taskbar, and asks before quitting', async ({ shop }) => {
  await shop.call('shell.openDemo', {})
  await watchTaskbar(shop)
  const broadcastId = await approved(shop, null)
  expect(await isHeldAwake(shop)).toBe(false)
  expect(await shop.call('broadcast.start', { broadcastId })).toMatchObject({ ok: true, value: { state: 'running' } })
  await expect.poll(() => isHeldAwake(shop)).toBe(true)
  await expect.poll(() => lastMode(shop)).toBe('normal')
  await answerQuestion(shop.app, 0)
  await shop.app.evaluate(({ app }) => app.quit())
  await expect.poll(async () => (await shop.call('broadcast.status', { broadcastId })).ok).toBe(true)
  await shop.call('broadcast.pause', { broadcastId })
  await expect.poll(() => isHeldAwake(shop)).toBe(false)
  await expect.poll(() => lastMode(shop)).toBe('paused')
  await shop.call('broadcast.resume', { broadcastId })
  await expect.poll(() => isHeldAwake(shop)).toBe(true)
})

/** Near enough that the computer is held awake for it, too far away to come while the test looks. */
const FAR_MS = 4 * 60_000

test('begins a planned broadcast at its time, awake before it', async ({ shop }) => {
  await shop.call('shell.openDemo', {})
  const broadcastId = await approved(shop, Date.now() + FAR_MS)
  expect(await shop.call('broadcast.start', { broadcastId })).toMatchObject({ ok: true, value: { state: 'planned' } })
  await expect.poll(() => isHeldAwake(shop)).toBe(true)
  expect(await shop.call('broadcast.status', { broadcastId })).toMatchObject({ ok: true, value: { state: 'planned', startedAt: null } })
  let at = 0
  // A time that a slow machine has passed before it is asked for is refused; then a later one is given.
  const moves = async (): Promise<boolean> => {
    at = Date.now() + 3_000
    return (await shop.call('broadcast.replan', { broadcastId, time: { kind: 'at', at } })).ok
  }
  await expect.poll(moves).toBe(true)
  const stateOf = async () => {
    const status = await shop.call('broadcast.status', { broadcastId })
    return status.ok ? status.value.state : status.error.code
  }
  await expect.poll(stateOf).toBe('running')
  const status = await shop.call('broadcast.status', { broadcastId })
  expect(status.ok && status.value.startedAt).toBeGreaterThanOrEqual(at)
})
