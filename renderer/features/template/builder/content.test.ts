import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Content } from '../types.ts'
import {
  addButton,
  addCard,
  addLanguage,
  applySuggestion,
  fieldsOf,
  fillIn,
  moveButton,
  removeButton,
  setButton,
  setCarousel,
  setHeader,
  setHeaderSample,
} from './content.ts'

const text = (language: string): Content['texts'][number] => ({
  language,
  header: { format: 'NONE', text: '', sampleId: null },
  body: 'Hi {{name}}',
  footer: '',
  buttons: [],
  carousel: null,
  offer: null,
  samples: { name: 'Mei' },
})
const content: Content = { title: 'x', ownName: null, purpose: 'MARKETING', texts: [text('en'), text('zh_TW')] }
const types = (made: Content) => made.texts.map(({ buttons }) => buttons.map(({ type }) => type))

describe('the shape of a draft', () => {
  it('is the same in every language', () => {
    const made = addButton(addButton(addButton(content, 'URL'), 'QUICK_REPLY'), 'COPY_CODE')
    expect(types(made)).toEqual(Array(2).fill(['COPY_CODE', 'URL', 'QUICK_REPLY']))
    expect(types(moveButton(made, 1, 1))).toEqual(Array(2).fill(['COPY_CODE', 'QUICK_REPLY', 'URL']))
    expect(types(removeButton(made, 0))).toEqual(Array(2).fill(['URL', 'QUICK_REPLY']))
  })

  it('keeps quick answers together, whatever is added', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom('QUICK_REPLY', 'URL', 'PHONE_NUMBER', 'COPY_CODE'), { maxLength: 8 }), (list) => {
        const [made] = types(list.reduce<Content>((all, type) => addButton(all, type), content))
        const groups = (made ?? []).filter((type, index) => type === 'QUICK_REPLY' && made?.[index - 1] !== 'QUICK_REPLY')
        expect(groups.length).toBeLessThanOrEqual(1)
      }),
    )
  })

  it('brings the header that a button needs, and the button that a header needs', () => {
    expect(addButton(content, 'MPM').texts.map(({ header }) => header.format)).toEqual(['TEXT', 'TEXT'])
    expect(types(setHeader(content, 'PRODUCT'))).toEqual([['SPM'], ['SPM']])
  })

  it('has two cards at first, each like the others', () => {
    const made = addCard(setCarousel(content, 'IMAGE'))
    expect(made.texts.map(({ carousel }) => carousel?.cards.map((card) => card.buttons.map(({ type }) => type)))).toEqual(
      Array(2).fill([['QUICK_REPLY'], ['QUICK_REPLY'], ['QUICK_REPLY']]),
    )
    expect(setCarousel(made, null).texts[0]?.carousel).toBeNull()
  })
})

describe('what is the same in every language', () => {
  it('is changed in all at once, until one of them is different', () => {
    const linked = addButton(content, 'URL')
    const both = setButton(linked, 'en', { index: 0, change: { value: 'https://a.example', text: 'See' } })
    expect(both.texts.map(({ buttons }) => [buttons[0]?.value, buttons[0]?.text])).toEqual([
      ['https://a.example', 'See'],
      ['https://a.example', ''],
    ])
    const own = setButton(both, 'zh_TW', { index: 0, change: { value: 'https://b.example' } })
    const apart = setButton(setButton(both, 'zh_TW', { index: 0, change: { text: '看' } }), 'en', { index: 0, change: { text: 'Look' } })
    expect(own.texts.map(({ buttons }) => buttons[0]?.value)).toEqual(['https://b.example', 'https://b.example'])
    expect(apart.texts.map(({ buttons }) => buttons[0]?.text)).toEqual(['Look', '看'])
  })

  it('is the photo too', () => {
    const id = 'tps_0000000000' as never
    const made = setHeaderSample(setHeader(content, 'IMAGE'), 'en', id)
    expect(made.texts.map(({ header }) => header.sampleId)).toEqual([id, id])
    expect(setHeader(made, 'VIDEO').texts[0]?.header.sampleId).toBeNull()
  })
})

describe('a new language', () => {
  it('begins with the words of the first', () => {
    expect(addLanguage(content, 'zh_CN').texts[2]).toMatchObject({ language: 'zh_CN', body: 'Hi {{name}}' })
  })
})

describe('fields', () => {
  it('are found once each and shown with their examples', () => {
    const one = { ...text('en'), body: 'Hi {{name}}, {{ name }} and {{code}}' }
    expect(fieldsOf(one)).toEqual(['name', 'code'])
    expect(fillIn(one.body, one.samples)).toBe('Hi Mei, Mei and code')
  })
})

describe('a suggestion', () => {
  it('goes where the finding points, in its language alone', () => {
    const place = { part: 'body', index: null, inner: null, start: 0, end: 2 }
    const made = applySuggestion(content, { language: 'zh_TW', place, suggestion: '您好' })
    expect(made.texts.map(({ body }) => body)).toEqual(['Hi {{name}}', '您好 {{name}}'])
    expect(applySuggestion(content, { language: null, place, suggestion: 'x' })).toBe(content)
  })
})
