import { describe, expect, it } from 'vitest'
import { templatesPageSchema } from '#contract/cloud-api/answer-template.ts'
import { archivedTemplatesSchema } from '#contract/cloud-api/answer-template-more.ts'
import {
  templateCategoryValueSchema,
  templateComponentsValueSchema,
  templateStatusValueSchema,
} from '#contract/cloud-api/webhook-template.ts'
import { call, errorOf, listenFor, startForTest } from '../../../testing/harness.ts'
import { aBody, aDraft, bodyOf, create, created, pass, readTemplate, valuesOf } from '../../../testing/management.ts'

const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS

describe('a new template', () => {
  it('waits for its review and is then approved, with a webhook', async () => {
    const caller = await startForTest()
    const receiver = await listenFor(caller)
    const answer = await created(caller)
    expect(answer).toMatchObject({ status: 'PENDING', category: 'MARKETING' })
    await pass(caller, 2_000)
    expect(await readTemplate(caller, answer.id)).toMatchObject({ status: 'APPROVED', quality_score: { score: 'UNKNOWN' } })
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
    expect(await readTemplate(caller, id)).toMatchObject({ status: 'REJECTED', rejected_reason: reason })
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
    expect(await readTemplate(caller, id)).toMatchObject({ status: 'APPROVED', category: 'UTILITY', correct_category: 'MARKETING' })
    await pass(caller, DAY_MS)
    expect(await readTemplate(caller, id)).toMatchObject({ category: 'MARKETING', previous_category: 'UTILITY' })
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
    expect(await readTemplate(caller, id)).toMatchObject({ status: 'PENDING' })
    await caller.control('POST', 'template-review', { name: 'autumn_box', language: 'en', verdict: 'refuse', reason: 'ABUSIVE_CONTENT' })
    expect(await readTemplate(caller, id)).toMatchObject({ status: 'REJECTED', rejected_reason: 'ABUSIVE_CONTENT' })
  })
})

function buttons(...list: object[]): object {
  return { type: 'BUTTONS', buttons: list }
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
      expect((await readTemplate(caller, id)).status).toBe('PENDING')
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
    expect(await readTemplate(caller, id)).toMatchObject({ status: 'APPROVED', category: 'UTILITY', rejected_reason: 'NONE' })
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
    expect((await readTemplate(caller, id)).status).toBe('ARCHIVED')
    expect(archivedTemplatesSchema.parse(bodyOf(await archive('unarchive')))).toMatchObject({ unarchived_templates: [id] })
    expect((await readTemplate(caller, id)).status).toBe('APPROVED')
    await archive('archive')
    await pass(caller, 28 * DAY_MS)
    expect(errorOf(await caller.graph('GET', id))).toMatchObject({ code: 100, subcode: 33 })
  })
})
