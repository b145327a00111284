import { fraction } from '../../behaviour/random.ts'
import { writeCsv } from '../csv.ts'
import type { RosterEntry } from './roster.ts'

const header = ['姓名', '稱呼', '手機', '語言', '標籤', '同意接收優惠', '同意地點', '同意日期', '生日', '備註'] as const

/** Rows that no import should take: too short, too long, no number at all. */
const wrongRows: readonly (readonly string[])[] = [
  ['趙小芳', '趙小姐', '0912-34-56', 'zh-TW', '', '是', '紙本表單', '2026/4/1', '', ''],
  ['孫大同', '', '未提供', 'zh-TW', '新客戶', '是', '店內 QR', '2026/5/9', '', ''],
  ['錢多多', '錢先生', '+886 912 345 678 901', 'zh-TW', '', '', '', '', '', ''],
  ['王小明', '王先生', '(02) 123', 'zh-TW', '', '是', '網站', '2026-06-30', '', '分機 12'],
]

/** Places of the roster whose people stand in the list a second time under another spelling of their number. */
const repeated = [0, 7, 31, 64, 120, 201] as const

/** The shop's list as it would be saved from a spreadsheet: numbers in many spellings, six people twice, four wrong numbers. */
export function writeCustomerList(roster: readonly RosterEntry[]): string {
  const rows = roster.map((entry, index) => rowOf(entry, spell(entry.digits, index)))
  const doubles = repeated.flatMap((place) => {
    const entry = roster[place]
    return entry === undefined ? [] : [rowOf({ ...entry, note: '重複登記' }, spell(entry.digits, place + 1))]
  })
  const body = [...rows]
  ;[...doubles, ...wrongRows].forEach((row, index) => body.splice(18 + index * 22, 0, row))
  return writeCsv([header, ...body])
}

function rowOf(entry: RosterEntry, phone: string): readonly string[] {
  const { answer, source, date } = entry.consent
  return [entry.name, entry.address, phone, entry.language, entry.tags.join(';'), answer, source, date, entry.birthday, entry.note]
}

/** One of several ways to write the same number. */
function spell(digits: string, turn: number): string {
  if (!digits.startsWith('886')) return spellAbroad(digits, turn)
  const local = `0${digits.slice(3)}`
  const grouped = `${local.slice(0, 4)}-${local.slice(4, 7)}-${local.slice(7)}`
  const forms = [
    grouped,
    local,
    `+886 ${digits.slice(3, 6)} ${digits.slice(6, 9)} ${digits.slice(9)}`,
    `+${digits}`,
    `(${local.slice(0, 4)}) ${local.slice(4)}`,
    fullWidth(local),
    `00${digits}`,
    `${local.slice(0, 4)} ${local.slice(4, 7)} ${local.slice(7)}`,
  ]
  return forms[turn % forms.length] ?? grouped
}

function spellAbroad(digits: string, turn: number): string {
  const codeLength = digits.startsWith('1') ? 1 : 2
  const code = digits.slice(0, codeLength)
  const rest = digits.slice(codeLength)
  const forms = [`+${digits}`, `+${code} ${rest.slice(0, 3)} ${rest.slice(3)}`, `+${code}-${rest.slice(0, 2)}-${rest.slice(2)}`]
  return forms[Math.floor(fraction(turn, digits) * forms.length)] ?? `+${digits}`
}

function fullWidth(text: string): string {
  return text.replace(/\d/g, (digit) => String.fromCharCode(digit.charCodeAt(0) + 0xfee0))
}
