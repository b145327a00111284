import { describe, expect, it } from 'vitest'
import { emptyForm, formOf, readForm, troublesAt } from './form.ts'

const filled = { ...emptyForm('TWD'), retailerId: 'GIFT-01', name: ' 中秋茶禮盒 ', price: '1,280' }

describe('the form of a product', () => {
  it('gives fields with the price in smallest units, and tidies what people type', () => {
    const { fields } = readForm({ ...filled, inventory: '１２', imageUrl: 'shop.example/a.jpg' })
    expect(fields).toMatchObject({ name: '中秋茶禮盒', priceMinor: 128_000, salePriceMinor: null, inventory: 12 })
    expect(fields?.imageUrl).toBe('https://shop.example/a.jpg')
  })

  it('comes back as it was', () => {
    const { fields } = readForm(filled)
    expect(fields === null ? null : readForm(formOf('GIFT-01', fields)).fields).toEqual(fields)
  })

  it('keeps nothing that can not be read, and says where', () => {
    const read = readForm({ ...filled, retailerId: '', name: 'x'.repeat(201), salePrice: 'cheap', inventory: 'some' })
    expect(read).toEqual({
      fields: null,
      troubles: { retailerId: 'empty', name: 'too-long', salePrice: 'not-a-price', inventory: 'not-a-count' },
    })
  })

  it('shows what Meta would refuse at the field that it belongs to', () => {
    expect(
      troublesAt([
        { field: 'priceMinor', code: 'no-price' },
        { field: 'imageUrl', code: 'empty' },
      ]),
    ).toEqual({ price: 'no-price', imageUrl: 'empty' })
  })
})
