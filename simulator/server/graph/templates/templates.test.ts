import { describe, expect, it } from 'vitest'
import { templateNodeSchema, templatesPageSchema } from '#contract/cloud-api/answer-template.ts'
import {
  archivedTemplatesSchema,
  createdTemplateSchema,
  libraryPageSchema,
  templateAnalyticsPageSchema,
  templateComparisonPageSchema,
  templatePreviewPageSchema,
  unpausedTemplateSchema,
  upsertedTemplatesPageSchema,
} from '#contract/cloud-api/answer-template-more.ts'
import { createTemplateSchema } from '#contract/cloud-api/manage-template.ts'
import {
  templateCategoryValueSchema,
  templateComponentsValueSchema,
  templateQualityValueSchema,
  templateStatusValueSchema,
} from '#contract/cloud-api/webhook-template.ts'
import { type Caller, type Receiver, aTemplate, call, errorOf, listenFor, startForTest } from '../../../testing/harness.ts'
import { aBody, aDraft, bodyOf, uploadSample } from '../../../testing/management.ts'

const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS

async function create(caller: Caller, draft: object) {
  const { wabaId } = caller.simulator.facts
  return caller.graph('POST', `${wabaId}/message_templates`, { body: draft })
}

async function created(caller: Caller, draft: object = aDraft()) {
  return createdTemplateSchema.parse(bodyOf(await create(caller, draft)))
}

async function read(caller: Caller, id: string) {
  const fields =
    'id,name,language,status,category,components,quality_score,rejected_reason,correct_category,previous_category,health_status'
  return templateNodeSchema.parse(bodyOf(await caller.graph('GET', `${id}?fields=${fields}`)))
}

const pass = (caller: Caller, advanceMs: number): Promise<unknown> => caller.control('POST', 'clock', { advanceMs })

async function valuesOf(receiver: Receiver, field: string, count: number) {
  await expect.poll(() => receiver.events().filter((event) => event.field === field).length).toBeGreaterThanOrEqual(count)
  return receiver.events().flatMap((event) => (event.field === field ? [event.value] : []))
}

describe('a new template', () => {
  it('waits for its review and is then approved, with a webhook', async () => {
    const caller = await startForTest()
    const receiver = await listenFor(caller)
    const answer = await created(caller)
    expect(answer).toMatchObject({ status: 'PENDING', category: 'MARKETING' })
    await pass(caller, 2_000)
    expect(await read(caller, answer.id)).toMatchObject({ status: 'APPROVED', quality_score: { score: 'UNKNOWN' } })
    const [value] = await valuesOf(receiver, 'message_template_status_update', 1)
    expect(templateStatusValueSchema.parse(value)).toMatchObject({ event: 'APPROVED', message_template_id: answer.id })
  })

  it.each([
    ['a promise', 'We offer {{first_name}} guaranteed profit every day.', 'PROMOTIONAL', false],
    ['a free jackpot', '恭喜{{first_name}}，免費大獎等您來拿。', 'INVALID_FORMAT', true],
    ['a question for card numbers', 'Dear {{first_name}}, send us your card number today.', 'SCAM', false],
  ])('is refused with a reason for %s', async (_, text, reason, hasAdvice) => {
    const caller = await startForTest()
    const receiver = await listenFor(caller)
    const { id } = await created(caller, aDraft({ components: [aBody(text)] }))
    await pass(caller, 2_000)
    expect(await read(caller, id)).toMatchObject({ status: 'REJECTED', rejected_reason: reason })
    const [value] = await valuesOf(receiver, 'message_template_status_update', 1)
    const told = templateStatusValueSchema.parse(value)
    expect([told.event, told.reason, told.rejection_info !== undefined]).toEqual(['REJECTED', reason, hasAdvice])
  })

  it('of utility that sounds like an offer turns into marketing 24 hours after a notice', async () => {
    const caller = await startForTest()
    const receiver = await listenFor(caller)
    const components = [aBody('Dear {{first_name}}, your order is ready with 20% discount inside.')]
    const { id } = await created(caller, aDraft({ category: 'UTILITY', components }))
    await pass(caller, 2_000)
    expect(await read(caller, id)).toMatchObject({ status: 'APPROVED', category: 'UTILITY', correct_category: 'MARKETING' })
    await pass(caller, DAY_MS)
    expect(await read(caller, id)).toMatchObject({ category: 'MARKETING', previous_category: 'UTILITY' })
    const [notice, change] = (await valuesOf(receiver, 'template_category_update', 2)).map((value) =>
      templateCategoryValueSchema.parse(value),
    )
    expect(notice).toMatchObject({ new_category: 'UTILITY', correct_category: 'MARKETING' })
    expect(change).toMatchObject({ previous_category: 'UTILITY', new_category: 'MARKETING' })
  })

  it('gets another category at once when its buttons belong to offers', async () => {
    const caller = await startForTest()
    const components = [aBody('Thank you for your order at our shop.'), buttons({ type: 'COPY_CODE', example: 'TEA-7KQ4' })]
    expect(await created(caller, aDraft({ category: 'UTILITY', components }))).toMatchObject({ category: 'MARKETING' })
  })

  it('waits for the verdict of a test when the reviewer is told to wait', async () => {
    const caller = await startForTest()
    await caller.control('POST', 'management', { review: 'manual' })
    const { id } = await created(caller)
    await pass(caller, DAY_MS)
    expect(await read(caller, id)).toMatchObject({ status: 'PENDING' })
    await caller.control('POST', 'template-review', { name: 'autumn_box', language: 'en', verdict: 'refuse', reason: 'ABUSIVE_CONTENT' })
    expect(await read(caller, id)).toMatchObject({ status: 'REJECTED', rejected_reason: 'ABUSIVE_CONTENT' })
  })
})

