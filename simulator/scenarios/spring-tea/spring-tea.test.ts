import { parsePhoneNumberFromString } from 'libphonenumber-js/max'
import Papa from 'papaparse'
import { describe, expect, it, vi } from 'vitest'
import { templatesPageSchema } from '#contract/cloud-api/answer-template.ts'
import { aTemplate, listenFor, startForTest, wamidOf } from '../../testing/harness.ts'
import { createSpringTeaScenario } from './index.ts'
import { patiently } from '../../../test/support/patiently.ts'

const scenario = createSpringTeaScenario(42)

function listRows(): readonly string[][] {
  return Papa.parse<string[]>(scenario.customersCsv().replace(/^\uFEFF/, ''), { skipEmptyLines: true }).data
}

function normalise(phone: string): string | null {
  const ascii = phone.replace(/[０-９]/g, (digit) => String.fromCharCode(digit.charCodeAt(0) - 0xfee0)).replace(/^00/, '+')
  const parsed = parsePhoneNumberFromString(ascii, 'TW')
  return parsed?.isValid() === true ? parsed.number : null
}

describe('the demo shop', () => {
  it('has 240 different people, all numbers valid, four with a username alone', () => {
    const digits = scenario.people.flatMap((person) => (person.digits === null ? [] : [person.digits]))
    expect(scenario.people).toHaveLength(240)
    expect(new Set(digits).size).toBe(236)
    expect(digits.filter((one) => parsePhoneNumberFromString(`+${one}`)?.isValid() !== true)).toEqual([])
  })

  it('has a list for the import: a header, 236 people, six twice, four wrong numbers', () => {
    const [header, ...rows] = listRows()
    expect(header).toEqual(['姓名', '稱呼', '手機', '語言', '標籤', '同意接收優惠', '同意地點', '同意日期', '生日', '備註'])
    const numbers = rows.map((row) => normalise(row[2] ?? ''))
    const valid = numbers.filter((number) => number !== null)
    expect([rows.length, valid.length, new Set(valid).size]).toEqual([246, 242, 236])
    expect(valid.every((number) => scenario.people.some((person) => `+${person.digits ?? ''}` === number))).toBe(true)
  })

  it('has people with consent, against it and without a word', () => {
    const answers = listRows()
      .slice(1)
      .map((row) => row[5])
    expect(answers.filter((answer) => answer === '是').length).toBeGreaterThan(150)
    expect(answers.filter((answer) => answer === '否').length).toBeGreaterThan(5)
    expect(answers.filter((answer) => answer === '').length).toBeGreaterThan(15)
  })

  it('has the same people and list for every seed, but other behaviour', () => {
    const other = createSpringTeaScenario(43)
    expect(other.customersCsv()).toBe(scenario.customersCsv())
    expect(other.people.map((person) => person.temper)).not.toEqual(scenario.people.map((person) => person.temper))
  })

  it('sold for months until yesterday: most people bought, some often, some not for long', () => {
    const now = Date.UTC(2026, 10, 25, 4)
    const rows = Papa.parse<string[]>((scenario.ordersCsv?.(now) ?? '').replace(/^\uFEFF/, ''), { skipEmptyLines: true }).data.slice(1)
    const daysAgo = (row: readonly string[]): number => (now - Date.parse(`${row[2]?.replace(' ', 'T')}+08:00`)) / 86_400_000
    const people = new Set(rows.map((row) => row[1]))
    const lately = new Set(rows.filter((row) => daysAgo(row) < 90).map((row) => row[1]))
    expect(rows.length).toBeGreaterThan(400)
    expect([people.size > 120, people.size < 236, lately.size > 60, lately.size < people.size]).toEqual([true, true, true, true])
    expect(rows.every((row) => daysAgo(row) > 0 && daysAgo(row) < 335)).toBe(true)
    expect(new Set(rows.map((row) => row[0])).size).toBe(rows.length)
    expect(createSpringTeaScenario(43).ordersCsv?.(now)).toBe(scenario.ordersCsv?.(now))
  })

  it('has templates as Meta takes them: no variable at an edge, eight approved, one paused, one rejected', async () => {
    const edge = scenario.templates.flatMap((template) =>
      template.parts.filter((part) => part.type === 'BODY' && /^\{\{|\}\}$/.test(part.text ?? '')).map(() => template.name),
    )
    expect(edge).toEqual([])
    const caller = await startForTest({ scenario: 'spring-tea' })
    const seen = await caller.graph('GET', `${caller.simulator.facts.wabaId}/message_templates?limit=100`)
    const { data } = templatesPageSchema.parse('broken' in seen ? null : seen.body)
    expect(data.map((template) => template.status).toSorted()).toEqual([
      ...Array.from({ length: 8 }, () => 'APPROVED'),
      'PAUSED',
      'REJECTED',
    ])
  })

  it('greets within ten seconds, and leaves one window closed', () => {
    expect(scenario.story[0]).toMatchObject({ from: '886912345678', text: '您好，還有凍頂烏龍嗎？' })
    expect(scenario.story.every((step) => step.afterMs <= 10_000)).toBe(true)
    expect(scenario.story.filter((step) => 'writtenAgoMs' in step && (step.writtenAgoMs ?? 0) > 24 * 3_600_000)).toHaveLength(1)
  })
})

