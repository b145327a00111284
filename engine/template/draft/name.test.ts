import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { nameFromTitle } from './name.ts'

describe('the name of a template', () => {
  it.each([
    ['Autumn sale 2026!', 'autumn_sale_2026'],
    ['Café déjà vu', 'cafe_deja_vu'],
    ['中秋茶禮特惠', 'mid_autumn_tea_gift_offer'],
    ['中秋节优惠券', 'mid_autumn_coupon'],
    ['2026 新品', 't_2026_new'],
  ])('%s becomes %s', (title, name) => {
    expect(nameFromTitle(title)).toMatch(new RegExp(`^${name}`))
  })

  it('tells titles apart whose letters can not be written', () => {
    const names = ['凍頂烏龍', '金萱烏龍', 'สวัสดี', '안녕'].map((title) => nameFromTitle(title))
    expect(new Set(names).size).toBe(names.length)
    expect(nameFromTitle('凍頂烏龍')).toBe(nameFromTitle('凍頂烏龍'))
  })

  it('differs from those that are taken', () => {
    expect(nameFromTitle('Sale', new Set(['sale', 'sale_2']))).toBe('sale_3')
  })

  it('is always one that Meta takes', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 200 }), (title) => {
        expect(nameFromTitle(title)).toMatch(/^[a-z][a-z0-9_]{0,100}$/)
      }),
    )
  })
})