function buttons(...list: object[]): object {
  return { type: 'BUTTONS', buttons: list }
}

const quick = (text: string): object => ({ type: 'QUICK_REPLY', text })
const url = (address: string, changes: object = {}): object => ({ type: 'URL', text: 'See it', url: address, ...changes })
const body = aBody('Hi {{first_name}}, our autumn box is here.')

describe('what a template may hold', () => {
  it('are all shapes of the contract', async () => {
    const caller = await startForTest()
    const image = { header_handle: [await uploadSample(caller)] }
    const video = { header_handle: [await uploadSample(caller, 'video/mp4')] }
    const file = { header_handle: [await uploadSample(caller, 'application/pdf')] }
    const card = { components: [{ type: 'HEADER', format: 'IMAGE', example: image }, aBody('One of two teas.'), buttons(quick('More'))] }
    const productCard = { components: [{ type: 'HEADER', format: 'PRODUCT' }, buttons({ type: 'SPM', text: 'View' })] }
    const offer = { type: 'LIMITED_TIME_OFFER', limited_time_offer: { text: 'Until Sunday', has_expiration: true } }
    const shapes: readonly (readonly object[])[] = [
      [{ type: 'HEADER', format: 'TEXT', text: 'New tea' }, body],
      [
        { type: 'HEADER', format: 'IMAGE', example: image },
        body,
        buttons(url('https://shop.example/{{1}}', { example: ['x'] }), quick('Stop')),
      ],
      [{ type: 'HEADER', format: 'VIDEO', example: video }, body],
      [{ type: 'HEADER', format: 'DOCUMENT', example: file }, body],
      [{ type: 'HEADER', format: 'LOCATION' }, body, buttons({ type: 'PHONE_NUMBER', text: 'Call us', phone_number: '+886255501234' })],
      [body, buttons({ type: 'CATALOG', text: 'View catalog' })],
      [{ type: 'HEADER', format: 'TEXT', text: 'Picks' }, body, buttons({ type: 'MPM', text: 'View items' })],
      [{ type: 'HEADER', format: 'PRODUCT' }, body, buttons({ type: 'SPM', text: 'View' })],
      [body, buttons({ type: 'FLOW', text: 'Ask us', flow_id: '77' }, { type: 'REQUEST_CONTACT_INFO', text: 'Share Contact Info' })],
      [body, { type: 'CAROUSEL', cards: [card, card] }],
      [body, { type: 'CAROUSEL', cards: [productCard, productCard] }],
      [
        { type: 'HEADER', format: 'IMAGE', example: image },
        offer,
        body,
        buttons({ type: 'COPY_CODE', example: 'TEA-1' }, url('https://shop.example')),
      ],
    ]
    for (const [index, components] of shapes.entries()) {
      const draft = aDraft({ name: `shape_${index}`, components: withOwnWords(components, index) })
      expect(createTemplateSchema.safeParse(draft).success, `the client could not make shape ${index}`).toBe(true)
      expect(bodyOf(await create(caller, draft)), `shape ${index}`).toMatchObject({ status: 'PENDING' })
    }
  })

  it('is a one-time code with Meta’s own words', async () => {
    const caller = await startForTest()
    const components = [{ type: 'BODY', add_security_recommendation: true }, buttons({ type: 'OTP', otp_type: 'COPY_CODE' })]
    const { wabaId } = caller.simulator.facts
    const path = `${wabaId}/upsert_message_templates`
    const many = { name: 'code', languages: ['en', 'zh_TW'], category: 'AUTHENTICATION', components }
    const made = upsertedTemplatesPageSchema.parse(bodyOf(await caller.graph('POST', path, { body: many })))
    expect(made.data.map((one) => [one.language, one.status])).toEqual([
      ['en', 'APPROVED'],
      ['zh_TW', 'APPROVED'],
    ])
    const previews = await caller.graph('GET', `${wabaId}/message_template_previews?category=AUTHENTICATION&languages=en,zh_TW`)
    expect(templatePreviewPageSchema.parse(bodyOf(previews)).data.map((one) => one.language)).toEqual(['en', 'zh_TW'])
  })

  const long = (length: number): string => 'a '.repeat(length / 2)
  const refused: readonly (readonly [string, object, number | undefined])[] = [
    ['capital letters in the name', { name: 'Autumn' }, undefined],
    ['a language without templates', { language: 'xx' }, undefined],
    ['a category that is not there', { category: 'NEWS' }, undefined],
    ['no body', { components: [{ type: 'FOOTER', text: 'x' }] }, 2388072],
    ['a body that is too long', { components: [aBody(long(1_026))] }, 2388040],
    ['a variable at the start', { components: [aBody('{{first_name}}, our autumn box is here.')] }, 2388299],
    ['a variable at the end', { components: [aBody('Our autumn box is here, {{first_name}}!')] }, 2388299],
    ['variables side by side', { components: [aBody('Dear {{a}} {{b}}, our autumn box is here.')] }, 2388072],
    ['too many variables for the words', { components: [aBody('A {{a}} b {{b}}, {{c}}, {{d}}, c.')] }, 2388293],
    ['braces that do not match', { components: [aBody('Dear {{first_name}, our box is here.')] }, 2388072],
    ['a variable without sample', { components: [{ type: 'BODY', text: 'Hi {{first_name}}, it is here.' }] }, 2388072],
    [
      'a number in named format',
      { components: [{ type: 'BODY', text: 'Hi {{1}}, it is here.', example: { body_text: [['x']] } }] },
      2388072,
    ],
    ['a header that is too long', { components: [{ type: 'HEADER', format: 'TEXT', text: long(62) }, body] }, 2388040],
    ['formatting in the header', { components: [{ type: 'HEADER', format: 'TEXT', text: '*New*' }, body] }, 2388047],
    ['a picture without sample', { components: [{ type: 'HEADER', format: 'IMAGE' }, body] }, 2388047],
    ['a sample of nobody', { components: [{ type: 'HEADER', format: 'IMAGE', example: { header_handle: ['4:x'] } }, body] }, undefined],
    ['a variable in the footer', { components: [body, { type: 'FOOTER', text: 'Bye {{1}} now' }] }, 2388073],
    ['quick replies apart', { components: [body, buttons(quick('A'), url('https://a.example'), quick('B'))] }, undefined],
    ['three links', { components: [body, buttons(...[1, 2, 3].map((one) => url(`https://a.example/${one}`)))] }, undefined],
    ['a link with its variable inside', { components: [body, buttons(url('https://a.example/{{1}}/x', { example: ['x'] }))] }, undefined],
    ['a link to WhatsApp', { components: [body, buttons(url('https://wa.me/886'))] }, undefined],
    ['a label that is too long', { components: [body, buttons(quick('a'.repeat(26)))] }, 2388040],
    ['a code that is too long', { components: [body, buttons({ type: 'COPY_CODE', example: 'a'.repeat(21) })] }, undefined],
    ['items without header', { components: [body, buttons({ type: 'MPM', text: 'View items' })] }, undefined],
    ['one card', { components: [body, { type: 'CAROUSEL', cards: [] }] }, undefined],
    ['a life of an hour for an offer', { message_send_ttl_seconds: 3_600 }, undefined],
  ]
  it.each(refused)('is not %s', async (_, changes, subcode) => {
    const caller = await startForTest()
    const error = errorOf(await create(caller, aDraft(changes)))
    expect(error).toMatchObject({ code: 100, status: 400 })
    expect(error?.subcode).toBe(subcode)
  })
})

