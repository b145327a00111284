import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { ok } from '#contract/kernel/result.ts'
import { catalogApi } from '../../../test/support/catalog-api.ts'
import { tempVault } from '../../../test/support/temp-vault.ts'
import { createAnnouncer, manualClock, silentLogger } from '../../kernel/index.ts'
import { createCatalog } from '../index.ts'
import { viewProduct } from '../list.ts'
import { viewContext } from '../read-again.ts'
import { importTable } from './import-table.ts'

let opened: ReturnType<typeof tempVault>
let clock: ReturnType<typeof manualClock>
beforeEach(() => {
  opened = tempVault()
  clock = manualClock()
})
afterEach(() => opened.remove())

const deps = () => ({
  vault: opened,
  clock,
  logger: silentLogger,
  announcer: createAnnouncer(),
  api: () =>
    catalogApi({
      products: async () =>
        ok([
          {
            id: '1',
            retailer_id: 'TEA-001',
            name: '凍頂烏龍',
            price: 'NT$480.00',
            currency: 'TWD',
            availability: 'in stock',
            inventory: 5,
          },
        ]),
    }),
  catalogId: () => '77',
})

async function read(content: string | Uint8Array) {
  const file = join(opened.folder, 'table.csv')
  writeFileSync(file, content)
  return importTable(deps(), file, new AbortController().signal)
}
const fieldsOf = (retailerId: string) => viewProduct(opened.store.read, retailerId, viewContext(deps()))?.draft?.fields

describe('a table of products', () => {
  it("is understood by the shop's own names, with the currency of the shop, and changes only what it says", async () => {
    await createCatalog(deps()).sync()
    const answer = await read(
      '編號,名稱,價格,庫存,說明,圖片,備註\nTEA-001,,500,８,,,x\nTEA-009,紅茶,"1,280.5",,"好喝, 真的",https://shop.example/9.jpg,\n',
    )
    expect(answer).toEqual(
      ok({
        added: 1,
        changed: 1,
        same: 0,
        refused: [],
        columns: [
          { header: '編號', field: 'retailerId' },
          { header: '名稱', field: 'name' },
          { header: '價格', field: 'price' },
          { header: '庫存', field: 'inventory' },
          { header: '說明', field: 'description' },
          { header: '圖片', field: 'imageUrl' },
          { header: '備註', field: null },
        ],
      }),
    )
    expect(fieldsOf('TEA-001')).toMatchObject({ name: '凍頂烏龍', priceMinor: 50_000, inventory: 8, description: '' })
    expect(fieldsOf('TEA-009')).toMatchObject({
      name: '紅茶',
      priceMinor: 128_050,
      currency: 'TWD',
      description: '好喝, 真的',
      inventory: null,
    })
  })

  it("is understood in the words of Meta's feed, after its lines of advice, by tabs", async () => {
    const answer = await read(
      '# Required | The id\tx\nid\ttitle\tprice\tsale_price\tavailability\tcondition\tvisibility\tbrand\n' +
        'A\tTea\t12.50 USD\t9.99 USD\tout_of_stock\tused\tstaging\tHill\n',
    )
    expect(answer).toMatchObject({ value: { added: 1, refused: [] } })
    expect(fieldsOf('A')).toMatchObject({
      priceMinor: 1_250,
      salePriceMinor: 999,
      currency: 'USD',
      availability: 'out of stock',
      condition: 'used',
      isPublished: false,
      brand: 'Hill',
    })
  })

  it('tells rows that it does not take with line, column and reason, and takes the others', async () => {
    const rows = [
      'id,name,price,currency,availability,stock,link',
      'A,Tea,12.50,USD,in stock,3,https://shop.example/a',
      ',Tea,1,,,,',
      'A,Again,1,,,,',
      'B,,1,,,,',
      'C,Tea,about 5,,,,',
      'D,Tea,1 USD,EUR,,,',
      'E,Tea,1,XXQ,,,',
      'F,Tea,1,,perhaps,,',
      'G,Tea,1,,,many,',
      'H,Tea,1,,,,shop.example',
      `${'x'.repeat(101)},Tea,1,,,,`,
      `I,${'x'.repeat(201)},1,,,,`,
      'J,Tea,constructor,,constructor,,',
      '',
      'K,Tea,5,,有貨,,',
    ]
    const answer = await read(rows.join('\r\n'))
    const value = answer.ok ? answer.value : undefined
    expect(value?.added).toBe(2)
    expect(value?.refused.map(({ line, code, column }) => [line, code, column])).toEqual([
      [3, 'code-missing', 'retailerId'],
      [4, 'code-twice', 'retailerId'],
      [5, 'name-missing', 'name'],
      [6, 'price-unreadable', 'price'],
      [7, 'currency-unknown', 'currency'],
      [8, 'currency-unknown', 'currency'],
      [9, 'availability-unknown', 'availability'],
      [10, 'number-unreadable', 'inventory'],
      [11, 'not-a-web-address', 'url'],
      [12, 'too-long', 'retailerId'],
      [13, 'too-long', 'name'],
      [14, 'price-unreadable', 'price'],
    ])
  })

  it('is read in the encodings of spreadsheets', async () => {
    const big5 = Uint8Array.from([0xbd, 0x73, 0xb8, 0xb9, 0x2c, 0xab, 0x7e, 0xa6, 0x57, 0x0a, 0x41, 0x2c, 0xaf, 0xf9, 0x0a])
    expect(await read(big5)).toMatchObject({ value: { added: 1 } })
    expect(fieldsOf('A')?.name).toBe('茶')
    const wide = Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from('編號\t品名\nW\t綠茶\n', 'utf16le')])
    expect(await read(wide)).toMatchObject({ value: { added: 1 } })
    expect(fieldsOf('W')?.name).toBe('綠茶')
    expect(await read(`\ufeffid,name\nU,Tea\n`)).toMatchObject({ value: { added: 1 } })
  })

  it('is refused as a whole when it is none', async () => {
    expect(await read('')).toMatchObject({ error: { code: 'file-empty' } })
    expect(await read('name,price\nTea,5\n')).toMatchObject({ error: { code: 'file-column-missing' } })
    expect(await read(Uint8Array.from([0x50, 0x4b, 3, 4, 0, 0, 0, 8, 0, 0]))).toMatchObject({ error: { code: 'file-not-text' } })
    expect(await importTable(deps(), join(opened.folder, 'none.csv'), new AbortController().signal)).toMatchObject({
      error: { code: 'file-missing' },
    })
  })
})
