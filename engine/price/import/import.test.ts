import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { calls, type CallInput } from '#contract/ipc/index.ts'
import { tempVault } from '../../../test/support/temp-vault.ts'
import { createAnnouncer, manualClock } from '../../kernel/index.ts'
import { createPrice } from '../index.ts'
import { allMarkets } from '../markets.ts'
import { decimalSignOf, readMicros } from './amounts.ts'
import { createMarketFinder } from './market-names.ts'
import { readRates } from './read-rates.ts'

const NOVEMBER = Date.UTC(2026, 10, 22, 4)
const caller = { role: 'owner', person: 'owner', signal: new AbortController().signal } as const

const WIDE = `WhatsApp Business Platform rates,,,,,
"Effective January 1, 2027, list tier",,,,,
,,,,,
Market,Currency,Marketing,Utility,Authentication,Authentication-International
Brazil,USD,0.0700,0.0080,0.0080,n/a
"Rest of Central & Eastern Europe",USD,"$0.0860",$0.0212,$0.0212,n/a
Türkiye,USD,0.0109,0.0053,0.0083,n/a
Atlantis,USD,1,1,1,n/a
Peru,USD,cheap,0.0200,,
,USD,0.1,0.1,,
"Authentication-International rates begin at the first message",,,,,
`

describe('reading a rate file', () => {
  it('finds the table below a title, quotes, signs of money and empty cells', () => {
    const read = readRates(`\ufeff${WIDE}`, undefined)
    expect(read).toMatchObject({ ok: true })
    if (!read.ok) return
    expect(read.value.rates.map((rate) => `${rate.market} ${rate.category} ${rate.currency} ${rate.priceMicros}`)).toEqual([
      'BR marketing USD 70000',
      'BR utility USD 8000',
      'rest-of-central-and-eastern-europe marketing USD 86000',
      'rest-of-central-and-eastern-europe utility USD 21200',
      'TR marketing USD 10900',
      'TR utility USD 5300',
      'PE utility USD 20000',
    ])
    expect(read.value.unknownMarkets).toEqual(['Atlantis'])
    expect(read.value.refused.map(({ row, reason }) => [row, reason])).toEqual([
      [9, 'price'],
      [10, 'market-empty'],
    ])
  })

  it('reads one row a price, decimal commas, and only the first step of volume', () => {
    const long = [
      'Rates in EUR',
      'Country;Message category;Tier from;Rate',
      'Deutschland;Marketing;0;0,1131',
      'Germany;Marketing;0;0,1131',
      'Germany;Utility;0;0,0456',
      'Germany;Utility;100001;0,0434',
      'Germany;Authentication;0;0,0636',
      'Indonesia;Marketing;0;1.586,33',
    ].join('\r\n')
    const read = readRates(long, undefined)
    expect(read).toMatchObject({
      ok: true,
      value: {
        rates: [
          { market: 'DE', category: 'marketing', currency: 'EUR', priceMicros: 113_100 },
          { market: 'DE', category: 'utility', currency: 'EUR', priceMicros: 45_600 },
          { market: 'ID', category: 'marketing', currency: 'EUR', priceMicros: 1_586_330_000 },
        ],
        unknownMarkets: ['Deutschland'],
        passedOver: 2,
      },
    })
  })

  it('refuses the same price twice with two amounts, and rows without a currency', () => {
    expect(readRates('Market,Marketing\nBrazil,0.07\nBrazil,0.08\n', 'USD')).toMatchObject({
      value: { rates: [{ priceMicros: 70_000 }], refused: [{ row: 3, reason: 'twice' }] },
    })
    expect(readRates('Market,Marketing\nBrazil,0.07\n', undefined)).toMatchObject({
      value: { rates: [], refused: [{ reason: 'currency' }] },
    })
  })

  it('says that a file has no table of prices', () => {
    expect(readRates('a,b\nc,d\n', 'USD')).toMatchObject({ error: { code: 'file-no-columns' } })
  })

  it.each([
    ['0.0625', '.', 62_500],
    ['US$ 0.0625', '.', 62_500],
    ['1,234.5', '.', 1_234_500_000],
    ['0,0625', ',', 62_500],
    ['0,0625 EUR', ',', 62_500],
    ['n/a', '.', null],
    ['', '.', null],
    ['-1', '.', undefined],
    ['0.06-0.07', '.', undefined],
  ] as const)('reads %j with %s as %s', (cell, sign, micros) => {
    expect(readMicros(cell, sign)).toBe(micros)
  })

  it('tells decimal commas from thousands by the whole file', () => {
    expect(decimalSignOf(['586,329', '1,200'])).toBe('.')
    expect(decimalSignOf(['0,086', '1,200'])).toBe(',')
    expect(decimalSignOf(['0.086', '1,200'])).toBe('.')
  })

  it('knows each market by its own name', () => {
    const marketOf = createMarketFinder()
    expect(allMarkets.filter((market) => marketOf(market) !== market)).toEqual([])
    expect(['United Kingdom', '墨西哥', 'U.A.E', 'Rest of Latin America', 'Other', 'Wonderland'].map(marketOf)).toEqual([
      'GB',
      'MX',
      undefined,
      'rest-of-latin-america',
      'other',
      undefined,
    ])
  })
})

