import { describe, expect, it } from 'vitest'
import { type TemplatesPage, templatesPageSchema } from '#contract/cloud-api/answer-template.ts'
import {
  libraryPageSchema,
  templateAnalyticsPageSchema,
  templateComparisonPageSchema,
  unpausedTemplateSchema,
} from '#contract/cloud-api/answer-template-more.ts'
import { templateQualityValueSchema, templateStatusValueSchema } from '#contract/cloud-api/webhook-template.ts'
import { aTemplate, errorOf, listenFor, startForTest } from '../../../testing/harness.ts'
import { bodyOf, create, created, pass, queryOf, readTemplate, valuesOf } from '../../../testing/management.ts'

const HOUR_MS = 3_600_000

describe('quality', () => {
  it('pauses for 3 and 6 hours and then for good, each told by webhook', async () => {
    const caller = await startForTest()
    const receiver = await listenFor(caller)
    const place = { name: 'hello', language: 'en' }
    const state = async (): Promise<string> => {
      const seen = await caller.graph('GET', `${caller.simulator.facts.wabaId}/message_templates?name=hello`)
      return templatesPageSchema.parse(bodyOf(seen)).data[0]?.status ?? ''
    }
    for (const hours of [3, 6]) {
      await caller.control('POST', 'events/template-quality', { ...place, score: 'RED' })
      expect(await state()).toBe('PAUSED')
      expect(errorOf(await caller.send(aTemplate()))?.code).toBe(132015)
      await pass(caller, hours * HOUR_MS - 1_000)
      expect(await state()).toBe('PAUSED')
      await pass(caller, 1_000)
      expect(await state()).toBe('APPROVED')
      await caller.control('POST', 'events/template-quality', { ...place, score: 'YELLOW' })
    }
    await caller.control('POST', 'events/template-quality', { ...place, score: 'RED' })
    expect(await state()).toBe('DISABLED')
    expect(errorOf(await caller.send(aTemplate()))?.code).toBe(132016)
    const titles = (await valuesOf(receiver, 'message_template_status_update', 5)).map((value) => templateStatusValueSchema.parse(value))
    expect(titles.map((one) => [one.event, one.other_info?.title])).toEqual([
      ['PAUSED', 'FIRST_PAUSE'],
      ['APPROVED', 'UNPAUSE'],
      ['PAUSED', 'SECOND_PAUSE'],
      ['APPROVED', 'UNPAUSE'],
      ['DISABLED', 'DISABLED'],
    ])
    const [first] = await valuesOf(receiver, 'message_template_quality_update', 5)
    expect(templateQualityValueSchema.parse(first)).toMatchObject({ previous_quality_score: 'GREEN', new_quality_score: 'RED' })
  })

  it('lets only a pause by pacing be ended by asking', async () => {
    const caller = await startForTest()
    const { id } = await created(caller)
    await pass(caller, 2_000)
    const unpause = async () => unpausedTemplateSchema.parse(bodyOf(await caller.graph('POST', `${id}/unpause`)))
    expect((await unpause()).success).toBe(false)
    await caller.control('POST', 'template-status', { name: 'autumn_box', language: 'en', status: 'PAUSED' })
    expect((await unpause()).success).toBe(false)
    await pass(caller, 3 * HOUR_MS)
    await caller.control('POST', 'template-status', { name: 'autumn_box', language: 'en', status: 'PAUSED', reason: 'PACING' })
    expect((await unpause()).success).toBe(true)
    expect((await readTemplate(caller, id)).status).toBe('APPROVED')
  })
})

function cursorsOf(page: TemplatesPage): { readonly before: string; readonly after: string } {
  return { before: page.paging?.cursors?.before ?? '', after: page.paging?.cursors?.after ?? '' }
}

