import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { strFromU8, unzipSync } from 'fflate'
import Papa from 'papaparse'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { CallInput, CallOutput } from '#contract/ipc/index.ts'
import { FunnelStep } from '#contract/ipc/broadcast-report.ts'
import { broadcastRoom, couponContent } from '../../../test/support/broadcast-room.ts'
import { sql, type WriteHandle } from '../../store/index.ts'

type Kit = Awaited<ReturnType<typeof broadcastRoom>>
type Id = Awaited<ReturnType<Kit['launch']>>
type Report = CallOutput<'broadcast.report'>
const DAY = 86_400_000
const CONTENTS = [
  { kind: 'text', text: '請問多少錢？' },
  { kind: 'text', text: '我要兩盒' },
  { kind: 'text', text: '不用了' },
  { kind: 'button', text: '看商品', payload: 'sb.products.brc_0123456789' },
  { kind: 'button', text: '停止', payload: 'sb.stop.brc_0123456789' },
  { kind: 'reaction', emoji: '👍', toMessage: '' },
  { kind: 'reaction', emoji: '', toMessage: '' },
  { kind: 'system', text: '', note: 'other-id' },
  { kind: 'media', media: 'image', caption: '', fileName: null },
] as const

/** Something that somebody does some time after the broadcast. */
type Deed = {
  readonly who: number
  readonly what: 'say' | 'stop' | 'redeem' | 'redeem-undone' | 'order' | 'read' | 'deliver' | 'fail' | 'erase'
  readonly afterMs: number
  readonly content: (typeof CONTENTS)[number]
  readonly micros: number
}
const anyDeed: fc.Arbitrary<Deed> = fc.record({
  who: fc.nat({ max: 7 }),
  what: fc.constantFrom('say', 'say', 'say', 'stop', 'redeem', 'redeem-undone', 'order', 'order', 'read', 'deliver', 'fail', 'erase'),
  afterMs: fc.integer({ min: -DAY, max: 9 * DAY }),
  content: fc.constantFrom(...CONTENTS),
  micros: fc.integer({ min: 0, max: 5_000_000_000 }),
})

let kit: Kit
let broadcastId: Id
let people: { readonly seq: number; readonly customerId: string }[]
beforeEach(async () => {
  await begin()
})
afterEach(() => kit.remove())

async function begin(): Promise<void> {
  kit = await broadcastRoom()
  people = Array.from({ length: 8 }, () => kit.add())
  kit.add({ name: 'Refused', offers: 'no' })
  broadcastId = await kit.launch()
  await kit.clock.advance(5_000)
}

type Doing = Deed & {
  readonly db: WriteHandle
  readonly seq: number
  readonly customerId: string
  readonly at: number
  readonly key: string
}

function hear({ db, seq, at, micros }: Doing, status: 'delivered' | 'read' | 'failed'): void {
  const wamid = db.get<{ wamid: string | null }>(sql`select wamid from send where customer_seq = ${seq}`)?.wamid ?? null
  if (wamid === null) return
  const priced = { category: micros % 2 === 0 ? 'marketing' : 'utility', type: micros % 5 === 0 ? 'free_entry_point' : 'regular' }
  const isFailure = status === 'failed'
  const pricing = isFailure || micros % 3 === 0 ? null : priced
  kit.ledger.recordStatus(db, { wamid, status, at, metaCode: isFailure ? 131_049 : null, opaque: null, pricing })
}

function redeem({ db, seq, at, micros, key }: Doing): number | null {
  const code = db.get<{ seq: number; couponSeq: number }>(
    sql`select seq, coupon_seq as couponSeq from coupon_code where customer_seq = ${seq}`,
  )
  if (code === undefined) return null
  const inserted = db.run(sql`
    insert into redemption (redemption_id, request_id, code_seq, coupon_seq, customer_seq, broadcast_id, at, place, by_whom, discount_micros, sales_micros, currency)
    values (${`r${key}`}, ${`q${key}`}, ${code.seq}, ${code.couponSeq}, ${seq}, ${broadcastId}, ${at}, '', 'owner', ${micros}, null, 'TWD')`)
  return inserted.lastRowId
}