describe('importing a rate file', () => {
  let opened: ReturnType<typeof tempVault>
  beforeEach(() => {
    opened = tempVault({ country: 'BR' })
  })
  afterEach(() => opened.remove())

  function shop(text: string) {
    const file = join(opened.folder, 'rates-2027-01.csv')
    writeFileSync(file, text)
    const clock = manualClock(NOVEMBER)
    const price = createPrice({ vault: opened, clock, announcer: createAnnouncer() })
    const run = (input: Omit<CallInput<'price.import'>, 'file'>) =>
      price.handlers['price.import']?.(calls['price.import'].input.parse({ file, ...input }), caller)
    const micros = (day: string) => price.rule(opened.store.read, 'BR', 'marketing', Date.parse(`${day}T12:00:00Z`))?.priceMicros
    return { price, run, micros, clock }
  }

  it('shows what would change, keeps nothing, then keeps it from that day on', async () => {
    const { price, run, micros, clock } = shop(WIDE)
    const preview = await run({ validFrom: '2027-01-01', dryRun: true })
    expect(calls['price.import'].output.safeParse(preview?.ok === true ? preview.value : null).success).toBe(true)
    expect(preview).toMatchObject({
      value: {
        fileName: 'rates-2027-01.csv',
        currencies: ['USD'],
        unknownMarkets: ['Atlantis'],
        isSaved: false,
        prices: expect.arrayContaining([
          {
            market: 'BR',
            category: 'marketing',
            currency: 'USD',
            priceMicros: 70_000,
            before: { currency: 'USD', priceMicros: 62_491, isSample: false },
            isOverruled: false,
          },
          expect.objectContaining({ market: 'BR', category: 'service', priceMicros: 8_000 }),
          expect.objectContaining({ market: 'TR', category: 'marketing', before: null }),
        ]),
      },
    })
    expect(micros('2027-01-05')).toBe(62_491)
    expect(await run({ validFrom: '2027-01-01' })).toMatchObject({ value: { isSaved: true } })
    expect([micros('2026-12-31'), micros('2027-01-05')]).toEqual([62_491, 70_000])
    expect(price.facts()).toMatchObject({ validFrom: '2026-10-01', isSample: false })
    clock.set(Date.UTC(2027, 0, 2))
    expect(price.facts()).toMatchObject({ validFrom: '2027-01-01', source: 'rates-2027-01.csv', isSample: false })
    const listed = await price.handlers['price.list']?.({}, caller)
    expect(listed?.ok === true ? listed.value.rules.find((rule) => rule.market === 'BR' && rule.category === 'marketing') : null).toEqual({
      market: 'BR',
      category: 'marketing',
      currency: 'USD',
      priceMicros: 70_000,
      validFrom: '2027-01-01',
      source: 'rates-2027-01.csv',
      isSample: false,
      isOwn: false,
      importedAt: NOVEMBER,
    })
  })

  it('wins over what came with Shopbell, and leaves the word of the shop for the same day in force', async () => {
    const { price, run, micros } = shop(WIDE)
    await run({ validFrom: '2026-10-01' })
    expect(micros('2026-11-01')).toBe(70_000)
    const own = { market: 'BR', category: 'marketing' as const, currency: 'USD', priceMicros: 1, validFrom: '2026-10-01' }
    await price.handlers['price.save']?.(own, caller)
    expect(micros('2026-11-01')).toBe(1)
    const again = await run({ validFrom: '2026-10-01', dryRun: true })
    expect(again?.ok === true ? again.value.prices[0] : null).toMatchObject({
      priceMicros: 70_000,
      before: { priceMicros: 1 },
      isOverruled: true,
    })
  })

  it('keeps nothing of a file whose prices can not be added up, or that has none', async () => {
    const mixed = shop('Market,Currency,Marketing\nBrazil,USD,0.07\nIndia,INR,0.86\n')
    expect(await mixed.run({ validFrom: '2026-10-01', dryRun: true })).toMatchObject({ value: { currencies: ['INR', 'USD'] } })
    expect(await mixed.run({ validFrom: '2026-10-01' })).toMatchObject({ error: { code: 'input-refused' } })
    expect(mixed.micros('2026-11-01')).toBe(62_491)
    expect(await shop('Market,Marketing\nBrazil,free\n').run({ validFrom: '2026-10-01', currency: 'USD' })).toMatchObject({
      error: { code: 'input-refused' },
    })
    expect(await shop('PK\u0003\u0004').run({ validFrom: '2026-10-01' })).toMatchObject({ error: { code: 'file-not-text' } })
  })
})
