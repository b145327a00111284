import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createTemplateSchema } from '#contract/cloud-api/manage-template.ts'
import { checkTemplateDraft } from '#contract/cloud-api/template-rules.ts'
import { DraftContent } from '#contract/ipc/template-draft.ts'
import { contentOfStarter, textOfStarter } from '../draft/starters.ts'
import { blockedOf } from './blocked.ts'
import { checkDraft, checkText } from './check.ts'
import type { Content, DraftText, Finding } from './finding.ts'
import { requestOf } from './meta-rules.ts'

const around = { name: 'autumn', takenLanguages: [], others: [] }
const text = (over: Partial<DraftText> = {}): DraftText => ({
  ...textOfStarter('blank', 'en'),
  body: 'Our autumn box is here, come and see it.',
  ...over,
})
const content = (over: Partial<DraftText> = {}, purpose: Content['purpose'] = 'MARKETING'): Content => ({
  title: 'Autumn',
  ownName: null,
  purpose,
  texts: [text(over)],
})
const rules = (over: Partial<DraftText>, purpose?: Content['purpose']) =>
  checkDraft(content(over, purpose), around).findings.map(({ rule, level }) => (level === 'error' ? rule : `${rule}?`))
const button = (type: DraftText['buttons'][number]['type'], over: object = {}) => ({ type, text: 'See it', value: '', sample: '', ...over })

/** Puts a suggestion where it belongs. */
function apply(words: string, { place, suggestion }: Finding): string {
  return `${words.slice(0, place.start)}${suggestion ?? ''}${words.slice(place.end)}`
}

describe('the starters', () => {
  const needsWork: Readonly<Record<string, readonly string[]>> = {
    'limited-time': ['url-refused'],
    carousel: ['card-file-missing'],
    blank: ['text-missing', 'title-missing'],
  }
  it.each(['coupon', 'limited-time', 'carousel', 'products', 'notice', 'blank'] as const)(
    '%s asks for nothing but files and addresses, in three languages',
    (starter) => {
      const made = contentOfStarter(starter, ['zh_TW', 'zh_CN', 'en'])
      const found = checkDraft(made, around).findings
      expect([...new Set(found.map(({ rule }) => rule))].toSorted()).toEqual([...(needsWork[starter] ?? [])])
      expect(DraftContent.parse(made)).toEqual(made)
    },
  )

  it('is what the client would take', () => {
    const [coupon] = contentOfStarter('coupon', ['zh_TW']).texts
    const request = requestOf(coupon as DraftText, { name: 'coupon', purpose: 'MARKETING' })
    expect(checkTemplateDraft(request)).toEqual([])
    expect(createTemplateSchema.safeParse(request).success).toBe(true)
  })
})