const DOINGS: Readonly<Record<Deed['what'], (doing: Doing) => void>> = {
  say: ({ db, seq, at, key, content }) =>
    db.run(sql`
      insert into message (message_id, customer_seq, direction, content, at, received_at)
      values (${`msg_in_${key}`}, ${seq}, 'in', ${JSON.stringify(content)}, ${at}, ${at})`),
  stop: ({ db, seq, at }) => kit.customer.recordOffers(db, seq, { decision: 'no', source: 'chat', detail: '', at, by: 'customer' }),
  redeem,
  'redeem-undone'(doing) {
    const redemption = redeem(doing)
    if (redemption !== null)
      doing.db.run(sql`insert into redemption_undo (redemption_seq, at, by_whom) values (${redemption}, ${doing.at}, 'owner')`)
  },
  order({ db, seq, at, key, micros, afterMs }) {
    const counted = afterMs >= 0 && afterMs <= 7 * DAY ? broadcastId : null
    db.run(sql`
      insert into customer_order (order_id, customer_seq, at, source, total_micros, currency, broadcast_id, recorded_at)
      values (${`ord_${key}`}, ${seq}, ${at}, 'by-hand', ${micros}, ${micros % 7 === 0 ? 'USD' : 'TWD'}, ${counted}, ${at})`)
  },
  deliver: (doing) => hear(doing, 'delivered'),
  read: (doing) => hear(doing, 'read'),
  fail: (doing) => hear(doing, 'failed'),
  erase({ db, seq, customerId }) {
    for (const source of [...kit.ledger.personalData, ...kit.coupon.personalData, ...kit.room.personalData]) source.erase(db, customerId)
    db.run(sql`delete from message where customer_seq = ${seq}`)
    db.run(sql`delete from customer where seq = ${seq}`)
  },
}

let count = 0
function act(deed: Deed): void {
  const person = people[deed.who] ?? { seq: 0, customerId: '' }
  count += 1
  kit.store.write((db) => {
    if (db.get(sql`select 1 from customer where seq = ${person.seq}`) === undefined) return
    DOINGS[deed.what]({ ...deed, ...person, db, at: kit.clock.now() + deed.afterMs, key: String(count) })
  })
}

async function everybody(input: Partial<CallInput<'broadcast.recipients'>>) {
  const found: CallOutput<'broadcast.recipients'>['recipients'][number][] = []
  let [cursor, total]: [string | undefined, number] = [undefined, 0]
  do {
    const page: CallOutput<'broadcast.recipients'> = await kit.must('broadcast.recipients', {
      broadcastId,
      limit: 3,
      ...(cursor === undefined ? {} : { cursor }),
      ...input,
    })
    found.push(...page.recipients)
    total = page.total
    cursor = page.nextCursor ?? undefined
  } while (cursor !== undefined)
  expect(total).toBe(found.length)
  return found
}

async function replies(input: Partial<CallInput<'broadcast.replies'>> = {}) {
  const found: CallOutput<'broadcast.replies'>['replies'][number][] = []
  let cursor: string | undefined
  do {
    const page: CallOutput<'broadcast.replies'> = await kit.must('broadcast.replies', {
      broadcastId,
      limit: 2,
      ...(cursor === undefined ? {} : { cursor }),
      ...input,
    })
    found.push(...page.replies)
    cursor = page.nextCursor ?? undefined
  } while (cursor !== undefined)
  return found
}

const report = (): Promise<Report> => kit.must('broadcast.report', { broadcastId })

