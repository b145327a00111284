import { once } from 'node:events'
import { readdirSync, readFileSync } from 'node:fs'
import { expect } from '@playwright/test'
import { appTest as test, enginesOf, processesOf, type OpenApp } from '../support/app/index.ts'

type States = readonly { readonly engine: string; readonly vault: string | null }[]

/** The simulator runs in a process of Electron, whose command line names the service and not our file. */
const simulatorsOf = (shop: OpenApp): readonly number[] => processesOf(shop, 'node.mojom.NodeService')

const hearStates = (shop: OpenApp): Promise<void> =>
  shop.page.evaluate(() => {
    const heard: unknown[] = []
    Reflect.set(globalThis, 'heardStates', heard)
    const api = Reflect.get(globalThis, 'shopbell') as { subscribe(event: string, listener: (data: unknown) => void): void }
    api.subscribe('shell.changed', (data) => heard.push(data))
  })

const heardStates = (shop: OpenApp): Promise<States> => shop.page.evaluate(() => Reflect.get(globalThis, 'heardStates') as States)

test.skip(process.platform !== 'linux', 'looks at /proc')

test('opens the demo shop in one click, with its key in the keychain and its people in the list', async ({ shop }) => {
  expect(await shop.call('shell.openDemo', {})).toMatchObject({ ok: true, value: { vault: 'demo', engine: 'ready', existing: ['demo'] } })
  expect(await shop.call('vault.status', {})).toMatchObject({ ok: true, value: { state: 'open', kind: 'demo', keyIn: 'keychain' } })
  const people = await shop.call('customer.list', { limit: 1 })
  expect(people.ok && people.value.total).toBeGreaterThan(100)
  const templates = await shop.call('template.list', {})
  expect(templates.ok && templates.value.templates.length).toBeGreaterThan(2)
})

test('finds the demo shop as it was left', async ({ shop }) => {
  await shop.call('shell.openDemo', {})
  const saved = await shop.call('customer.save', { phone: '+886912000111', name: 'Left behind' })
  expect(saved.ok).toBe(true)
  await shop.call('shell.leaveVault', {})
  expect(await shop.call('shell.state', {})).toMatchObject({ ok: true, value: { vault: null, existing: ['demo'], engine: 'stopped' } })
  await shop.call('shell.openDemo', {})
  const found = await shop.call('customer.list', { search: 'Left behind' })
  expect(found.ok && found.value.total).toBe(1)
})

test('starts a killed engine again, says so, opens the vault again and loses nothing', async ({ shop }) => {
  await shop.call('shell.openDemo', {})
  await hearStates(shop)
  await shop.call('customer.save', { phone: '+886912000111', name: 'Still here' })
  const [engine] = enginesOf(shop)
  process.kill(engine!, 'SIGKILL')
  await expect.poll(async () => (await heardStates(shop)).map((state) => state.engine)).toContain('restarting')
  // A call that is made meanwhile waits for the next engine.
  const found = await shop.call('customer.list', { search: 'Still here' })
  expect(found.ok && found.value.total).toBe(1)
  await expect.poll(async () => (await heardStates(shop)).at(-1)).toMatchObject({ engine: 'ready', vault: 'demo' })
  expect(enginesOf(shop)).not.toContain(engine)
})

test('S-16: lets the engine see only what it needs of the environment', async ({ shop }) => {
  await shop.call('shell.openDemo', {})
  const [engine] = enginesOf(shop)
  const names = readFileSync(`/proc/${engine}/environ`, 'utf8')
    .split('\0')
    .map((line) => line.split('=')[0] ?? '')
  expect(names.filter((name) => /SHOPBELL|npm_|NODE_(?!CHANNEL)|PLAYWRIGHT|TOKEN|SECRET|PROXY/i.test(name))).toEqual([])
})

test('S-07: leaves no core file and no dump, not even when a part of it crashes', async ({ shop }) => {
  await shop.call('shell.openDemo', {})
  const [engine = 0] = enginesOf(shop)
  const isOff = (): boolean =>
    /^Max core file size\s+0\s+0\s/m.test(readFileSync(`/proc/${engine}/limits`, 'utf8')) ||
    /^0+\s*$/.test(readFileSync(`/proc/${engine}/coredump_filter`, 'utf8'))
  await expect.poll(isOff).toBe(true)
  process.kill(engine, 'SIGSEGV')
  await expect.poll(() => enginesOf(shop).filter((pid) => pid !== engine)).toHaveLength(1)
  const left = [...readdirSync(shop.dataFolder, { recursive: true }), ...readdirSync(process.cwd())].map(String)
  expect(left.filter((name) => /(?:^|\/)core(?:\.\d+)?$|\.dmp$/.test(name))).toEqual([])
})

test('ends with its window and leaves no process behind', async ({ shop }) => {
  await shop.call('shell.openDemo', {})
  const engines = enginesOf(shop)
  expect(engines).toHaveLength(1)
  await shop.app.close()
  await expect.poll(() => enginesOf(shop)).toEqual([])
})

test('takes engine and simulator with it when it is killed', async ({ shop }) => {
  await shop.call('shell.openDemo', {})
  const children = [...enginesOf(shop), ...simulatorsOf(shop)]
  expect(children).toHaveLength(2)
  const app = shop.app.process()
  const ended = once(app, 'exit')
  app.kill('SIGKILL')
  // Its children may be gone before the end of it is heard here, and nothing can be asked of it then.
  await ended
  await expect.poll(() => [...enginesOf(shop), ...simulatorsOf(shop)]).toEqual([])
})