describe('lists', () => {
  it('stay whole over pages while a template before the cursor goes away', async () => {
    const caller = await startForTest({ scenario: 'spring-tea' })
    const { wabaId } = caller.simulator.facts
    const first = templatesPageSchema.parse(bodyOf(await caller.graph('GET', `${wabaId}/message_templates?limit=4`)))
    await caller.graph('DELETE', `${wabaId}/message_templates?name=${first.data[0]?.name ?? ''}`)
    const after = cursorsOf(first).after
    const rest = templatesPageSchema.parse(bodyOf(await caller.graph('GET', `${wabaId}/message_templates?limit=50&after=${after}`)))
    expect(new Set([...first.data, ...rest.data].map((one) => one.id)).size).toBe(10)
    const { before } = cursorsOf(rest)
    const back = templatesPageSchema.parse(bodyOf(await caller.graph('GET', `${wabaId}/message_templates?limit=1&before=${before}`)))
    expect(back.data[0]?.id).toBe(first.data[3]?.id)
  })

  it('keep to their filters', async () => {
    const caller = await startForTest({ scenario: 'spring-tea' })
    const count = async (query: string): Promise<number> => {
      const seen = await caller.graph('GET', `${caller.simulator.facts.wabaId}/message_templates?${query}`)
      return templatesPageSchema.parse(bodyOf(seen)).data.length
    }
    expect(await count('status=PAUSED,REJECTED')).toBe(2)
    expect(await count('category=UTILITY&language=en')).toBe(2)
    expect(await count(`content=${encodeURIComponent('春茶')}`)).toBe(1)
    expect(await count('name_or_content=back+in+the+shop')).toBe(1)
    expect(await count('quality_score=GREEN')).toBe(10)
    expect(await count('quality_score=RED')).toBe(0)
    expect(await count('source=AUTO_GENERATED')).toBe(0)
    expect(await count('until=1000')).toBe(0)
  })

  it('show the library, from which a template is approved at once', async () => {
    const caller = await startForTest()
    const found = libraryPageSchema.parse(
      bodyOf(await caller.graph('GET', 'message_template_library?topic=ORDER_MANAGEMENT&language=zh_TW')),
    )
    expect(found.data.map((one) => one.name)).toContain('order_shipped_2')
    const draft = {
      name: 'my_parcel',
      language: 'zh_TW',
      category: 'UTILITY',
      library_template_name: 'order_shipped_2',
      library_template_button_inputs: [
        { type: 'URL', url: { base_url: 'https://shop.example/{{1}}', url_suffix_example: 'https://shop.example/1' } },
      ],
    }
    const { id, status } = await created(caller, draft)
    expect(status).toBe('APPROVED')
    expect((await readTemplate(caller, id)).components.map((part) => part.type)).toEqual(['HEADER', 'BODY', 'BUTTONS'])
    expect(errorOf(await create(caller, { ...draft, name: 'b', library_template_button_inputs: [] }))?.code).toBe(100)
    expect(errorOf(await create(caller, { ...draft, name: 'b', library_template_name: 'none' }))?.code).toBe(100)
  })
})

describe('the library', () => {
  it('holds only what Meta’s own rules let through', async () => {
    const caller = await startForTest()
    const { data } = libraryPageSchema.parse(bodyOf(await caller.graph('GET', 'message_template_library?limit=100')))
    expect(data.length).toBeGreaterThan(8)
    for (const [index, ready] of data.entries()) {
      const inputs = (ready.buttons ?? []).map((button) => ({ type: button.type, url: { base_url: 'https://shop.example/{{1}}' } }))
      const wish = {
        category: 'UTILITY',
        language: ready.language,
        library_template_name: ready.name,
        library_template_button_inputs: inputs,
      }
      expect((await created(caller, { name: `from_library_${index}`, ...wish })).status).toBe('APPROVED')
    }
  })
})

describe('numbers of a template', () => {
  it('are daily sums of what was really sent, once they are switched on', async () => {
    const caller = await startForTest()
    const { wabaId } = caller.simulator.facts
    const nowSeconds = Math.floor(Date.now() / 1000)
    const id = templatesPageSchema.parse(bodyOf(await caller.graph('GET', `${wabaId}/message_templates?name=hello`))).data[0]?.id ?? ''
    const ask = (changes: object = {}) => {
      const query = {
        start: nowSeconds - 86_400,
        end: nowSeconds + 86_400,
        granularity: 'daily',
        template_ids: JSON.stringify([id]),
        ...changes,
      }
      return caller.graph('GET', `${wabaId}/template_analytics?${queryOf(query)}`)
    }
    expect(errorOf(await ask())?.code).toBe(200007)
    bodyOf(await caller.graph('POST', `${wabaId}?is_enabled_for_insights=true`))
    expect(errorOf(await caller.graph('POST', `${wabaId}?is_enabled_for_insights=false`))?.code).toBe(200006)
    for (let person = 0; person < 3; person += 1) await caller.send(aTemplate(person))
    await pass(caller, 120_000)
    const { data } = templateAnalyticsPageSchema.parse(bodyOf(await ask()))
    const sum = (name: 'sent' | 'delivered' | 'read'): number =>
      (data[0]?.data_points ?? []).reduce((total, point) => total + (point[name] ?? 0), 0)
    expect([sum('sent'), sum('delivered'), sum('read')]).toEqual([3, 3, 3])
    expect(errorOf(await ask({ start: nowSeconds - 100 * 86_400 }))?.code).toBe(100)
    expect(errorOf(await ask({ template_ids: JSON.stringify(Array.from({ length: 11 }, () => id)) }))?.code).toBe(100)
    expect(errorOf(await ask({ template_ids: '[1]' }))?.code).toBe(100)
  })

  it('are compared over 7, 30, 60 or 90 days', async () => {
    const caller = await startForTest()
    const { wabaId } = caller.simulator.facts
    const { data } = templatesPageSchema.parse(bodyOf(await caller.graph('GET', `${wabaId}/message_templates`)))
    const [one, other] = data
    await caller.send(aTemplate())
    const end = Math.floor(Date.now() / 1000) + 60
    const ask = (days: number) =>
      caller.graph('GET', `${one?.id ?? ''}/compare?template_ids=[${other?.id ?? ''}]&start=${end - days * 86_400}&end=${end}`)
    const metrics = templateComparisonPageSchema.parse(bodyOf(await ask(7))).data
    expect(metrics.find((metric) => metric.metric === 'MESSAGE_SENDS')?.number_values?.[0]).toMatchObject({ key: one?.id, value: 1 })
    expect(errorOf(await ask(8))?.code).toBe(100)
  })
})