describe('who answered', () => {
  it('are the same people in the report as in a group: a notice of WhatsApp is no answer', async () => {
    for (const who of [0, 1, 2]) act({ who, what: 'deliver', afterMs: 0, content: CONTENTS[0], micros: 0 })
    act({ who: 3, what: 'fail', afterMs: 0, content: CONTENTS[0], micros: 0 })
    const at = kit.clock.now() + 60_000
    const contents = [
      { kind: 'text', text: 'hello' },
      { kind: 'system', text: '', note: 'other-id' },
      { kind: 'reaction', emoji: '👍', toMessage: '' },
      { kind: 'text', text: 'to a message that never arrived' },
    ]
    kit.store.write((db) => {
      for (const [index, content] of contents.entries())
        db.run(sql`
          insert into message (message_id, customer_seq, direction, content, at, received_at)
          values (${`msg_own${index}`}, ${people[index]?.seq ?? 0}, 'in', ${JSON.stringify(content)}, ${at}, ${at})`)
    })
    await kit.clock.advance(120_000)
    expect((await kit.must('broadcast.report', { broadcastId })).funnel.replied).toBe(2)
    const rule = { any: [{ all: [{ fact: 'broadcast' as const, outcome: 'replied' as const, broadcastId, withinDays: null }] }] }
    expect((await kit.must('group.count', { rule })).count).toBe(2)
    expect((await kit.must('group.people', { rule })).people.map((one) => one.customerId)).toEqual([
      people[0]?.customerId,
      people[2]?.customerId,
    ])
  })
})