describe('likely refusals', () => {
  it.each<[string, Partial<DraftText>, readonly string[]]>([
    ['plain words', {}, []],
    ['a promise in English', { body: 'Guaranteed tea for you and all your friends.' }, ['risky-word?']],
    [
      'a promise in Traditional Chinese',
      { language: 'zh_TW', body: '本店保證好喝，最低價供應，歡迎光臨。' },
      ['risky-word?', 'risky-word?'],
    ],
    ['a promise in Simplified Chinese', { language: 'zh_CN', body: '本店保证好喝，免费品尝，欢迎光临。' }, ['risky-word?', 'risky-word?']],
    ['a word that only looks like one', { body: 'We guaranteedly wrote this word another way.' }, []],
    ['shouting', { body: 'COME AND BUY NOW, our box is here.' }, ['capitals?']],
    ['a name in capitals', { body: 'Our TEA box is here, come and see it.' }, []],
    ['a short link', { body: 'See it at bit.ly/tea and tell us what you think.' }, ['link-short?']],
    ['a chat link in the text', { body: 'Write to wa.me/886912345678 if you like tea.' }, ['link-whatsapp?']],
    ['a chat link on a button', { buttons: [button('URL', { value: 'https://wa.me/1' })] }, ['url-wa-me']],
    ['a short link on a button', { buttons: [button('URL', { value: 'https://reurl.cc/x' })] }, ['link-short?']],
    ['a field first', { body: '{{name}} is here for all of you today', samples: { name: 'Mei' } }, ['field-first']],
    ['a field last', { body: 'Our autumn box is here for you, {{name}}', samples: { name: 'Mei' } }, ['field-last']],
    [
      'two fields side by side',
      { body: 'Dear {{a}} {{b}}, our autumn box is here today', samples: { a: '1', b: '2' } },
      ['fields-adjacent'],
    ],
    ['no example', { body: 'Dear {{name}}, our autumn box is here today' }, ['sample-missing']],
    ['a Chinese name of a field', { body: 'Dear {{稱呼}}, our autumn box is here today', samples: { 稱呼: '1' } }, ['field-name']],
    ['no photo', { header: { format: 'IMAGE', text: '', sampleId: null } }, ['file-missing']],
    ['three empty rows', { body: 'Our autumn box\n\n\n\nis here' }, ['body-rows']],
    ['a row of spaces', { body: 'Our autumn box      is here' }, ['body-gaps']],
    ['a link without its end', { buttons: [button('URL', { value: 'https://shop.example/{{1}}' })] }, ['button-sample-missing']],
    [
      'a quick answer beside an offer that ends',
      { offer: { text: 'Today', hasExpiration: true }, buttons: [button('QUICK_REPLY')] },
      ['offer-buttons'],
    ],
  ])('%s', (_name, over, expected) => {
    expect(rules(over)).toEqual(expected)
  })

  it('tell a notice that reads like an offer, and one with parts of offers', () => {
    expect(rules({ body: 'Your order is here. Get 20% off next time you come.' }, 'UTILITY')).toEqual(['reads-like-offer?'])
    expect(rules({ buttons: [button('COPY_CODE', { value: 'A1' })] }, 'UTILITY')).toEqual(['becomes-offer?'])
    expect(rules({ body: 'Your order is here. Get 20% off next time you come.' })).toEqual([])
  })

  it('know names and texts that are taken', () => {
    const checked = checkDraft(content(), {
      name: 'autumn',
      takenLanguages: ['en'],
      others: [{ language: 'en', body: text().body, footer: '', name: 'other' }],
    })
    expect(checked.findings.map(({ rule, params }) => [rule, params])).toEqual([
      ['name-taken', {}],
      ['same-text', { name: 'other' }],
    ])
    expect(checked.filled).toEqual([])
  })

  it.each<[string, DraftText]>([
    ['a field first', text({ body: '  {{name}} is here for all of you today', samples: { name: 'Mei' } })],
    ['a field last', text({ body: 'Our autumn box is here for you, {{name}}', samples: { name: 'Mei' } })],
    ['a field last in Chinese', text({ language: 'zh_TW', body: '秋天的茶禮都到店裡了，{{name}}', samples: { name: 'Mei' } })],
    ['fields side by side', text({ body: 'Dear {{a}}{{b}}, our autumn box is here today', samples: { a: '1', b: '2' } })],
    ['a capital in a name', text({ body: 'Dear {{Name}}, our autumn box is here today', samples: { name: '1' } })],
    ['empty rows', text({ body: 'Our autumn box\n\n\n\nis here' })],
    ['a promise', text({ body: 'Guaranteed tea for you and all your friends.' })],
    ['shouting', text({ body: 'COME AND BUY NOW, our box is here.' })],
  ])('are mended by their suggestion: %s', (_name, broken) => {
    const [found] = checkText(broken, 'MARKETING').filter(({ suggestion }) => suggestion !== null)
    expect(found).toBeDefined()
    const mended = { ...broken, body: apply(broken.body, found as Finding) }
    expect(checkText(mended, 'MARKETING').map(({ rule }) => rule)).not.toContain(found?.rule)
  })
})

