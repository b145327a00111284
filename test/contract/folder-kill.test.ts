import { once } from 'node:events'
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { EngineProcess } from '../support/engine-process.ts'
import { startEngineProcess } from '../support/engine-process.ts'
import { startSimulatorProcess, type SimulatorProcess } from '../support/simulator-process.ts'
import { tempFolder } from '../support/temp-folder.ts'

const ROWS = 1_000
const passphrase = 'six wet umbrellas'
const shop = { name: 'Lantern Street Tea', country: 'TW', timeZone: 'Asia/Taipei', locale: 'en', currency: 'TWD' } as const

let temp: ReturnType<typeof tempFolder>
let simulator: SimulatorProcess
let engine: EngineProcess
let folder: string

const DIES_HALF_WRITTEN = ['--import', new URL('../support/die-half-written.ts', import.meta.url).href]

const start = (nodeParameters: readonly string[] = []): EngineProcess =>
  startEngineProcess({ vault: join(temp.folder, 'vault'), graphUrl: simulator.facts.url, nodeParameters })
const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms))

/** The orders of which the simulator took a message. */
async function ordersTold(): Promise<string[]> {
  const { data } = (await simulator.control('GET', '/simulator/ledger')) as {
    readonly data: readonly { readonly kind: string; readonly body: string }[]
  }
  return data.flatMap(({ kind, body }) => (kind === 'accepted' ? (/A-1\d{4}/.exec(body) ?? []) : []))
}

beforeEach(async () => {
  temp = tempFolder()
  folder = join(temp.folder, 'drop')
  mkdirSync(folder)
  simulator = await startSimulatorProcess(['--port', '0', '--scenario', 'plain', '--people', '5', '--tempo', 'instant'])
  engine = start(DIES_HALF_WRITTEN)
})
afterEach(async () => {
  await engine.kill()
  await simulator.stop()
  temp.remove()
})

/** A shop with five customers, and a folder whose files tell of orders. */
async function open(): Promise<readonly string[]> {
  const { url: baseUrl, token, appSecret, wabaId, phoneNumberId, catalogId } = simulator.facts
  await engine.call('vault.create', { kind: 'demo', shop, passphrase })
  // Without a way in nobody waits a quarter of an hour for news of what was under way at the kill, and the next one of its person leaves.
  await engine.call('connection.add', { kind: 'demo', baseUrl, token, appSecret, wabaId, phoneNumberId, catalogId, receiving: 'none' })
  await engine.call('template.sync', {})
  const people = (await simulator.control('GET', '/simulator/people?limit=5')) as { readonly data: readonly { readonly digits: string }[] }
  const phones = people.data.map(({ digits }) => `+${digits}`)
  for (const phone of phones) await engine.call('customer.save', { phone })
  // Notices leave at whatever hour the test runs.
  await engine.call('integration.saveSettings', { quietHours: null })
  await engine.call('integration.saveRule', {
    pattern: 'orders-*.csv',
    kind: 'order',
    template: { from: 'text', text: 'notice' },
    language: { from: 'text', text: 'en' },
    phone: 'Phone',
    name: null,
    reference: 'Order',
    notBefore: null,
    latest: null,
    values: { '1': { from: 'column', column: 'Order' } },
    encoding: null,
  })
  await engine.call('integration.setFolder', { folder, isOn: true })
  return phones
}

describe('an engine that is killed in the middle of a dropped file', () => {
  it('takes each row once all the same, and the answer lies beside the file in the end', { timeout: 300_000 }, async () => {
    const phones = await open()
    const rows = Array.from({ length: ROWS }, (_, index) => `${phones[index % phones.length] ?? ''},A-${10_000 + index}`)
    const killed = once(engine.process, 'exit')
    writeFileSync(join(folder, 'orders-1.csv'), `Phone,Order\n${rows.join('\n')}\n`)
    expect(await killed).toEqual([null, 'SIGKILL'])
    // Some rows are answered, most are not.
    expect(readdirSync(join(folder, 'working'))).toEqual([expect.stringMatching(/\.part$/), 'orders-1.csv'])
    expect(readdirSync(join(folder, 'done'))).toEqual([])
    engine = start()
    await engine.call('vault.open', { passphrase })
    const answer = join(folder, 'done', 'orders-1.csv.result.csv')
    while (!existsSync(answer) || readdirSync(join(folder, 'working')).length > 0) await pause(50)
    const lines = readFileSync(answer, 'utf8')
      .trim()
      .split('\r\n')
      .slice(1)
      .map((line) => line.replaceAll('"', '').split(','))
    expect(lines.map(([row]) => Number(row))).toEqual(rows.map((_, index) => index + 2))
    expect(new Set(lines.map(([, , result]) => result))).toEqual(new Set(['done']))
    expect(new Set(lines.map(([, , , notice]) => notice)).size).toBe(ROWS)
    const view = await engine.call('integration.folder', {})
    expect(view.files[0]).toMatchObject({ state: 'done', rows: ROWS, sent: ROWS, known: 0, refused: 0 })
    // What has left so far left once. All would take long: one person is not written to many times in a row.
    let orders = await ordersTold()
    for (; orders.length < phones.length; orders = await ordersTold()) await pause(50)
    expect(new Set(orders).size).toBe(orders.length)
  })
})
