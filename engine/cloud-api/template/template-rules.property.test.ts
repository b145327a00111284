import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createTemplateSchema, type TemplateDraft } from '#contract/cloud-api/manage-template.ts'
import type { ButtonDraft, TemplatePartDraft } from '#contract/cloud-api/manage-template-parts.ts'
import { TEMPLATE_LANGUAGES } from '#contract/cloud-api/template-limits.ts'
import { checkTemplateDraft } from '#contract/cloud-api/template-rules.ts'
import { fieldsIn } from '#contract/cloud-api/template-rule-text.ts'

const RUNS = { numRuns: 300 }
const anyText = fc.oneof(
  fc.string({ maxLength: 80 }),
  fc.string({ unit: 'grapheme', maxLength: 40 }),
  fc.constantFrom('{{1}}', '{{', '}}', '{{a}} {{b}}', ''),
)
const word = fc.constantFrom('tea', 'autumn', 'box', 'here', 'new', 'today', '秋茶', 'shop')
const words = (minLength: number) => fc.array(word, { minLength, maxLength: minLength + 6 }).map((list) => list.join(' '))

const wildButton: fc.Arbitrary<ButtonDraft> = fc.oneof(
  fc.record({ type: fc.constant('QUICK_REPLY' as const), text: anyText }),
  fc.record({
    type: fc.constant('URL' as const),
    text: anyText,
    url: fc.oneof(anyText, fc.webUrl()),
    example: fc.array(anyText, { maxLength: 2 }),
  }),
  fc.record({ type: fc.constant('COPY_CODE' as const), example: anyText }),
  fc.record({ type: fc.constant('CATALOG' as const), text: anyText }),
  fc.record({ type: fc.constant('PHONE_NUMBER' as const), text: anyText, phone_number: anyText }),
)
const wildPart: fc.Arbitrary<TemplatePartDraft> = fc.oneof(
  fc.record({ type: fc.constant('HEADER' as const), format: fc.constant('TEXT' as const), text: anyText }),
  fc.record({
    type: fc.constant('BODY' as const),
    text: anyText,
    example: fc.record({ body_text: fc.array(fc.array(anyText), { maxLength: 2 }) }),
  }),
  fc.record({ type: fc.constant('FOOTER' as const), text: anyText }),
  fc.record({ type: fc.constant('BUTTONS' as const), buttons: fc.array(wildButton, { maxLength: 14 }) }),
)
const wildDraft: fc.Arbitrary<TemplateDraft> = fc.record({
  name: anyText,
  language: fc.oneof(anyText, fc.constantFrom(...TEMPLATE_LANGUAGES)),
  category: fc.constantFrom('MARKETING' as const, 'UTILITY' as const, 'AUTHENTICATION' as const),
  components: fc.array(wildPart, { maxLength: 6 }),
})

/** A body with as many numbered fields as samples, words around and between them. */
const goodBody: fc.Arbitrary<TemplatePartDraft> = fc.tuple(words(4), fc.array(words(3), { maxLength: 5 })).map(([first, others]) => ({
  type: 'BODY' as const,
  text: [first, ...others.map((between, index) => `{{${index + 1}}} ${between}`)].join(' '),
  ...(others.length === 0 ? {} : { example: { body_text: [others.map((_, index) => `sample ${index}`)] } }),
}))
const goodButtons: fc.Arbitrary<ButtonDraft[]> = fc.tuple(fc.nat(2), fc.nat(4)).map(([links, replies]) => [
  ...Array.from({ length: links }, (): ButtonDraft => ({
    type: 'URL',
    text: 'See it',
    url: 'https://shop.example/{{1}}',
    example: ['https://shop.example/1'],
  })),
  ...Array.from({ length: replies }, (_, index): ButtonDraft => ({ type: 'QUICK_REPLY', text: `Answer ${index}` })),
])
const goodDraft: fc.Arbitrary<TemplateDraft> = fc.record({
  name: fc.stringMatching(/^[a-z0-9_]{1,40}$/),
  language: fc.constantFrom(...TEMPLATE_LANGUAGES),
  category: fc.constantFrom('MARKETING' as const, 'UTILITY' as const),
  components: fc
    .tuple(goodBody, goodButtons)
    .map(([body, buttons]) => (buttons.length === 0 ? [body] : [body, { type: 'BUTTONS' as const, buttons }])),
})

describe('the rules of templates', () => {
  it('judge anything without failing, and point inside the text', () => {
    fc.assert(
      fc.property(wildDraft, (draft) => {
        for (const { where } of checkTemplateDraft(draft)) expect((where.end ?? 1) - (where.start ?? 0)).toBeGreaterThan(0)
      }),
      RUNS,
    )
  })

  it('find nothing in what is well made, and the schema takes it', () => {
    fc.assert(
      fc.property(goodDraft, (draft) => {
        expect(checkTemplateDraft(draft)).toEqual([])
        expect(createTemplateSchema.safeParse(draft).success).toBe(true)
      }),
      RUNS,
    )
  })

  it('let nothing through that the schema would refuse, as long as its shape is right', () => {
    fc.assert(
      fc.property(wildDraft, (draft) => {
        const hasErrors = checkTemplateDraft(draft).some(({ level }) => level === 'error')
        expect(hasErrors || createTemplateSchema.safeParse(draft).success).toBe(true)
      }),
      RUNS,
    )
  })

  it('let no well-made draft with one text replaced through that the schema would refuse', () => {
    fc.assert(
      fc.property(goodDraft, anyText, (draft, text) => {
        const changed = { ...draft, components: draft.components.map((part) => (part.type === 'BODY' ? { ...part, text } : part)) }
        const hasErrors = checkTemplateDraft(changed).some(({ level }) => level === 'error')
        expect(hasErrors || createTemplateSchema.safeParse(changed).success).toBe(true)
      }),
      RUNS,
    )
  })

  it('find a field moved to either end', () => {
    fc.assert(
      fc.property(words(6), fc.boolean(), (text, isFirst) => {
        const moved = isFirst ? `{{1}} ${text}` : `${text} {{1}}`
        const draft: TemplateDraft = {
          name: 'a',
          language: 'en',
          category: 'MARKETING',
          components: [{ type: 'BODY', text: moved, example: { body_text: [['x']] } }],
        }
        expect(checkTemplateDraft(draft).map(({ code }) => code)).toEqual([isFirst ? 'field-first' : 'field-last'])
      }),
      RUNS,
    )
  })

  it('count no more fields than a text has braces', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        expect(fieldsIn(text).length).toBeLessThanOrEqual(text.split('{{').length - 1)
      }),
      RUNS,
    )
  })
})
