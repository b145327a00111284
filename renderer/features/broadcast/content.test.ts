import { describe, expect, it } from 'vitest'
import {
  bestLanguage,
  canShowProducts,
  emptyContent,
  guessVariable,
  productAnswer,
  sameForAll,
  withTemplate,
  type Template,
} from './content.ts'

const template = (over: Partial<Template>): Template =>
  ({
    name: 'tea_coupon',
    language: 'zh_TW',
    variables: [],
    buttons: [],
    header: null,
    cards: [],
    limitedTimeOffer: null,
    sendable: true,
    ...over,
  }) as unknown as Template
const answer = (text: string): Template['buttons'][number] => ({ type: 'QUICK_REPLY', text, url: null, needsValue: false })

describe('what a new broadcast begins with', () => {
  it('guesses a variable by its name, and the first unnamed one as the way to address people', () => {
    const guess = (name: string, sample: string, index: number) => guessVariable({ name, where: 'body', card: null, sample }, index, '貴賓')
    expect(guess('coupon_code', 'TEA15', 2)).toEqual({ from: { kind: 'coupon', part: 'code' }, fallback: '' })
    expect(guess('valid_until', '11/30', 3)).toEqual({ from: { kind: 'coupon', part: 'ends' }, fallback: '' })
    expect(guess('product_name', 'Oolong', 1)).toEqual({ from: { kind: 'product', part: 'name' }, fallback: '' })
    expect(guess('customer_name', 'Ana', 0)).toEqual({ from: { kind: 'customer', field: 'name' }, fallback: '貴賓' })
    expect(guess('1', '陳小姐', 0)).toEqual({ from: { kind: 'customer', field: 'addressAs' }, fallback: '貴賓' })
    expect(guess('2', '85 折', 1)).toEqual({ from: { kind: 'text', text: '85 折' }, fallback: '' })
    expect(guess('sender', 'Mei', 1)).toEqual({ from: { kind: 'text', text: 'Mei' }, fallback: '' })
  })

  it('proposes a code for each person when the template copies one, and keeps what was set before', () => {
    const before = { ...emptyContent('A'), variables: { first_name: { from: { kind: 'text' as const, text: 'Mei' }, fallback: '' } } }
    const copying = template({
      buttons: [{ type: 'COPY_CODE', text: '', url: null, needsValue: true }],
      variables: [{ name: 'first_name', where: 'body', card: null, sample: 'x' }],
    })
    const after = withTemplate(before, copying, 5000)
    expect(after.coupon).toEqual({ kind: 'one-each', prefix: '', endsAt: 5000 })
    expect(after.variables).toEqual(before.variables)
  })

  it('stands in for an unknown name in the language of the template, not of the screen', () => {
    const variables = [{ name: 'name', where: 'body' as const, card: null, sample: 'x' }]
    expect(withTemplate(emptyContent('A'), template({ variables }), 0).variables['name']?.fallback).toBe('貴賓')
    expect(withTemplate(emptyContent('A'), template({ variables, language: 'zh_CN' }), 0).variables['name']?.fallback).toBe('顾客')
    expect(withTemplate(emptyContent('A'), template({ variables, language: 'en_GB' }), 0).variables['name']?.fallback).toBe('customer')
  })

  it('asks for places and ends of links, proposes the end of an offer, and takes the sample of a picture', () => {
    const link = { type: 'URL' as const, text: 'Shop', url: 'https://a.example/{{1}}', needsValue: true }
    const shaped = template({
      header: { format: 'IMAGE', text: null, sampleUrl: 'https://a.example/a.png' },
      buttons: [link],
      limitedTimeOffer: { text: 'Soon over', hasExpiration: true },
    })
    expect(withTemplate(emptyContent('A'), shaped, 86_400_000).variables).toEqual({
      'offer.ends': sameForAll('1970-01-02T00:00:00.000Z'),
      'button.0': sameForAll(''),
    })
  })

  it('keeps files and links while only the language changes', () => {
    const shaped = template({ header: { format: 'DOCUMENT', text: null, sampleUrl: null } })
    const file = { from: { kind: 'file' as const, mediaId: '9', fileName: 'a.pdf', uploadedAt: 1 as never }, fallback: '' }
    const before = { ...withTemplate(emptyContent('A'), shaped, 0), variables: { header: file } }
    expect(withTemplate(before, { ...shaped, language: 'en' }, 0).variables).toEqual({ header: file })
    expect(withTemplate(before, { ...shaped, name: 'other' }, 0).variables).toEqual({})
  })

  it('drops coupon and products when the next template has no place for them', () => {
    const before = { ...emptyContent('A'), coupon: { kind: 'one-each' as const, prefix: 'T', endsAt: null }, products: ['OOL-150'] }
    expect(withTemplate(before, template({}), 0)).toMatchObject({ coupon: null, products: [] })
  })

  it('never takes a button that ends offers for the one that brings products', () => {
    expect(productAnswer(template({ buttons: [answer('停止優惠訊息'), answer('看商品')] }))).toBe('看商品')
    expect(canShowProducts(template({ buttons: [answer('Stop promotions')] }))).toBe(false)
  })

  it('takes the wanted language of a template when it can be sent, else another one that can', () => {
    const list = [template({ language: 'zh_TW', sendable: false }), template({ language: 'en' }), template({ language: 'zh_CN' })]
    expect(bestLanguage(list, 'tea_coupon', 'en')?.language).toBe('en')
    expect(bestLanguage(list, 'tea_coupon', 'zh-TW')?.language).toBe('zh_CN')
    expect(bestLanguage(list, 'tea_coupon', 'pt')?.language).toBe('en')
    expect(bestLanguage(list, 'other', 'en')).toBeUndefined()
  })
})
