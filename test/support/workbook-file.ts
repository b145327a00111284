import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { strToU8, zipSync, type Zippable } from 'fflate'
import { openTable, type TableChoice } from '../../engine/table-file/open-table.ts'

/** What a made workbook holds beside its first sheet, as XML without the frame. */
type Extra = { readonly strings?: string; readonly styles?: string; readonly sheets?: string; readonly book?: string }

const MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
const KINDS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'

/** The parts of a workbook with one sheet, `People`, as a spreadsheet program lays them. */
export const workbookParts = (rows: string, { strings, styles, sheets = '', book = '' }: Extra = {}): Zippable => ({
  '[Content_Types].xml': strToU8('<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'),
  'xl/workbook.xml': strToU8(
    `<workbook ${MAIN} xmlns:r="${KINDS}">${book}<sheets><sheet name="People" sheetId="1" r:id="rId1"/>${sheets}</sheets></workbook>`,
  ),
  'xl/_rels/workbook.xml.rels': strToU8(
    `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="${KINDS}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>`,
  ),
  'xl/worksheets/sheet1.xml': strToU8(`<worksheet ${MAIN}><sheetData>${rows}</sheetData></worksheet>`),
  ...(styles === undefined ? {} : { 'xl/styles.xml': strToU8(`<styleSheet ${MAIN}>${styles}</styleSheet>`) }),
  ...(strings === undefined ? {} : { 'xl/sharedStrings.xml': strToU8(`<sst ${MAIN}>${strings}</sst>`) }),
})

/** Writes files of one folder, each under a name of its own. */
export function fileMaker(folder: string): (content: Uint8Array | Zippable) => string {
  let made = 0
  return (content) => {
    const path = join(folder, `file-${(made += 1)}`)
    writeFileSync(path, content instanceof Uint8Array ? content : zipSync(content))
    return path
  }
}

/** All rows of a table, or why it can't be read. */
export async function readTable(path: string, choice: TableChoice = {}) {
  const opened = await openTable(path, choice)
  if (!opened.ok) return opened.error.code
  const rows: (readonly string[])[] = []
  let problem: string | null = null
  for await (const batch of opened.value.batches(new AbortController().signal)) {
    if (batch.ok) rows.push(...batch.value.records.map((record) => record.cells))
    else problem = batch.error.code
  }
  await opened.value.close()
  return problem ?? { format: opened.value.format, sheets: opened.value.sheets, rows }
}
