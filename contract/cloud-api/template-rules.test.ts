import { describe, expect, it } from 'vitest'
import { createTemplateSchema, type CreateTemplateRequest, type TemplateDraft } from './manage-template.ts'
import type { ButtonDraft, CarouselDraft, TemplatePartDraft } from './manage-template-parts.ts'
import { checkTemplateDraft } from './template-rules.ts'
import { countWords } from './template-rule-text.ts'

const body = (text: string, ...samples: readonly string[]): TemplatePartDraft => ({
  type: 'BODY',
  text,
  ...(samples.length === 0 ? {} : { example: { body_text: [[...samples]] } }),
})
const image: TemplatePartDraft = { type: 'HEADER', format: 'IMAGE', example: { header_handle: ['4:c2Ft'] } }
const buttons = (...list: readonly ButtonDraft[]): TemplatePartDraft => ({ type: 'BUTTONS', buttons: [...list] })
const quick = (text = 'Stop promotions'): ButtonDraft => ({ type: 'QUICK_REPLY', text })
const link = (url = 'https://shop.example/p/{{1}}', example = 'https://shop.example/p/1'): ButtonDraft => ({
  type: 'URL',
  text: 'See it',
  url,
  example: [example],
})
const code: ButtonDraft = { type: 'COPY_CODE', example: 'SPRING15' }
const plain = body('Our autumn box is here, come and see it.')

const draft = (components: readonly TemplatePartDraft[], more: Partial<TemplateDraft> = {}): TemplateDraft => ({
  name: 'autumn_sale',
  language: 'en',
  category: 'MARKETING',
  components: [...components],
  ...more,
})

/** Codes of all errors, and of warnings with a question mark. */
const codes = (value: TemplateDraft) => checkTemplateDraft(value).map(({ code: rule, level }) => (level === 'error' ? rule : `${rule}?`))

describe('a draft that Meta takes', () => {
  const named: CreateTemplateRequest = {
    ...draft([
      image,
      {
        type: 'BODY',
        text: 'Hi {{first_name}}, our autumn box is here.',
        example: { body_text_named_params: [{ param_name: 'first_name', example: 'Mei' }] },
      },
      { type: 'FOOTER', text: 'Reply STOP to leave' },
      buttons(link(), quick()),
    ]),
    parameter_format: 'named',
  }

  it('is the reference’s own example, and fits the schema', () => {
    expect(codes(named)).toEqual([])
    expect(createTemplateSchema.safeParse(named).success).toBe(true)
  })

  const card = (text: string): CarouselDraft['cards'][number] => ({
    components: [
      { type: 'HEADER', format: 'IMAGE', example: { header_handle: ['4:a'] } },
      { type: 'BODY', text },
      { type: 'BUTTONS', buttons: [{ type: 'QUICK_REPLY', text: 'Order' }] },
    ],
  })
  const productCard: CarouselDraft['cards'][number] = {
    components: [
      { type: 'HEADER', format: 'PRODUCT' },
      { type: 'BUTTONS', buttons: [{ type: 'SPM', text: 'View' }] },
    ],
  }

  it.each<[string, TemplateDraft]>([
    ['words alone', draft([plain])],
    ['a coupon', draft([plain, buttons(code, quick())])],
    ['numbered fields', draft([body('Dear {{1}}, your order {{2}} will leave our little shop today.', 'Mei', '17')])],
    ['a catalog', draft([plain, buttons({ type: 'CATALOG', text: 'View catalog' })])],
    ['several products', draft([{ type: 'HEADER', format: 'TEXT', text: 'New tea' }, plain, buttons({ type: 'MPM', text: 'View items' })])],
    ['one product', draft([{ type: 'HEADER', format: 'PRODUCT' }, plain, buttons({ type: 'SPM', text: 'View' })])],
    ['a place', draft([{ type: 'HEADER', format: 'LOCATION' }, plain], { category: 'UTILITY' })],
    ['picture cards', draft([plain, { type: 'CAROUSEL', cards: [card('Oolong'), card('Black tea')] }])],
    ['product cards', draft([plain, { type: 'CAROUSEL', cards: [productCard, productCard] }])],
    [
      'an offer that ends',
      draft([
        image,
        plain,
        { type: 'LIMITED_TIME_OFFER', limited_time_offer: { text: 'Ends soon', has_expiration: true } },
        buttons(code, link()),
      ]),
    ],
    [
      'a one-time code',
      draft(
        [
          { type: 'BODY', add_security_recommendation: true },
          { type: 'FOOTER', code_expiration_minutes: 5 },
          buttons({ type: 'OTP', otp_type: 'COPY_CODE' }),
        ],
        { category: 'AUTHENTICATION' },
      ),
    ],
    ['a flow', draft([plain, buttons({ type: 'FLOW', text: 'Book', flow_id: '7', flow_action: 'navigate', navigate_screen: 'A' })])],
    ['asking for the number', draft([plain, buttons({ type: 'REQUEST_CONTACT_INFO' })])],
    [
      'Chinese words',
      draft(
        [body('{{1}}'.concat('您好'), 'x')].map(() => body('親愛的{{1}}您好，秋茶到了', '小美')),
        { language: 'zh_TW' },
      ),
    ],
  ])('%s', (_name, value) => {
    expect(codes(value)).toEqual([])
    expect(createTemplateSchema.safeParse(value).success).toBe(true)
  })
})

