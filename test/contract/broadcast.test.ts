import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { CallInput, CallOutput } from '#contract/ipc/index.ts'
import { startSimulatorProcess, type SimulatorProcess } from '../support/simulator-process.ts'
import { templateShapes } from '../support/template-shapes.ts'
import { spawnEngine, type SpawnedEngine } from '../support/spawn-engine.ts'

/** Nothing but what hangs comes near it. */
const HANGS_AFTER_MS = 300_000

/** The demo shop, its list of customers imported, templates and products read; engine and simulator are the real programs. */
let folder: string
let simulator: SimulatorProcess
let engine: SpawnedEngine
const call = <N extends Parameters<SpawnedEngine['client']['call']>[0]>(name: N, input: CallInput<N>) => engine.client.call(name, input)

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'shopbell-test-'))
  const customersFile = join(folder, 'customers.csv')
  simulator = await startSimulatorProcess(['--port', '0', '--tempo', 'instant', '--seed', '7', '--customers-out', customersFile])
  engine = spawnEngine({ vault: join(folder, 'vault'), parameters: ['--no-keychain'] })
  await call('vault.create', {
    passphrase: 'six wet umbrellas',
    kind: 'demo',
    shop: { name: '春日茶行', country: 'TW', timeZone: 'Asia/Taipei', locale: 'zh-TW', currency: 'TWD' },
  })
  const { url: baseUrl, token, appSecret, wabaId, phoneNumberId, catalogId } = simulator.facts
  await call('connection.add', { kind: 'demo', baseUrl, token, appSecret, wabaId, phoneNumberId, catalogId, receiving: 'local' })
  await call('customer.import', { file: customersFile, consent: { state: 'agreed', source: 'till-qr', at: 1_790_000_000_000 } })
  await call('template.sync', {})
  await call('catalog.sync', {})
}, HANGS_AFTER_MS)

afterAll(async () => {
  await engine.stop()
  await simulator.stop()
  rmSync(folder, { recursive: true, force: true })
})

type Content = CallInput<'broadcast.draft'>['content']
type Template = CallOutput<'template.list'>['templates'][number]

const sourceFor = (name: string): NonNullable<Content['variables']>[string] => {
  if (name === 'coupon_code') return { from: { kind: 'coupon', part: 'code' } }
  if (name === 'valid_until') return { from: { kind: 'coupon', part: 'ends' } }
  return { from: { kind: 'customer', field: 'addressAs' }, fallback: '貴賓' }
}

const contentFor = (template: Template, more: Partial<Content> = {}): Content => ({
  name: `${template.name} ${template.language}`,
  audience: { include: { kind: 'everyone' }, restingHours: null },
  template: { name: template.name, language: template.language },
  variables: Object.fromEntries(
    template.variables.map((variable) => [
      variable.where === 'header' ? `header.${variable.name}` : variable.name,
      sourceFor(variable.name),
    ]),
  ),
  coupon: { kind: 'one-each', prefix: 'TEA-', endsAt: Date.now() + 7 * 86_400_000 },
  products: ['TEA-001', 'TEA-014'],
  pacePerSecond: 200,
  quietHours: null,
  ...more,
})

async function launch(
  content: Content,
): Promise<{ broadcastId: CallOutput<'broadcast.draft'>['broadcastId']; review: CallOutput<'broadcast.review'> }> {
  const { broadcastId } = await call('broadcast.draft', { content })
  const review = await call('broadcast.review', { broadcastId })
  await call('broadcast.approve', { broadcastId, reviewHash: review.reviewHash, acceptUnknownPrices: true })
  await call('broadcast.start', { broadcastId })
  return { broadcastId, review }
}

