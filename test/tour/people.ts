import { writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** The customer who is exported and then erased on the tour. */
export const leaving = { name: '許功蓋', phone: '+886912000417', lastFour: '0417' } as const

const rows = [
  ['姓名', '手機', '稱呼', '標籤', '語言', '備註'],
  [leaving.name, '0912-000-417', '許先生', '新客', 'zh_TW', '喜歡輕焙火'],
  ['羅采薇', '+886 912 000 428', '羅小姐', '新客;VIP', 'zh_TW', ''],
  ['羅采薇', '０９１２０００４２８', '羅小姐', '新客', 'zh_TW', '同一支號碼，全形'],
  ['Tan Mei Hua', '+60 12-345 6701', 'Ms Tan', '新客', 'en', ''],
  ['沒有號碼', '', '', '新客', 'zh_TW', ''],
  ['試算表', '8.86912E+11', '', '新客', 'zh_TW', ''],
]

const quoted = (cell: string): string => `"${cell.replaceAll('"', '""')}"`

/**
 * Writes the file that the tour imports: as a spreadsheet in Taiwan saves it, UTF-16 with a mark, three people, one of
 * them twice in another spelling, and two rows that can't be used.
 */
export function writeNewCustomers(folder: string): string {
  const file = join(folder, 'new-customers.csv')
  const text = rows.map((row) => row.map(quoted).join(',')).join('\r\n')
  writeFileSync(file, Buffer.from(`\ufeff${text}\r\n`, 'utf16le'))
  return file
}
