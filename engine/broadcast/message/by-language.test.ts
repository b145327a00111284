import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { TemplateNode } from '#contract/cloud-api/answer-template.ts'
import type { CallInput } from '#contract/ipc/index.ts'
import { broadcastRoom, couponContent, NOON } from '../../../test/support/broadcast-room.ts'
import { sql } from '../../store/index.ts'

type Content = CallInput<'broadcast.draft'>['content']
let kit: Awaited<ReturnType<typeof broadcastRoom>>

const version = (language: string, text: string, over: Partial<TemplateNode> = {}): TemplateNode => ({
  id: `1${language}`,
  name: 'tea',
  language,
  status: 'APPROVED',
  category: 'MARKETING',
  components: [
    { type: 'BODY', text },
    { type: 'BUTTONS', buttons: [{ type: 'QUICK_REPLY', text: 'Stop promotions' }] },
  ],
  ...over,
})
const templates = [
  version('zh_TW', '您好 {{1}}，{{2}}，到 {{3}} 為止'),
  version('en', 'Hello {{1}}, {{2}}, until {{3}}'),
  version('ms', 'Hai {{1}}, {{2}}, hingga {{3}}', { status: 'PAUSED' }),
]
const content: Content = {
  ...couponContent,
  byLanguage: true,
  template: { name: 'tea', language: 'zh_TW' },
  variables: {
    '1': { from: { kind: 'customer', field: 'name' } },
    '2': { from: { kind: 'text', text: '八五折', byLanguage: { en: '15% off' } } },
    '3': { from: { kind: 'coupon', part: 'ends' } },
  },
  coupon: { kind: 'one-for-all', code: 'TEA15', endsAt: NOON + 5 * 86_400_000 },
  products: [],
  quietHours: null,
}

beforeEach(async () => {
  kit = await broadcastRoom({ templates })
})
afterEach(() => kit.remove())

async function review(over: Partial<Content> = {}) {
  const { broadcastId } = await kit.must('broadcast.draft', { content: { ...content, ...over } })
  return kit.must('broadcast.review', { broadcastId })
}