describe('what can be added', () => {
  const blocked = (over: Partial<DraftText>, purpose: Content['purpose'] = 'MARKETING') =>
    Object.fromEntries(blockedOf(text(over), purpose).map(({ what, reason }) => [what, reason]))

  it('is everything but cards on a plain text', () => {
    expect(Object.keys(blocked({})).filter((what) => !what.startsWith('cardButton'))).toEqual([])
  })

  it('is nothing beside buttons that stand alone, and no second code', () => {
    const alone = blocked({ buttons: [button('CATALOG')] })
    expect([alone['button.QUICK_REPLY'], alone['button.URL']]).toEqual(['button-alone', 'button-alone'])
    expect(blocked({ buttons: [button('COPY_CODE', { value: 'A' })] })).toMatchObject({
      'button.COPY_CODE': 'button-kind-too-many',
      'button.MPM': 'button-alone',
    })
  })

  it('is little beside cards and beside an offer that ends', () => {
    const card = { sampleId: null, body: 'x', buttons: [button('QUICK_REPLY')] }
    const beside = blocked({ carousel: { kind: 'IMAGE', cards: [card, card] } })
    expect([beside['footer'], beside['header.IMAGE'], beside['button.URL'], beside['offer']]).toEqual(Array(4).fill('carousel-alone'))
    expect([beside['cardButton.SPM'], beside['cardButton.URL']]).toEqual(['card-button', undefined])
    const ending = blocked({ offer: { text: 'Today', hasExpiration: true } })
    expect([
      ending['footer'],
      ending['header.TEXT'],
      ending['header.IMAGE'],
      ending['button.QUICK_REPLY'],
      ending['button.COPY_CODE'],
    ]).toEqual(['offer-footer', 'header-refused', undefined, 'offer-buttons', undefined])
    expect(blocked({}, 'UTILITY')['offer']).toBe('part-category')
  })

  it('leaves no button blocked that the shared rules would take', () => {
    const types = ['QUICK_REPLY', 'URL', 'PHONE_NUMBER', 'COPY_CODE'] as const
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...types), { maxLength: 11 }), (list) => {
        // Built one by one, as on screen: whatever is not blocked never breaks a rule of company.
        let buttons: DraftText['buttons'] = []
        for (const type of list) {
          if (blocked({ buttons })[`button.${type}`] !== undefined) continue
          const added = button(type, {
            value: type === 'URL' ? 'https://shop.example/' : type === 'PHONE_NUMBER' ? '+886912345678' : 'CODE',
          })
          const last = buttons.findLastIndex((one) => one.type === 'QUICK_REPLY')
          buttons =
            type === 'COPY_CODE'
              ? [added, ...buttons]
              : type === 'QUICK_REPLY' && last >= 0
                ? buttons.toSpliced(last + 1, 0, added)
                : [...buttons, added]
        }
        expect(rules({ buttons }).filter((rule) => !rule.endsWith('?'))).toEqual([])
      }),
      { numRuns: 40 },
    )
  })
})

describe('any draft', () => {
  const word = fc.constantFrom(
    'tea',
    '茶',
    '{{a}}',
    '{{ b }}',
    '{{',
    '}}',
    ' ',
    '\n',
    'FREE',
    '保證',
    '100%',
    'bit.ly/x',
    '*',
    '😀',
    '{{稱呼}}',
  )
  const words = fc.array(word, { maxLength: 12 }).map((parts) => parts.join(''))

  it('is judged without a crash, each finding inside its words, and an error for each that the client would refuse', () => {
    fc.assert(
      fc.property(words, words, fc.constantFrom('en', 'zh_TW', 'zh_CN', 'ja'), fc.boolean(), (body, footer, language, isOffer) => {
        const draft = text({ body, footer, language, samples: { a: 'x', b: 'y' } })
        const purpose = isOffer ? 'MARKETING' : 'UTILITY'
        const found = checkText(draft, purpose)
        for (const { place } of found.filter((one) => one.place.part === 'body')) {
          expect(place.start).toBeGreaterThanOrEqual(0)
          expect(place.end).toBeLessThanOrEqual(body.length)
          expect(place.start).toBeLessThanOrEqual(place.end)
        }
        const request = requestOf(draft, { name: 'x', purpose })
        const refusals = checkTemplateDraft(request).filter(({ level }) => level === 'error')
        expect(found.filter(({ level }) => level === 'error').length).toBeGreaterThanOrEqual(refusals.length)
      }),
      { numRuns: 300 },
    )
  })
})