describe('a report', () => {
  it('tells no number whose list has another length, and money that adds up, whatever people do', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(anyDeed, { maxLength: 40 }), async (deeds) => {
        await kit.remove()
        await begin()
        deeds.forEach(act)
        const told = await report()
        for (const step of FunnelStep.options) {
          const number = step === 'optedOut' ? told.optedOut : told.funnel[step]
          expect([step, (await everybody({ step })).length]).toEqual([step, number])
        }
        expect(told.funnel.replied).toBeLessThanOrEqual(told.funnel.delivered)
        expect(told.optedOut).toBeLessThanOrEqual(told.funnel.delivered)
        expect((await replies()).length).toBe(told.funnel.replied)
        for (const { intent, people: number } of told.intents) expect((await replies({ intent })).length).toBe(number)
        for (const { metaCode, count: number } of told.failures) expect((await everybody({ reason: String(metaCode) })).length).toBe(number)
        for (const { reason, count: number } of told.skipped) expect((await everybody({ reason, state: 'skipped' })).length).toBe(number)
        expect(told.costByMarket.reduce((sum, row) => sum + row.people, 0)).toBe(told.funnel.delivered)
        expect(told.costByMarket.reduce((sum, row) => sum + (row.totalMicros ?? 0), 0)).toBe(told.costMicros)
        expect(told.pricedByMeta).toBe(
          kit.store.read.get<{ n: number }>(
            sql`select count(*) as n from send where run_id = ${broadcastId} and state in ('delivered', 'read') and priced_category is not null`,
          )?.n,
        )
        const orders =
          deeds.length === 0
            ? []
            : kit.store.read.all<{ micros: number; currency: string }>(
                sql`select total_micros as micros, currency from customer_order where broadcast_id = ${broadcastId}`,
              )
        expect([told.orders, told.salesMicros]).toEqual([
          orders.length,
          orders.filter(({ currency }) => currency === 'TWD').reduce((sum, { micros }) => sum + micros, 0),
        ])
      }),
      { numRuns: 12 },
    )
  })

  it('counts an answer, a coupon, an order and an end of offers within seven days, each person once', async () => {
    const deed = { content: CONTENTS[0], micros: 1_000_000_000, afterMs: DAY }
    for (const what of ['deliver', 'say', 'say', 'stop', 'redeem', 'order', 'order'] as const) act({ ...deed, who: 0, what })
    for (const who of [1, 2, 3]) act({ ...deed, who, what: 'deliver', afterMs: 0 })
    act({ ...deed, who: 1, what: 'say', afterMs: 8 * DAY })
    act({ ...deed, who: 1, what: 'redeem-undone' })
    act({ ...deed, who: 2, what: 'say', content: CONTENTS[7] })
    act({ ...deed, who: 2, what: 'stop', afterMs: -DAY })
    act({ ...deed, who: 3, what: 'say', content: CONTENTS[6] })
    expect(await report()).toMatchObject({
      funnel: { shouldGet: 8, delivered: 4, read: 0, replied: 1, usedCoupon: 1, ordered: 1 },
      optedOut: 1,
      couponsUsed: 1,
      discountMicros: 1_000_000_000,
      orders: 2,
      salesMicros: 2_000_000_000,
      salesCurrency: 'TWD',
      uplift: null,
    })
  })

  it('tells the effect against those kept back, and nothing where too few ordered', async () => {
    const order = { what: 'order', content: CONTENTS[0], micros: 1, afterMs: DAY } as const
    for (let who = 0; who < 8; who += 1) act({ ...order, what: 'deliver', who, afterMs: 0 })
    act({ ...order, who: 0 })
    act({ ...order, who: 1, afterMs: 8 * DAY })
    const kept = kit.add()
    kit.store.write((db) => {
      db.run(sql`insert into broadcast_left_out (broadcast_id, customer_seq, reason) values (${broadcastId}, ${kept.seq}, 'holdout')`)
      db.run(sql`
        insert into customer_order (order_id, customer_seq, at, source, total_micros, currency, recorded_at)
        values ('ord_kept', ${kept.seq}, ${kit.clock.now() + DAY}, 'by-hand', 1, 'TWD', 0)`)
    })
    expect((await report()).uplift).toEqual({ got: { people: 8, ordered: 1 }, keptBack: { people: 1, ordered: 1 }, difference: null })
  })

  it('counts the price that Meta told last: free, another category, or before the message was delivered', async () => {
    const told = async (who: number, status: 'sent' | 'delivered' | 'read', category: string, type: string) => {
      kit.store.write((db) => {
        const wamid = db.get<{ wamid: string }>(sql`select wamid from send where customer_seq = ${people[who]?.seq ?? 0}`)?.wamid ?? ''
        kit.ledger.recordStatus(db, { wamid, status, at: kit.clock.now(), metaCode: null, opaque: null, pricing: { category, type } })
      })
      const { costMicros, pricedByMeta, funnel } = await report()
      return [funnel.delivered, pricedByMeta, costMicros]
    }
    expect(await told(0, 'sent', 'marketing', 'regular')).toEqual([0, 0, 0])
    act({ who: 0, what: 'deliver', afterMs: 0, content: CONTENTS[0], micros: 3 })
    expect(await told(1, 'delivered', 'marketing_lite', 'regular')).toEqual([2, 2, 146_400])
    expect(await told(1, 'read', 'marketing', 'free_entry_point')).toEqual([2, 2, 73_200])
    const [, , withUtility] = await told(2, 'read', 'utility', 'regular')
    expect(withUtility).toBeGreaterThan(73_200)
    expect(withUtility).toBeLessThan(146_400)
  })
})

describe('replies', () => {
  it('are the first answer of each person, newest first, with what it tells and whether somebody answered', async () => {
    const say = { what: 'say', micros: 0 } as const
    for (const who of [0, 1, 2]) act({ ...say, what: 'deliver', who, afterMs: 0, content: CONTENTS[0] })
    act({ ...say, who: 0, afterMs: 1_000, content: CONTENTS[0] })
    act({ ...say, who: 0, afterMs: 2_000, content: CONTENTS[1] })
    act({ ...say, who: 1, afterMs: 3_000, content: CONTENTS[3] })
    act({ ...say, who: 2, afterMs: 4_000, content: CONTENTS[2] })
    const answer = (who: number, broadcast: string | null) =>
      kit.store.write((db) =>
        db.run(sql`
          insert into message (message_id, customer_seq, direction, content, at, received_at, sent_by, broadcast_id)
          values (${`msg_out_${who}`}, ${people[who]?.seq ?? 0}, 'out', '{"kind":"text","text":"好的"}', ${kit.clock.now() + 5_000}, 0, 'owner', ${broadcast})`),
      )
    answer(0, null)
    answer(1, broadcastId)
    expect((await replies()).map(({ text, intent, isAnswered }) => [text, intent, isAnswered])).toEqual([
      ['不用了', 'not-now', false],
      ['看商品', 'interested', false],
      ['請問多少錢？', 'question', true],
    ])
    expect(await kit.call('broadcast.replies', { broadcastId: 'brc_0123456789' })).toMatchObject({ error: { code: 'broadcast-missing' } })
  })
})

