import { strToU8 } from 'fflate'
import { afterAll, describe, expect, it, vi } from 'vitest'
import { tempFolder } from '../../../test/support/temp-folder.ts'
import { fileMaker, readTable, workbookParts } from '../../../test/support/workbook-file.ts'
import { openTable } from '../open-table.ts'
import { WORKBOOK_LIMITS } from './open-workbook.ts'
import { createXmlReader } from './xml.ts'

const { folder, remove } = tempFolder()
afterAll(remove)
const file = fileMaker(folder)
const text = (place: string, value: string) => `<c r="${place}" t="inlineStr"><is><t>${value}</t></is></c>`
const rowsOf = async (...made: Parameters<typeof workbookParts>) => {
  const table = await readTable(file(workbookParts(...made)))
  return typeof table === 'string' ? table : table.rows
}

describe('a sheet read as it comes', () => {
  it('gives rows and cells that are left out their places, and none for what is empty at the end', async () => {
    const rows = `<row r="2">${text('B2', 'Phone')}</row><row>${text('A3', 'a')}<c/><c t="inlineStr"><is><t>c</t></is></c></row>
      <row r="6"><c r="D6"/></row><row r="7">${text('B7', 'b')}<c r="C7" t="inlineStr"><is><t></t></is></c></row><row r="9"/>`
    expect(await rowsOf(rows)).toEqual([
      ['', '', ''],
      ['', 'Phone', ''],
      ['a', '', 'c'],
      ['', '', ''],
      ['', '', ''],
      ['', '', ''],
      ['', 'b', ''],
    ])
  })

  it('reads texts kept apart, in several forms of writing, without how a name is said', async () => {
    const strings = `<si><t xml:space="preserve"> 許功蓋 </t></si><si/><si><r><rPr><b/></rPr><t>A</t></r><r><t xml:space="preserve"> &amp; &#x1F600;</t></r>
      <rPh sb="0" eb="1"><t>ヨミ</t></rPh></si><si><t><![CDATA[<b>]]>_x0041__x005F_x0041_</t></si>`
    const cells = [0, 1, 2, 3].map((place) => `<c t="s"><v>${place}</v></c>`).join('')
    expect(await rowsOf(`<row r="1">${cells}<c t="str"><f>A1&amp;B1</f><v>f</v></c></row>`, { strings })).toEqual([
      [' 許功蓋 ', '', 'A & \u{1f600}', '<b>A_x0041_', 'f'],
    ])
  })

  it('finds texts and styles also where a program keeps them elsewhere', async () => {
    const made = workbookParts('<row r="1"><c t="s"><v>0</v></c><c s="1"><v>45000</v></c></row>')
    const link = (kind: string, target: string) =>
      `<Relationship Id="${kind}" Type="http://purl.oclc.org/ooxml/${kind}" Target="${target}"/>`
    const links = link('worksheet', 'worksheets/sheet1.xml') + link('sharedStrings', '/xl/words.xml') + link('styles', 'looks.xml')
    const parts = {
      'xl/words.xml': strToU8('<sst><si><t>Mei</t></si></sst>'),
      'xl/looks.xml': strToU8('<styleSheet><cellXfs><xf/><xf numFmtId="14"/></cellXfs></styleSheet>'),
      'xl/_rels/workbook.xml.rels': strToU8(`<Relationships>${links}</Relationships>`),
      'xl/workbook.xml': strToU8('<workbook><sheets><sheet name="People" q:id="worksheet"/></sheets></workbook>'),
    }
    expect(await readTable(file({ ...made, ...parts }))).toMatchObject({ rows: [['Mei', '2023-03-15']] })
  })

  it('tells days from numbers by their style, and keeps a number that is no day', async () => {
    const codes = ['yyyy-mm-dd h:mm', '[$-404]e"年"m"月"d"日";@', 'yyyymmdd', '0.00', '"day" 0', 'General']
    const formats = codes
      .map((code, index) => `<numFmt numFmtId="${164 + index}" formatCode="${code.replaceAll('"', '&quot;')}"/>`)
      .join('')
    const styles = `<numFmts>${formats}</numFmts><cellXfs>${codes.map((_, index) => `<xf numFmtId="${164 + index}"/>`).join('')}</cellXfs>`
    const cell = (style: number, value: string) => `<c s="${style}"><v>${value}</v></c>`
    const row = `<row>${codes.map((_, index) => cell(index, '45000.430555555555')).join('')}${cell(0, '886912345678')}<c t="d"><v>2026-11-23</v></c>
      <c t="b"><v>1</v></c><c t="e"><v>#N/A</v></c><c><v>5</v></c></row>`
    const day = '2023-03-15 10:20'
    const number = '45000.4305555556'
    const rest = [number, number, number, '886912345678', '2026-11-23', 'true', '', '5']
    expect(await rowsOf(row, { styles })).toEqual([[day, day, day, ...rest]])
    expect(await rowsOf(`<row>${cell(0, '0.5')}</row>`, { styles, book: '<workbookPr date1904="1"/>' })).toEqual([['1904-01-01 12:00']])
  })

  it('does not depend on where the parts of its stream end', () => {
    const bytes = strToU8('<a x="1 > 0" y=\'許\'><b:c>陳 &amp; 林</b:c><!-- < --><d><![CDATA[x < y]]></d><e/></a>')
    const heard = (size: number): string[] => {
      const words: string[] = []
      const reader = createXmlReader({
        open: (name, attribute) => words.push(`<${name} ${attribute('x')} ${attribute('y')}`),
        text: (part) => words.push(part),
        close: (name) => words.push(`/${name}`),
      })
      for (let at = 0; at < bytes.length; at += size) reader.add(bytes.subarray(at, at + size), at + size >= bytes.length)
      return words.filter((word) => word !== '')
    }
    const whole = heard(bytes.length)
    expect(whole).toContain('<a 1 > 0 許')
    for (const size of [1, 2, 3, 5, 7, 11, 20]) expect(heard(size)).toEqual(whole)
  })

  it('is refused where its places go back or name a text that is not there', async () => {
    expect(await rowsOf(`<row r="2">${text('A2', 'a')}</row><row r="1">${text('A1', 'b')}</row>`)).toBe('file-unreadable')
    expect(await rowsOf(`<row r="1">${text('B1', 'a')}${text('A1', 'b')}</row>`)).toBe('file-unreadable')
    expect(await rowsOf('<row r="1"><c r="A1" t="s"><v>7</v></c></row>', { strings: '<si><t>a</t></si>' })).toBe('file-unreadable')
  })

  it('takes as long as its reader wants: only an answer that does not come ends it', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    try {
      const opened = await openTable(
        file(workbookParts(Array.from({ length: 1_200 }, (_, row) => `<row>${text(`A${row + 1}`, 'a')}</row>`).join(''))),
      )
      if (!opened.ok) throw new Error(opened.error.code)
      const sizes: number[] = []
      for await (const batch of opened.value.batches(new AbortController().signal)) {
        if (batch.ok) sizes.push(batch.value.records.length)
        // The rows that are asked for ahead come, and then nothing is owed, however long it takes.
        while (vi.getTimerCount() > 0) await new Promise((resolve) => setImmediate(resolve))
        vi.advanceTimersByTime(WORKBOOK_LIMITS.timeMs * 2)
      }
      await opened.value.close()
      expect(sizes).toEqual([500, 500, 200])
    } finally {
      vi.useRealTimers()
    }
  })

  it('is left at once by whoever cancels while it is opened', async () => {
    const path = file(workbookParts(`<row>${text('A1', 'Phone')}</row>`))
    const cancel = new AbortController()
    const opening = openTable(path, { signal: cancel.signal })
    setImmediate(() => cancel.abort())
    expect(await opening).toMatchObject({ ok: false, error: { code: 'call-cancelled' } })
  })
})

