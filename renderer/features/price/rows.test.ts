import { describe, expect, it } from 'vitest'
import { priceRows, type Rule } from './rows.ts'

const rule = (part: Partial<Rule>): Rule => ({
  market: 'BR',
  category: 'marketing',
  currency: 'USD',
  priceMicros: 62_500,
  validFrom: '2026-10-01',
  source: '',
  isSample: false,
  isOwn: false,
  importedAt: null,
  ...part,
})

describe('priceRows', () => {
  it('puts what comes under the price of today, the next first, and leaves out what stays the same', () => {
    const [row] = priceRows({
      rules: [rule({})],
      coming: [
        rule({ validFrom: '2027-04-01', priceMicros: 70_100 }),
        rule({ validFrom: '2027-01-01', priceMicros: 70_100 }),
        rule({ validFrom: '2027-07-01', priceMicros: 62_500 }),
      ],
    })
    expect(row?.now?.priceMicros).toBe(62_500)
    expect(row?.coming.map(({ validFrom }) => validFrom)).toEqual(['2027-01-01', '2027-07-01'])
    expect(priceRows({ rules: [rule({})], coming: [rule({ validFrom: '2027-01-01' })] })[0]?.coming).toEqual([])
  })

  it('gives a market without a price of today a line of its own', () => {
    const rows = priceRows({ rules: [rule({})], coming: [rule({ market: 'GB', validFrom: '2027-01-01' })] })
    expect(rows.map(({ key, now }) => [key, now === null])).toEqual([
      ['BR marketing', false],
      ['GB marketing', true],
    ])
  })
})