describe('a message in the language of each person', () => {
  it('goes out in their version, with their words and dates, and shows that way in the chat', async () => {
    kit.add({ name: '美玲', language: 'zh-TW' })
    kit.add({ name: 'Ana', language: 'en-GB' })
    kit.add({ name: 'Yuki', language: 'ja' })
    const broadcastId = await kit.launch(content)
    await kit.clock.advance(10_000)
    const left = kit.sent.map((body) => JSON.parse(body) as { template: { language: { code: string } } })
    expect(left.map(({ template }) => template.language.code)).toEqual(['zh_TW', 'en', 'zh_TW'])
    expect(kit.bubbles.map(({ content: bubble }) => 'body' in bubble && bubble.body)).toEqual([
      '您好 美玲，八五折，到 11/30 為止',
      'Hello Ana, 15% off, until 30 Nov',
      '您好 Yuki，八五折，到 11/30 為止',
    ])
    expect(kit.store.read.all(sql`select language from broadcast_template where broadcast_id = ${broadcastId} order by language`)).toEqual([
      { language: 'en' },
      { language: 'zh_TW' },
    ])
  })

  it('is frozen in each language as it was approved', async () => {
    kit.add({ name: 'Ana', language: 'en' })
    const { broadcastId } = await kit.must('broadcast.draft', { content })
    await kit.must('broadcast.approve', { broadcastId })
    kit.nodes.templates = templates.map((node) => (node.language === 'en' ? version('en', 'Bye {{1}} {{2}} {{3}}') : node))
    await kit.template.sync()
    await kit.must('broadcast.start', { broadcastId })
    await kit.clock.advance(5_000)
    expect(kit.bubbles[0]?.content).toMatchObject({ body: 'Hello Ana, 15% off, until 30 Nov', language: 'en' })
  })

  it('counts people by language, and leaves those out by name whose version may not go', async () => {
    kit.add({ language: 'zh-Hant' })
    kit.add({ language: 'zh_TW' })
    kit.add({ language: 'en' })
    kit.add({ language: 'ms' })
    kit.add({ language: 'zh_CN' })
    const { languages, skipped, issues } = await review()
    // Simplified signs are not there and traditional ones are the broadcast's own language.
    expect(languages).toEqual([
      { language: 'zh_TW', people: 3 },
      { language: 'en', people: 1 },
    ])
    expect(skipped).toEqual([{ reason: 'template-not-sendable', count: 1 }])
    expect(issues.filter(({ level }) => level === 'stop')).toEqual([])
  })

  it('names who has no version where the broadcast’s own language is not there', async () => {
    kit.add({ language: 'en' })
    kit.add({ language: 'ja' })
    const { skipped, goes, issues } = await review({ template: { name: 'tea', language: 'fr' } })
    expect([goes, skipped]).toEqual([1, [{ reason: 'language-missing', count: 1 }]])
    expect(issues).toContainEqual({ code: 'template-missing', level: 'warn', params: { name: 'tea', language: 'fr' } })
  })

  it('costs what the category of each version costs', async () => {
    kit.nodes.templates = [templates[0]!, { ...templates[1]!, category: 'UTILITY' }]
    await kit.template.sync()
    kit.add({ language: 'zh_TW' })
    kit.add({ language: 'en' })
    const { cost } = await review()
    expect(new Set(cost.rows.map(({ priceMicros }) => priceMicros)).size).toBe(2)
    expect(cost.rows.reduce((sum, row) => sum + (row.totalMicros ?? 0), 0)).toBe(cost.totalMicros)
  })

  it('needs another review when a version that somebody gets changes, or their language does', async () => {
    const { seq } = kit.add({ language: 'en' })
    const { broadcastId } = await kit.must('broadcast.draft', { content })
    const hash = async () => (await kit.must('broadcast.review', { broadcastId })).reviewHash
    const hashes = [await hash()]
    kit.nodes.templates = templates.map((node) => (node.language === 'en' ? version('en', 'Dear {{1}}, {{2}}, {{3}}!') : node))
    await kit.template.sync()
    hashes.push(await hash())
    kit.store.write((db) => db.run(sql`update customer set language = 'zh_TW' where seq = ${seq}`))
    hashes.push(await hash())
    expect(new Set(hashes).size).toBe(3)
  })

  it('is one language for all unless the broadcast says so', async () => {
    kit.add({ language: 'en' })
    const { languages, samples } = await review({ byLanguage: false })
    expect(languages).toEqual([{ language: 'zh_TW', people: 1 }])
    expect(samples[0]?.body).toContain('八五折')
  })

  it('shows each language among the samples, and people in theirs in previews', async () => {
    for (let count = 0; count < 20; count += 1) kit.add({ name: `Person ${count}`, language: 'zh_TW' })
    const ana = kit.add({ name: 'Ana', language: 'en' })
    const { samples } = await review()
    expect(samples.map(({ body }) => body.startsWith('Hello'))).toContain(true)
    const { message } = await kit.must('broadcast.preview', { content, for: { kind: 'customer', customerId: ana.customerId } })
    expect(message?.body).toBe('Hello Ana, 15% off, until 30 Nov')
  })

  it('shows a language by its first reader, and with samples where nobody gets it', async () => {
    kit.add({ name: '陳美玲', language: 'zh_TW' })
    kit.add({ name: 'Ana', language: 'en' })
    const inEnglish = await kit.must('broadcast.preview', { content, for: { kind: 'language', language: 'en' } })
    expect(inEnglish).toMatchObject({ index: 1, of: 2, message: { customerName: 'Ana', language: 'en' } })
    expect(inEnglish.languages).toEqual([
      { language: 'zh_TW', people: 1 },
      { language: 'en', people: 1 },
    ])
    const inMalay = await kit.must('broadcast.preview', { content, for: { kind: 'language', language: 'ms' } })
    expect(inMalay).toMatchObject({ index: -1, message: { customerId: null, language: 'ms' } })
    expect(inMalay.message?.body).toMatch(/^Hai/)
  })
})