describe('P-02: a sheet', () => {
  const limits = { ...WORKBOOK_LIMITS, archive: { ...WORKBOOK_LIMITS.archive, inflatedBytes: 1_048_576 } }

  it('P-02: in which many cells name one long text is refused before it has filled the memory', async () => {
    const strings = `<si><t>${'x'.repeat(32_767)}</t></si>`
    const cells = '<row><c t="s"><v>0</v></c></row>'
    expect(await readTable(file(workbookParts(cells.repeat(10), { strings })), { limits })).toMatchObject({ sheets: ['People'] })
    expect(await readTable(file(workbookParts(cells.repeat(40), { strings })), { limits })).toBe('file-bomb')
  })

  it('P-02: of more rows than a spreadsheet has is refused, and a row far down is at its place', async () => {
    expect(await rowsOf(`<row r="1048577">${text('A1048577', 'a')}</row>`)).toBe('file-bomb')
    const rows = await rowsOf(`<row r="1">${text('A1', 'a')}</row><row r="70000">${text('A70000', 'b')}</row>`)
    expect([rows.length, rows.at(-1)]).toEqual([70_000, ['b']])
  })

  it('P-02: of elements within elements without an end is refused', async () => {
    expect(await rowsOf('<row>'.repeat(300))).toBe('file-bomb')
  })
})
