import { readFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { strToU8, zipSync } from 'fflate'
import { afterAll, describe, expect, it } from 'vitest'
import { tempFolder } from '../../../test/support/temp-folder.ts'
import { fileMaker, readTable as read, workbookParts } from '../../../test/support/workbook-file.ts'
import { secureRandom } from '../../kernel/index.ts'
import { writeTables, type Cell } from '../../table-export/index.ts'
import { openTable, type TableChoice } from '../open-table.ts'
import { WORKBOOK_LIMITS } from './open-workbook.ts'
import { readBook } from './book.ts'

const { folder, remove } = tempFolder()
afterAll(remove)
const file = fileMaker(folder)
const parts = (rows = '<row r="1"><c r="A1" t="inlineStr"><is><t>Phone</t></is></c></row>') => workbookParts(rows)
let made = 0

async function workbook(rows: readonly (readonly Cell[])[], names: readonly string[] = ['People']): Promise<string> {
  const target = join(folder, `book-${(made += 1)}.xlsx`)
  const tables = names.map((name) => ({ name, headings: ['Phone', 'Name'], pages: [rows] }))
  await writeTables({ target, format: 'xlsx', tables, timeZone: 'Asia/Taipei', at: Date.UTC(2026, 10, 22), random: secureRandom })
  return target
}

describe('a workbook', () => {
  it('gives the cells of a sheet as a person would type them, whatever the file is called', async () => {
    const path = await workbook(
      [
        [{ phone: '+886912345678' }, '許功蓋'],
        [912345678, '<b> & "c"'],
        [null, ''],
      ],
      ['名單', 'Old & new'],
    )
    expect(await read(path)).toEqual({
      format: 'xlsx',
      sheets: ['名單', 'Old & new'],
      rows: [
        ['Phone', 'Name'],
        ['+886912345678', '許功蓋'],
        ['912345678', '<b> & "c"'],
        ['', ''],
      ].slice(0, 3),
    })
    expect(await read(path, { sheet: 'Old & new' })).toMatchObject({ rows: [['Phone', 'Name'], expect.anything(), expect.anything()] })
    expect(await read(path, { sheet: 'Nobody' })).toBe('import-sheet-missing')
  })

  it('keeps all digits of long numbers, also where they are written with an exponent', async () => {
    const rows = '<row r="1"><c r="A1"><v>8.86912345678E11</v></c><c r="B1"><v>886912345678</v></c><c r="C1"><v>0.1</v></c></row>'
    expect(await read(file(zipSync(parts(rows))))).toMatchObject({ rows: [['886912345678', '886912345678', '0.1']] })
  })

  it('has names of sheets with every sign, those that can be seen first', () => {
    const sheets =
      '<x:sheet state="hidden" name="Lists" r:id="c"/><sheet name="A &amp; B" r:id="a"/><x:sheet sheetId="2" name="&#x8a31;&#21151;" r:id="b"/>'
    const links = ['a', 'b', 'c'].map((id) => `<Relationship Id="${id}" Type="http://x/worksheet" Target="${id}.xml"/>`).join('')
    const book = readBook(strToU8(`<workbook><sheets>${sheets}</sheets></workbook>`), strToU8(`<Relationships>${links}</Relationships>`))
    expect(book.sheets).toEqual([
      { name: 'A & B', part: 'xl/a.xml' },
      { name: '許功', part: 'xl/b.xml' },
      { name: 'Lists', part: 'xl/c.xml' },
    ])
  })

  it('comes in parts, with a turn for others between them', async () => {
    const path = await workbook(Array.from({ length: 1_800 }, (_, index) => [`+8869${String(10_000_000 + index)}`, `P${index}`]))
    const opened = await openTable(path)
    if (!opened.ok) throw new Error(opened.error.code)
    const sizes: number[] = []
    for await (const batch of opened.value.batches(new AbortController().signal)) if (batch.ok) sizes.push(batch.value.records.length)
    await opened.value.close()
    expect(sizes).toEqual([500, 500, 500, 301])
  })
})

const MB = 1_048_576
const refusedSoon = async (path: string, choice: TableChoice = {}): Promise<unknown> => {
  const [before, used] = [process.memoryUsage.rss(), process.cpuUsage()]
  const outcome = await read(path, choice)
  // What it computes, not how long it waits for a computer that is busy with other things; usual is one second.
  const { user, system } = process.cpuUsage(used)
  expect(user + system).toBeLessThan(20_000_000)
  expect((process.memoryUsage.rss() - before) / MB).toBeLessThan(300)
  return outcome
}

describe('P-01: the thread that reads workbooks', () => {
  it('P-01: is ended when it takes too much memory: the file is too large, and the engine goes on', async () => {
    const forms = Array.from({ length: 300_000 }, (_, index) => `<numFmt numFmtId="${index}" formatCode="0${(index * 7_919) % 99_991}"/>`)
    const limits = { ...WORKBOOK_LIMITS, memoryMb: 16 }
    const bait = zipSync(workbookParts('<row r="1"/>', { styles: forms.join('') }), { level: 1 })
    expect(await read(file(bait), { limits })).toBe('file-too-large')
    expect(await read(await workbook([['+886912345678', 'Mei']]), { limits })).toMatchObject({ sheets: ['People'] })
  })

  it('P-05: takes no more memory for a long sheet than for a short one', async () => {
    const path = await workbook(
      Array.from({ length: 30_000 }, (_, index) => [`+8869${String(10_000_000 + index)}`, `Person number ${index}`]),
    )
    const long = await read(path, { limits: { ...WORKBOOK_LIMITS, memoryMb: 16 } })
    expect(typeof long === 'object' && [long.rows.length, long.rows.at(-1)]).toEqual([30_001, ['+886910029999', 'Person number 29999']])
  })

  it('P-01: is ended when it takes too long', async () => {
    const path = await workbook(Array.from({ length: 20_000 }, (_, index) => [`+8869${String(10_000_000 + index)}`, `P${index}`]))
    expect(await read(path, { limits: { ...WORKBOOK_LIMITS, timeMs: 1 } })).toBe('file-too-large')
  })

  it('P-01: knows neither vault nor keys nor network: it imports nothing but its own room and the two libraries', () => {
    const seen = new Set<string>()
    const packages = new Set<string>()
    const walk = (path: string): void => {
      if (seen.has(path)) return
      seen.add(path)
      for (const [, clause = '', name = ''] of readFileSync(path, 'utf8').matchAll(/^import (type )?[^']*'([^']+)'/gm)) {
        if (clause !== '') continue
        if (name.startsWith('.')) walk(resolve(dirname(path), name))
        else packages.add(name)
      }
    }
    walk(join(import.meta.dirname, 'reader-thread.ts'))
    expect([...packages].toSorted()).toEqual(['fflate', 'node:fs', 'node:worker_threads', 'saxen'])
    expect([...seen].every((path) => path.includes('/engine/table-file/'))).toBe(true)
  })
})

describe('P-02: an archive', () => {
  it.each([
    ['packed 1,000 times', () => zipSync({ ...parts(), 'xl/media/blank.bin': new Uint8Array(16 * MB) }, { level: 6 })],
    ['with another archive in it', () => zipSync({ ...parts(), 'xl/embeddings/inner.bin': zipSync({ 'a.txt': strToU8('a') }) })],
    ['with a link in it', () => zipSync({ ...parts(), 'xl/link': [strToU8('/etc/passwd'), { os: 3, attrs: 0o120777 << 16 }] })],
    [
      'of more than 10,000 entries',
      () =>
        zipSync(
          { ...parts(), ...Object.fromEntries(Array.from({ length: 10_001 }, (_, index) => [`x/${index}`, new Uint8Array()])) },
          { level: 0 },
        ),
    ],
    [
      'with a declaration of entities',
      () =>
        zipSync({ ...parts(), 'xl/sharedStrings.xml': strToU8(`<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><sst>&a;</sst>`) }),
    ],
    [
      'with a declaration far inside',
      () => zipSync({ ...parts(), 'xl/styles.xml': strToU8(`<x>${'<a/>'.repeat(50_000)}<!ENTITY lol "lol">`) }),
    ],
    ['with the same part twice', () => Buffer.concat([cut(zipSync(parts())), zipSync(parts())])],
  ])('P-02: %s is refused', async (_what, bytes) => {
    expect(await refusedSoon(file(bytes()))).toBe('file-bomb')
  })

  it('P-02: that claims to unpack to nothing is counted all the same', async () => {
    const bytes = Buffer.from(zipSync({ ...parts(), 'xl/media/blank.bin': new Uint8Array(16 * MB) }, { level: 6 }))
    for (let at = bytes.indexOf('PK\u0003\u0004'); at !== -1; at = bytes.indexOf('PK\u0003\u0004', at + 4)) bytes.writeUInt32LE(0, at + 22)
    for (let at = bytes.indexOf('PK\u0001\u0002'); at !== -1; at = bytes.indexOf('PK\u0001\u0002', at + 4)) bytes.writeUInt32LE(0, at + 24)
    expect(await refusedSoon(file(bytes))).toBe('file-bomb')
  })

  it('P-02: whose list names one part a thousand times unpacks it once', async () => {
    const bytes = Buffer.from(zipSync(parts()))
    const start = bytes.indexOf('PK\u0001\u0002')
    const end = bytes.indexOf('PK\u0005\u0006')
    const entry = bytes.subarray(start, bytes.indexOf('PK\u0001\u0002', start + 4))
    const tail = Buffer.from(bytes.subarray(end))
    tail.writeUInt32LE(start, 16)
    const overlapping = Buffer.concat([bytes.subarray(0, end), ...Array.from({ length: 1_000 }, () => entry), tail])
    expect(await refusedSoon(file(overlapping))).toMatchObject({ rows: [['Phone']] })
  })

  it('P-02: with names that lead elsewhere writes nothing and reads none of them', async () => {
    const sly = { '../../../tmp/shopbell-slip.xml': strToU8('<x/>'), 'xl/../../slip.xml': strToU8('<x/>'), '/etc/slip': strToU8('x') }
    expect(await refusedSoon(file(zipSync({ ...parts(), ...sly })))).toMatchObject({ rows: [['Phone']] })
  })

  it('P-02: that is too much altogether is refused while it is counted', async () => {
    const noise = new Uint8Array(3 * MB)
    for (let index = 0; index < noise.length; index += 1) noise[index] = (index * 2_654_435_761) >>> 24
    const limits = { ...WORKBOOK_LIMITS, archive: { ...WORKBOOK_LIMITS.archive, inflatedBytes: 2 * MB } }
    expect(await read(file(zipSync({ ...parts(), 'xl/media/photo.bin': noise })), { limits })).toBe('file-bomb')
  })

  it('P-02: locked, of the old kind, of something else, or cut off is refused by its own name', async () => {
    const locked = Buffer.from(zipSync(parts()))
    for (let at = locked.indexOf('PK\u0001\u0002'); at !== -1; at = locked.indexOf('PK\u0001\u0002', at + 4))
      locked.writeUInt16LE(1, at + 8)
    const office = (name: string) =>
      Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(600), Buffer.from(name, 'utf16le'), Buffer.alloc(600)])
    expect(await read(file(locked))).toBe('file-locked')
    expect(await read(file(office('EncryptedPackage')))).toBe('file-locked')
    expect(await read(file(office('Workbook')))).toBe('file-old-excel')
    expect(await read(file(zipSync({ 'word/document.xml': strToU8('<x/>') })))).toBe('file-not-text')
    expect(await read(file(zipSync(parts()).slice(0, 300)))).toBe('file-unreadable')
  })
})

/** An archive without its list, so that its entries stand in front of those of another. */
const cut = (bytes: Uint8Array): Uint8Array => bytes.subarray(0, Buffer.from(bytes).indexOf('PK\u0001\u0002'))
