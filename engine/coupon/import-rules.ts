import { matchColumns, type FileRecord } from '../table-file/index.ts'

export type Refusal = 'characters' | 'length' | 'twice' | 'taken'

/** Which column holds the codes, and the row in which its name stands above them; 0 for none. */
export type CodeColumn = { readonly place: number; readonly headerRow: number }

const HEADERS = [
  'code',
  'coupon code',
  'coupon',
  'codes',
  'voucher code',
  'voucher',
  'promo code',
  'discount code',
  'gift card code',
  'number',
  '優惠碼',
  '优惠码',
  '優惠券碼',
  '券碼',
  '券码',
  '折扣碼',
  '折扣码',
  '序號',
  '序号',
  '代碼',
  '代码',
]

/** What the contract takes for a code. */
const FEWEST = 3
const MOST = 20

/** Reads a cell as a code; case, width and spaces at its ends don't matter. */
export function readCell(text: string): { readonly code: string; readonly refused: Refusal | null } {
  const code = text.normalize('NFKC').trim().toUpperCase()
  if (!/^[A-Z0-9-]*$/u.test(code)) return { code, refused: 'characters' }
  return { code, refused: code.length < FEWEST || code.length > MOST ? 'length' : null }
}

/** Finds the column of codes by its name, else by what stands in it; null where no column looks like codes. */
export function findColumn(records: readonly FileRecord[]): CodeColumn | null {
  const rows = records.map(({ cells }) => cells)
  const [first = [], ...others] = rows
  const named = matchColumns(
    first.map((cell) =>
      cell
        .normalize('NFKC')
        .trim()
        .toLowerCase()
        .replaceAll(/[\s_-]+/gu, ' '),
    ),
    { code: HEADERS },
  ).code
  if (named !== undefined) return { place: named, headerRow: records[0]?.row ?? 0 }
  const best = first.map((_, place) => ({ place, count: goodCells(rows, place) })).toSorted((one, other) => other.count - one.count)[0]
  if (best === undefined || (best.count === 0 && (first.length > 1 || others.length === 0))) return null
  return { place: best.place, headerRow: 0 }
}

/** Different codes of a column: a column of prices or of one word repeats itself. */
const goodCells = (rows: readonly (readonly string[])[], place: number): number =>
  new Set(rows.map((cells) => readCell(cells[place] ?? '')).flatMap(({ code, refused }) => (refused === null ? [code] : []))).size