/** Two live templates may not have the same words. */
function withOwnWords(components: readonly object[], index: number): readonly object[] {
  return components.map((part) => (part === body ? aBody(`Hi {{first_name}}, our box number ${index} is here.`) : part))
}

describe('names and numbers', () => {
  it('refuse a second one in the same language, and the name of a deleted one for 30 days', async () => {
    const caller = await startForTest()
    const { wabaId } = caller.simulator.facts
    await created(caller)
    expect(errorOf(await create(caller, aDraft()))?.subcode).toBe(2388024)
    await pass(caller, 2_000)
    await caller.graph('DELETE', `${wabaId}/message_templates?name=autumn_box`)
    expect(errorOf(await create(caller, aDraft()))?.subcode).toBe(2388023)
    await pass(caller, 30 * DAY_MS + 1)
    expect((await created(caller)).status).toBe('PENDING')
  })

  it('refuse the same words under another name', async () => {
    const caller = await startForTest()
    await created(caller)
    expect(errorOf(await create(caller, aDraft({ name: 'other' })))?.code).toBe(100)
  })

  it('allow 100 new ones in an hour, and 250 before the business is verified', async () => {
    const caller = await startForTest()
    await caller.control('POST', 'account', { verification: 'not_verified' })
    const make = (index: number) => create(caller, aDraft({ name: `many_${index}`, components: [aBody(`Letter ${index} of our shop.`)] }))
    for (let index = 0; index < 100; index += 1) bodyOf(await make(index))
    expect(errorOf(await make(100))?.code).toBe(80007)
    for (let index = 100; index < 247; index += 1) {
      if (index % 100 === 0) await pass(caller, HOUR_MS)
      bodyOf(await make(index))
    }
    expect(errorOf(await make(247))?.subcode).toBe(2388019)
    const page = templatesPageSchema.parse(
      bodyOf(await caller.graph('GET', `${caller.simulator.facts.wabaId}/message_templates?limit=1000`)),
    )
    expect(page.data).toHaveLength(250)
  })
})