describe('the export', () => {
  const save = (format: 'csv' | 'xlsx', locale?: 'en' | 'zh-TW' | 'zh-CN') =>
    kit.must('broadcast.export', {
      broadcastId,
      format,
      target: join(kit.vault.folder, `out.${format}`),
      ...(locale === undefined ? {} : { locale }),
    })
  const saved = (format: string) => readFileSync(join(kit.vault.folder, `out.${format}`))

  it('holds everybody once, in the words of whoever asks, with nothing that a spreadsheet would compute', async () => {
    kit.store.write((db) => db.run(sql`update customer set name = '=HYPERLINK("https://example.test")' where seq = ${people[0]?.seq ?? 0}`))
    act({ who: 0, what: 'deliver', afterMs: 0, content: CONTENTS[0], micros: 0 })
    act({ who: 0, what: 'say', afterMs: 1_000, content: CONTENTS[0], micros: 0 })
    act({ who: 0, what: 'order', afterMs: 1_000, content: CONTENTS[0], micros: 1 })
    const written = await save('csv', 'en')
    const rows = Papa.parse<string[]>(saved('csv').toString().slice(1), { skipEmptyLines: true }).data
    expect(written).toMatchObject({ fileName: 'out.csv', rows: 9, sizeBytes: saved('csv').length })
    expect(rows[0]?.slice(0, 4)).toEqual(['Name', 'Phone number', 'State', 'Why not'])
    expect(rows[1]).toEqual([
      '\'=HYPERLINK("https://example.test")',
      expect.stringMatching(/^'\+886\d{9}$/),
      'delivered',
      '',
      '',
      expect.stringMatching(/^TEA-/),
      '1',
      expect.stringMatching(/^2026-11-25 12:00:0\d$/),
      expect.stringMatching(/^2026-11-25 12:00:0\d$/),
      'question',
      'yes',
    ])
    expect(rows.at(-1)?.slice(0, 4)).toEqual(['Refused', expect.any(String), 'left out', 'no offers wanted'])
  })

  it('is a workbook as well, in the shop’s language unless told', async () => {
    expect(await save('xlsx')).toMatchObject({ fileName: 'out.xlsx', rows: 9 })
    const sheet = strFromU8(unzipSync(saved('xlsx'))['xl/worksheets/sheet1.xml'] ?? new Uint8Array())
    expect(sheet).toContain('電話號碼')
    expect(sheet.match(/<row /g)?.length).toBe(10)
  })

  it('has the same words in every language', () => {
    const keys = (value: unknown, path = ''): string[] =>
      typeof value === 'object' && value !== null ? Object.entries(value).flatMap(([key, inner]) => keys(inner, `${path}.${key}`)) : [path]
    const [en, zhTW, zhCN] = ['en', 'zh-TW', 'zh-CN'].map((locale) =>
      keys(JSON.parse(readFileSync(new URL(`words/${locale}.json`, import.meta.url), 'utf8'))),
    )
    expect([zhTW, zhCN]).toEqual([en, en])
  })

  it('is refused for what was not approved', async () => {
    const { broadcastId: draft } = await kit.must('broadcast.draft', { content: couponContent })
    const target = join(kit.vault.folder, 'out.csv')
    expect(await kit.call('broadcast.export', { broadcastId: draft, format: 'csv', target })).toMatchObject({
      error: { code: 'broadcast-state-refused' },
    })
    expect(await kit.call('broadcast.export', { broadcastId: 'brc_0123456789', format: 'csv', target })).toMatchObject({
      error: { code: 'broadcast-missing' },
    })
  })
})