describe('a day in the demo shop', () => {
  it('tells its story once, to whoever subscribes first', async () => {
    const caller = await startForTest({ scenario: 'spring-tea', tempo: 'instant' })
    const receiver = await listenFor(caller)
    const again = await listenFor(caller)
    const texts = () => JSON.stringify([...receiver.events(), ...again.events()])
    await vi.waitFor(() => expect(texts()).toContain('cold brew'), patiently)
    expect(texts().match(/凍頂烏龍嗎/g)).toHaveLength(1)
    expect(texts()).toContain('"username":"@lucky_tea"')
  })

  it('answers a coupon with a tap on "see products" that carries our payload and quotes the message', async () => {
    const caller = await startForTest({ scenario: 'spring-tea', tempo: 'instant' })
    const receiver = await listenFor(caller)
    const values = { customer_name: '陳小姐', discount: '85 折', coupon_code: 'TEA-7KQ4', valid_until: '11/30' }
    const wamid = wamidOf(
      await caller.send({
        ...aTemplate(0, { to: '+886912345678' }),
        template: {
          name: 'tea_coupon_2026',
          language: { code: 'zh_TW' },
          components: [
            { type: 'body', parameters: Object.entries(values).map(([parameter_name, text]) => ({ type: 'text', parameter_name, text })) },
            { type: 'button', sub_type: 'copy_code', index: '0', parameters: [{ type: 'coupon_code', coupon_code: 'TEA-7KQ4' }] },
            { type: 'button', sub_type: 'quick_reply', index: '1', parameters: [{ type: 'payload', payload: 'products:17' }] },
          ],
        },
      }),
    )
    const tap = { type: 'button', button: { payload: 'products:17', text: '看商品' }, context: { from: '886255501234', id: wamid } }
    await vi.waitFor(
      () => expect(receiver.events().flatMap((event) => event.value['messages'] ?? [])).toContainEqual(expect.objectContaining(tap)),
      patiently,
    )
  })

  it('hears the same reactions from a whole broadcast for the same seed', async () => {
    const run = async () => {
      const caller = await startForTest({ scenario: 'spring-tea', tempo: 'instant', seed: 7 })
      const receiver = await listenFor(caller)
      const numbers = scenario.people.flatMap((person) => (person.digits === null ? [] : [person.digits])).slice(60, 140)
      for (const digits of numbers) {
        await caller.send({
          ...aTemplate(0, { to: `+${digits}` }),
          template: {
            name: 'spring_catalog',
            language: { code: 'zh_TW' },
            components: [{ type: 'body', parameters: [{ type: 'text', parameter_name: 'customer_name', text: 'A' }] }],
          },
        })
      }
      await vi.waitFor(async () => {
        const ends = receiver.statuses().filter((status) => status['status'] === 'sent' || status['status'] === 'failed')
        expect(ends).toHaveLength(80)
        expect(await caller.control('GET', 'state')).toMatchObject({ webhooks: { waiting: 0 } })
      }, patiently)
      const reactions = receiver
        .events()
        .flatMap((event) => [event.value['messages'] ?? [], event.value['user_preferences'] ?? []].flat()) as Record<string, unknown>[]
      return reactions
        .map((one) => [one['from'] ?? one['wa_id'], one['text'] ?? one['value'] ?? one['type']])
        .filter(([from]) => numbers.includes(String(from)))
        .toSorted((left, right) => String(left[0]).localeCompare(String(right[0])))
    }
    const first = await run()
    expect(first.length).toBeGreaterThan(3)
    expect(await run()).toEqual(first)
  })
})