describe('changes', () => {
  it('send an approved template back to review, once in 24 hours and 10 times in 30 days', async () => {
    const caller = await startForTest()
    const receiver = await listenFor(caller)
    const { id } = await created(caller)
    const edit = (text: string) => caller.graph('POST', id, { body: { components: [aBody(text)] } })
    expect(errorOf(await edit('Hi {{first_name}}, too early for this.'))?.code).toBe(100)
    await pass(caller, 2_000)
    for (let time = 1; time <= 10; time += 1) {
      expect(bodyOf(await edit(`Hi {{first_name}}, our box number ${time} is here.`))).toEqual({ success: true })
      expect((await read(caller, id)).status).toBe('PENDING')
      await pass(caller, 2_000)
      expect(errorOf(await edit('Hi {{first_name}}, twice a day is too often.'))?.code).toBe(100)
      await pass(caller, DAY_MS)
    }
    expect(errorOf(await edit('Hi {{first_name}}, the eleventh time.'))?.code).toBe(100)
    const values = await valuesOf(receiver, 'message_template_components_update', 10)
    expect(templateComponentsValueSchema.parse(values[0]).message_template_element).toContain('number 1')
  })

  it('let a refused template be mended at once, with another category', async () => {
    const caller = await startForTest()
    const { id } = await created(caller, aDraft({ components: [aBody('We offer {{first_name}} guaranteed profit every day.')] }))
    await pass(caller, 2_000)
    bodyOf(
      await caller.graph('POST', id, { body: { category: 'UTILITY', components: [aBody('Dear {{first_name}}, your parcel is here.')] } }),
    )
    await pass(caller, 2_000)
    expect(await read(caller, id)).toMatchObject({ status: 'APPROVED', category: 'UTILITY', rejected_reason: 'NONE' })
    expect(errorOf(await caller.graph('POST', id, { body: { category: 'MARKETING' } }))?.code).toBe(100)
  })

  it('delete one language by its id, and all by name', async () => {
    const caller = await startForTest({ scenario: 'spring-tea' })
    const { wabaId } = caller.simulator.facts
    const count = async (): Promise<number> => {
      const seen = await caller.graph('GET', `${wabaId}/message_templates?name=order_update`)
      return templatesPageSchema.parse(bodyOf(seen)).data.length
    }
    const { data } = templatesPageSchema.parse(bodyOf(await caller.graph('GET', `${wabaId}/message_templates?name=order_update`)))
    expect(data).toHaveLength(2)
    await caller.graph('DELETE', `${wabaId}/message_templates?hsm_id=${data[0]?.id ?? ''}&name=order_update`)
    expect(await count()).toBe(1)
    await caller.graph('DELETE', `${wabaId}/message_templates?name=order_update`)
    expect(await count()).toBe(0)
    expect(errorOf(await caller.graph('DELETE', `${wabaId}/message_templates?name=order_update`))?.code).toBe(100)
  })

  it('archive under another address without a version, and delete after 28 days', async () => {
    const caller = await startForTest()
    const { wabaId, url: base, token } = caller.simulator.facts
    const { id } = await created(caller)
    await pass(caller, 2_000)
    const archive = (word: string) =>
      call('POST', `${base}/${wabaId}/message_templates/${word}`, {
        body: { hsm_ids: `${id},1` },
        headers: { authorization: `Bearer ${token}` },
      })
    expect(archivedTemplatesSchema.parse(bodyOf(await archive('archive')))).toMatchObject({ archived_templates: [id], success: false })
    expect((await read(caller, id)).status).toBe('ARCHIVED')
    expect(archivedTemplatesSchema.parse(bodyOf(await archive('unarchive')))).toMatchObject({ unarchived_templates: [id] })
    expect((await read(caller, id)).status).toBe('APPROVED')
    await archive('archive')
    await pass(caller, 28 * DAY_MS)
    expect(errorOf(await caller.graph('GET', id))).toMatchObject({ code: 100, subcode: 33 })
  })
})

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
    expect((await read(caller, id)).status).toBe('APPROVED')
  })
})

