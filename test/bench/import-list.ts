import { once } from 'node:events'
import { createWriteStream } from 'node:fs'
import { secureRandom } from '../../engine/kernel/index.ts'
import { writeTables } from '../../engine/table-export/index.ts'

const FAMILY = '陳林黃張李王吳劉蔡楊許鄭謝洪郭邱曾廖賴徐周葉蘇莊呂江何蕭羅高'
const GIVEN = '怡君雅婷俊傑淑芬麗華志明美玲家豪宗翰佳蓉冠宇承恩品妤子晴'
const HEADINGS = ['姓名', '手機', '標籤', '備註']
const PAGE = 2_000

/** A person of Taiwan, every third with a tag; some come twice, some have no number that can be used. */
function person(index: number): string[] {
  const name = `${FAMILY[index % FAMILY.length]}${GIVEN[(index * 7) % GIVEN.length]}${GIVEN[(index * 13) % GIVEN.length]}`
  const phone = index % 500 === 499 ? 'none' : `09${String(10_000_000 + ((index * 7_919) % 89_000_000)).padStart(8, '0')}`
  return [name, phone, index % 3 === 0 ? 'VIP' : '', index % 10 === 0 ? 'likes oolong' : '']
}

/** A list of people as CSV. */
export async function writeList(file: string, rows: number): Promise<void> {
  const out = createWriteStream(file)
  out.write(`${HEADINGS.join(',')}\n`)
  for (let index = 0; index < rows; index += 1) if (!out.write(`${person(index).join(',')}\n`)) await once(out, 'drain')
  out.end()
  await once(out, 'finish')
}

/** The same people in a workbook. */
export async function writeWorkbook(file: string, rows: number): Promise<string> {
  const table = { name: 'People', headings: HEADINGS, pages: pages(rows) }
  const facts = { format: 'xlsx', timeZone: 'Asia/Taipei', at: Date.now(), random: secureRandom } as const
  const written = await writeTables({ ...facts, target: file, tables: [table] })
  if (!written.ok) throw new Error(`the workbook was not written: ${written.error.code}`)
  return file
}

function* pages(rows: number): Generator<string[][]> {
  for (let from = 0; from < rows; from += PAGE)
    yield Array.from({ length: Math.min(PAGE, rows - from) }, (_, index) => person(from + index))
}
