import { describe, expect, it } from 'vitest'
import { templatePreviewPageSchema, upsertedTemplatesPageSchema } from '#contract/cloud-api/answer-template-more.ts'
import { createTemplateSchema } from '#contract/cloud-api/manage-template.ts'
import { errorOf, startForTest } from '../../../testing/harness.ts'
import { aBody, aDraft, bodyOf, create, uploadSample } from '../../../testing/management.ts'

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