describe('lists', () => {
  it('stay whole over pages while a template before the cursor goes away', async () => {
    const caller = await startForTest({ scenario: 'spring-tea' })
    const { wabaId } = caller.simulator.facts
    const first = templatesPageSchema.parse(bodyOf(await caller.graph('GET', `${wabaId}/message_templates?limit=4`)))
    await caller.graph('DELETE', `${wabaId}/message_templates?name=${first.data[0]?.name ?? ''}`)
    const after = first.paging?.cursors?.after ?? ''
    const rest = templatesPageSchema.parse(bodyOf(await caller.graph('GET', `${wabaId}/message_templates?limit=50&after=${after}`)))
    const names = [...first.data, ...rest.data].map((one) => one.id)
    expect(new Set(names).size).toBe(10)
    const before = rest.paging?.cursors?.before ?? ''
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
    expect((await read(caller, id)).components.map((part) => part.type)).toEqual(['HEADER', 'BODY', 'BUTTONS'])
    expect(errorOf(await create(caller, { ...draft, name: 'b', library_template_button_inputs: [] }))?.code).toBe(100)
    expect(errorOf(await create(caller, { ...draft, name: 'b', library_template_name: 'none' }))?.code).toBe(100)
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
      return caller.graph(
        'GET',
        `${wabaId}/template_analytics?${new URLSearchParams(Object.entries(query).map(([name, value]): [string, string] => [name, String(value)]))}`,
      )
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