describe('what Meta refuses is named', () => {
  const offer: TemplatePartDraft = { type: 'LIMITED_TIME_OFFER', limited_time_offer: { text: 'Ends soon' } }
  const longLabel = 'x'.repeat(26)
  it.each<[string, TemplateDraft, readonly string[]]>([
    ['no name', draft([plain], { name: '' }), ['name-missing']],
    ['capitals and dashes in a name', draft([plain], { name: 'Autumn-Sale' }), ['name-letters']],
    ['a language that is none', draft([plain], { language: 'zh-TW' }), ['language-unknown']],
    ['no body', draft([image]), ['part-missing']],
    ['an empty body', draft([body(' ')]), ['text-missing']],
    ['a body of 1,025', draft([body('x'.repeat(1025))]), ['text-too-long']],
    ['two bodies', draft([plain, plain]), ['part-twice']],
    ['a field at the start', draft([body('{{1}} is here for you again today', 'Mei')]), ['field-first']],
    ['a field at the end', draft([body('Our autumn box is here for you, {{1}}', 'Mei')]), ['field-last']],
    ['a field followed by a full stop alone', draft([body('Our autumn box is here for you, {{1}}.', 'Mei')]), ['field-last']],
    ['two fields side by side', draft([body('Dear {{1}} {{2}} the autumn box is here today', 'a', 'b')]), ['fields-adjacent']],
    ['few words for many fields', draft([body('Hi {{1}} and {{2}} now', 'a', 'b')]), ['fields-for-words?']],
    ['a brace too few', draft([body('Dear {{1}, the box is here')]), ['field-braces']],
    ['a gap in the numbers', draft([body('Dear {{1}}, the box {{3}} is here for you', 'a')]), ['field-order', 'sample-missing']],
    ['names where numbers were said', draft([body('Dear {{name}}, the box is here')]), ['field-name', 'sample-missing']],
    ['no sample', draft([body('Dear {{1}}, the box is here')]), ['sample-missing']],
    ['a sample too many', draft([body('Dear {{1}}, the box is here', 'a', 'b')]), ['sample-unknown']],
    [
      'two fields above',
      draft([{ type: 'HEADER', format: 'TEXT', text: '{{1}} {{2}}', example: { header_text: ['a'] } }, plain]),
      ['fields-too-many', 'sample-missing'],
    ],
    ['a picture without sample', draft([{ type: 'HEADER', format: 'IMAGE', example: { header_handle: [''] } }, plain]), ['sample-missing']],
    ['a star above', draft([{ type: 'HEADER', format: 'TEXT', text: 'New *tea*' }, plain]), ['signs-refused?']],
    ['a field below', draft([plain, { type: 'FOOTER', text: 'From {{1}} with love' }]), ['fields-too-many']],
    ['61 letters below', draft([plain, { type: 'FOOTER', text: 'x'.repeat(61) }]), ['text-too-long']],
    ['eleven buttons', draft([plain, buttons(...Array.from({ length: 11 }, () => quick()))]), ['buttons-too-many']],
    ['three links', draft([plain, buttons(link(), link(), link())]), ['button-kind-too-many']],
    ['two codes', draft([plain, buttons(code, code)]), ['button-kind-too-many']],
    ['replies torn apart', draft([plain, buttons(quick(), link(), quick('More'))]), ['quick-replies-apart']],
    ['a catalog with company', draft([plain, buttons({ type: 'CATALOG', text: 'View catalog' }, quick())]), ['button-alone']],
    ['another label for the catalog', draft([plain, buttons({ type: 'CATALOG', text: 'Our tea' })]), ['button-label-fixed']],
    ['a label of 26', draft([plain, buttons(quick(longLabel))]), ['text-too-long']],
    ['a field in a label', draft([plain, buttons(quick('Hi {{1}}'))]), ['fields-too-many']],
    ['a code of 21', draft([plain, buttons({ type: 'COPY_CODE', example: 'x'.repeat(21) })]), ['text-too-long']],
    ['a chat link', draft([plain, buttons(link('https://wa.me/886912345678'))]), ['url-wa-me']],
    ['no web address', draft([plain, buttons(link('javascript:alert(1)'))]), ['url-refused']],
    ['a field in the server’s name', draft([plain, buttons(link('https://{{1}}.shop.example/'))]), ['url-refused']],
    ['a field in the middle', draft([plain, buttons(link('https://shop.example/{{1}}/buy'))]), ['url-field-place']],
    ['two fields in a link', draft([plain, buttons(link('https://shop.example/{{1}}/{{2}}'))]), ['url-field-place']],
    ['a link without sample', draft([plain, buttons(link('https://shop.example/{{1}}', ' '))]), ['sample-missing']],
    [
      'a telephone with letters',
      draft([plain, buttons({ type: 'PHONE_NUMBER', text: 'Call', phone_number: 'CALL-NOW' })]),
      ['phone-refused'],
    ],
    ['a flow without name', draft([plain, buttons({ type: 'FLOW', text: 'Book' })]), ['flow-missing']],
    ['several products under a picture', draft([image, plain, buttons({ type: 'MPM', text: 'View items' })]), ['header-needed']],
    ['one product without itself', draft([plain, buttons({ type: 'SPM', text: 'View' })]), ['header-needed']],
    ['a product above and no button', draft([{ type: 'HEADER', format: 'PRODUCT' }, plain]), ['header-refused']],
    [
      'a moving picture in a notice',
      draft([{ type: 'HEADER', format: 'GIF', example: { header_handle: ['4:a'] } }, plain], { category: 'UTILITY' }),
      ['part-category'],
    ],
    ['a promotion’s text as code', draft([plain], { category: 'AUTHENTICATION' }), ['part-category']],
    ['a code’s button in a promotion', draft([plain, buttons({ type: 'OTP', otp_type: 'COPY_CODE' })]), ['part-category']],
    ['an offer with a footer', draft([image, plain, { type: 'FOOTER', text: 'Bye' }, offer, buttons(code)]), ['offer-footer']],
    ['an offer under words', draft([{ type: 'HEADER', format: 'TEXT', text: 'Tea' }, plain, offer, buttons(code)]), ['header-refused']],
    ['an offer with its code second', draft([image, plain, offer, buttons(link(), code)]), ['offer-code-first']],
    ['601 letters beside an offer', draft([image, body('x'.repeat(601)), offer, buttons(code)]), ['text-too-long']],
    [
      '17 letters of an offer',
      draft([image, plain, { type: 'LIMITED_TIME_OFFER', limited_time_offer: { text: 'x'.repeat(17) } }, buttons(code)]),
      ['text-too-long'],
    ],
    ['an offer in a notice', draft([image, plain, offer, buttons(code)], { category: 'UTILITY' }), ['part-category']],
    ['a promotion that waits an hour', draft([plain], { message_send_ttl_seconds: 3600 }), ['ttl-range']],
    ['a promotion that waits 30 days by -1', draft([plain], { message_send_ttl_seconds: -1 }), ['ttl-range']],
  ])('%s', (_name, value, expected) => {
    expect(codes(value)).toEqual(expected)
  })

  it('lets a notice wait 30 days by -1', () => {
    expect(codes(draft([plain], { category: 'UTILITY', message_send_ttl_seconds: -1 }))).toEqual([])
  })
})