/** Asks until the answer fits; the test's own time limit ends it. */
async function until<T>(ask: () => Promise<T>, fits: (value: T) => boolean): Promise<T> {
  for (;;) {
    const value = await ask()
    if (fits(value)) return value
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
}

/** The shop's own people are sometimes hard to reach, so a run may pause for too many failures; its owner goes on. */
async function settled(broadcastId: CallOutput<'broadcast.draft'>['broadcastId']): Promise<CallOutput<'broadcast.status'>> {
  for (;;) {
    const now = await until(
      () => call('broadcast.status', { broadcastId }),
      ({ state }) => state !== 'running',
    )
    if (now.pauseReason !== 'too-many-failures') return now
    await call('broadcast.resume', { broadcastId })
  }
}

/** Report and counts together, and whether nothing came in between: messages go on being read while one asks. */
async function atRest(broadcastId: CallOutput<'broadcast.draft'>['broadcastId']) {
  const before = await call('broadcast.status', { broadcastId })
  const report = await call('broadcast.report', { broadcastId })
  const { counts } = await call('broadcast.status', { broadcastId })
  return { counts, report, isStill: JSON.stringify(counts) === JSON.stringify(before.counts) }
}

describe('broadcasts of the demo shop', () => {
  it('know its templates, products and pictures', async () => {
    const { templates } = await call('template.list', {})
    expect(templates.filter((one) => !one.sendable).map((one) => [one.name, one.status])).toEqual([
      ['flash_sale_night', 'PAUSED'],
      ['new_year_gift_draw', 'REJECTED'],
    ])
    const { products } = await call('catalog.list', {})
    expect([
      products.length,
      products.filter((one) => one.thumbnail?.startsWith('data:image/') !== true),
      products.filter((one) => one.problems.some(({ blocks }) => blocks)),
    ]).toEqual([18, [], []])
  })

  it('go out with every sendable template, and Meta refuses none of them for its shape', { timeout: HANGS_AFTER_MS }, async () => {
    const { templates } = await call('template.list', { status: 'APPROVED' })
    const { customers } = await call('customer.list', { search: '0912345678' })
    const me = { include: { kind: 'customers' as const, customerIds: [customers[0]!.customerId] }, restingHours: null }
    const ends: unknown[] = []
    for (const template of templates) {
      const { broadcastId } = await launch(contentFor(template, { audience: me }))
      const { state, counts } = await settled(broadcastId)
      ends.push([template.name, state, counts.rejected + counts.failed + counts.skipped])
    }
    expect(templates.length).toBeGreaterThanOrEqual(6)
    expect(ends).toEqual(templates.map((template) => [template.name, 'finished', 0]))
  })

  it(
    'go out with cards, offers that end, ends of links, files and places, and the chat shows all of it',
    { timeout: HANGS_AFTER_MS },
    async () => {
      const shapes = templateShapes(Date.now())
      for (const { name, parts } of shapes)
        await simulator.control('POST', '/simulator/events/template-add', { name, language: 'en', parts })
      await call('template.sync', {})
      const { customers } = await call('customer.list', { search: '0912345678' })
      const { customerId } = customers[0]!
      const ends: unknown[] = []
      for (const { name, variables } of shapes) {
        const { broadcastId, review } = await launch({
          name,
          audience: { include: { kind: 'customers', customerIds: [customerId] }, restingHours: null },
          template: { name, language: 'en' },
          variables,
          coupon: { kind: 'one-for-all', code: 'TEA15', endsAt: null },
          quietHours: null,
        })
        const { state, counts } = await settled(broadcastId)
        ends.push([name, review.goes, state, counts.rejected + counts.failed + counts.skipped])
      }
      expect(ends).toEqual(shapes.map(({ name }) => [name, 1, 'finished', 0]))
      const { messages } = await call('inbox.messages', { customerId, limit: 100 })
      const bubble = (name: string) => messages.find(({ content }) => content.kind === 'template' && content.name === name)?.content
      expect(bubble('autumn_cards')).toMatchObject({
        cards: [
          { media: 'image', product: null, text: 'This week NT$480', buttons: ['See it', 'Keep one for me'] },
          { media: 'image', product: null, text: 'This week NT$520', buttons: ['See it', 'Keep one for me'] },
        ],
      })
      expect(bubble('autumn_offer')).toMatchObject({
        couponCode: 'TEA15',
        offer: { text: 'Ends soon', endsAt: expect.any(Number) as number },
      })
      expect(bubble('autumn_menu')).toMatchObject({ media: 'document' })
      expect(bubble('autumn_place')).toMatchObject({ place: { name: 'Spring Tea', address: '1 Main Road, Taipei' } })
    },
  )

  it(
    'reach everybody whom the review said, at the price that it said, and answer taps with products',
    { timeout: HANGS_AFTER_MS },
    async () => {
      const { templates } = await call('template.list', { search: 'tea_coupon_2026' })
      const template = templates.find((one) => one.language === 'zh_TW')!
      const { broadcastId, review } = await launch(contentFor(template))
      expect(review.goes + review.skipped.reduce((sum, one) => sum + one.count, 0)).toBe(review.matched)
      expect(review.skipped.map((one) => one.reason)).toContain('us-number')
      expect(review.cost.rows.reduce((sum, row) => sum + (row.totalMicros ?? 0), 0)).toBe(review.cost.totalMicros)
      expect(review.issues.filter((issue) => issue.level === 'stop')).toEqual([])
      const end = await settled(broadcastId)
      expect(end).toMatchObject({ state: 'finished', counts: { matched: review.matched, planned: 0, sending: 0 } })
      const { counts, report } = await until(
        () => atRest(broadcastId),
        (now) => now.isStill && now.counts.accepted === 0 && now.report.funnel.replied > 0 && now.report.optedOut > 0,
      )
      expect(counts.skipped + counts.sent + counts.delivered + counts.read + counts.failed + counts.rejected).toBe(review.matched)
      expect(report.funnel).toMatchObject({ shouldGet: review.goes, delivered: counts.delivered + counts.read, read: counts.read })
      expect(report.costMicros).toBeLessThanOrEqual(report.estimateMicros)
      expect(report.estimateMicros).toBe(review.cost.totalMicros)
      const everybody = await call('broadcast.recipients', { broadcastId, limit: 500 })
      expect([everybody.total, everybody.recipients.length]).toEqual([review.matched, review.matched])
      const codes = everybody.recipients.flatMap((one) => one.couponCode ?? [])
      expect([codes.length, new Set(codes).size]).toEqual([review.goes, review.goes])
      await productsSentOnce()
    },
  )
})

/** 陳美玲 of the demo asks for the products on each offer that has the button; each is answered once. */
async function productsSentOnce(): Promise<void> {
  const { customers } = await call('customer.list', { search: '0912345678' })
  const customerId = customers[0]!.customerId
  const { messages } = await until(
    () => call('inbox.messages', { customerId, limit: 100 }),
    (now) => now.messages.some((one) => one.content.kind === 'products'),
  )
  const offers = messages.filter(
    (one) => one.content.kind === 'template' && one.content.buttons.some((text) => text === '看商品' || text === 'See products'),
  )
  const lists = messages.filter((one) => one.content.kind === 'products')
  expect(lists.length).toBeGreaterThanOrEqual(1)
  expect(lists.length).toBeLessThanOrEqual(offers.length)
  expect(lists[0]).toMatchObject({ sentBy: 'auto', content: { items: [{ retailerId: 'TEA-001' }, { retailerId: 'TEA-014' }] } })
}