describe('cards', () => {
  const card = (format: 'IMAGE' | 'VIDEO', ...list: readonly ButtonDraft[]): CarouselDraft['cards'][number] => ({
    components: [
      { type: 'HEADER', format, example: { header_handle: ['4:a'] } },
      { type: 'BODY', text: 'Oolong from the hills' },
      { type: 'BUTTONS', buttons: list as never },
    ],
  })
  const product: CarouselDraft['cards'][number] = {
    components: [
      { type: 'HEADER', format: 'PRODUCT' },
      { type: 'BUTTONS', buttons: [{ type: 'SPM', text: 'View' }] },
    ],
  }
  const carousel = (...cards: CarouselDraft['cards']): TemplatePartDraft => ({ type: 'CAROUSEL', cards })

  it.each<[string, readonly TemplatePartDraft[], readonly string[]]>([
    ['one card', [plain, carousel(card('IMAGE', quick()))], ['cards-count']],
    ['three product cards', [plain, carousel(product, product, product)], ['cards-count']],
    ['a film among pictures', [plain, carousel(card('IMAGE', quick()), card('VIDEO', quick()))], ['cards-differ']],
    ['other buttons on one card', [plain, carousel(card('IMAGE', quick()), card('IMAGE', link()))], ['cards-differ']],
    [
      'three buttons on each',
      [plain, carousel(card('IMAGE', quick(), quick(), quick()), card('IMAGE', quick(), quick(), quick()))],
      ['buttons-too-many', 'buttons-too-many'],
    ],
    ['no buttons', [plain, carousel(card('IMAGE'), card('IMAGE'))], ['card-part-missing', 'card-part-missing']],
    ['company', [image, plain, carousel(product, product), buttons(quick())], ['carousel-alone', 'carousel-alone']],
  ])('%s', (_name, components, expected) => {
    expect(codes(draft(components))).toEqual(expected)
  })

  it('says which button of which card', () => {
    const [found] = checkTemplateDraft(draft([plain, carousel(card('IMAGE', quick()), card('IMAGE', quick('x'.repeat(30))))]))
    expect(found?.where).toMatchObject({ part: 'cardButton', index: 1, inner: 0, start: 25, end: 30 })
  })
})

describe('places and counts', () => {
  it('point at the characters meant', () => {
    const [found] = checkTemplateDraft(draft([body('{{1}} is here for you again today', 'Mei')]))
    expect(found).toMatchObject({ code: 'field-first', where: { part: 'body', field: '1', start: 0, end: 5 } })
  })

  it('count words of scripts with and without spaces, and no fields', () => {
    expect(countWords('Hi {{1}}, two words')).toBe(3)
    expect(countWords('秋茶到了 now')).toBe(5)
    expect(countWords('{{first_name}}')).toBe(0)
  })
})
