import type { CallOutput, ParsedInput } from '#contract/ipc/index.ts'
import { assert } from '#contract/kernel/assert.ts'
import { fail, ok, type Result } from '#contract/kernel/result.ts'
import { inList, sql, type ReadHandle } from '../store/index.ts'
import { isBlank, openSourceFile, readHead, readRecords, type FileRecord, type SourceFile } from '../table-file/index.ts'
import { addCode, countCodes } from './code-queries.ts'
import type { CouponDeps } from './face.ts'
import { findColumn, readCell, type CodeColumn, type Refusal } from './import-rules.ts'
import { findCoupon, setOrigin, type CouponRow } from './queries.ts'
import { announce } from './service.ts'

type Output = CallOutput<'coupon.importCodes'>

/** Rows whose refusal is told one by one; more are only counted as not added. */
const MOST_REFUSED = 1_000

/**
 * Reads codes of a till or web shop into a coupon, in parts; cut short it leaves fewer, and the file can be read again.
 * Errors: coupon-missing, coupon-fixed (one code for all has no pool), those of reading a file, file-column-missing where no
 * column holds codes, call-cancelled.
 */
export async function importCodes(
  deps: CouponDeps,
  input: ParsedInput<'coupon.importCodes'>,
  signal: AbortSignal,
): Promise<Result<Output>> {
  const coupon = findCoupon(deps.vault.store.read, input.couponId)
  if (coupon === undefined) return fail('coupon-missing')
  if (coupon.codes === 'shared') return fail('coupon-fixed')
  const opened = await openSourceFile(input.file, undefined)
  if (!opened.ok) return opened
  try {
    return await readInto(deps, { file: opened.value, coupon, isDry: input.dryRun, signal })
  } finally {
    await opened.value.handle.close()
  }
}

type Reading = { readonly file: SourceFile; readonly coupon: CouponRow; readonly isDry: boolean; readonly signal: AbortSignal }

async function readInto(deps: CouponDeps, { file, coupon, isDry, signal }: Reading): Promise<Result<Output>> {
  const head = readHead(file)
  if (!head.ok) return head
  const column = findColumn(head.value.records)
  if (column === null) return fail('file-column-missing', { column: 'code' })
  const tally = createTally(deps, { coupon, column, isDry })
  for await (const batch of readRecords(file, head.value.delimiter, signal)) {
    if (!batch.ok) return batch
    tally.add(batch.value.records)
  }
  return ok({ fileName: file.fileName, ...tally.finish() })
}

type Row = { readonly row: number; readonly code: string }

function createTally({ vault, clock, announcer }: CouponDeps, given: { coupon: CouponRow; column: CodeColumn; isDry: boolean }) {
  const { coupon, column, isDry } = given
  const seen = new Set<string>()
  const refused: Output['refused'] = []
  let [rows, added, known] = [0, 0, 0]
  const refuse = (row: number, text: string, reason: Refusal) => {
    if (refused.length < MOST_REFUSED) refused.push({ row, text: text.slice(0, 40), reason })
  }
  const read = (record: FileRecord): Row[] => {
    if (isBlank(record) || record.row === column.headerRow) return []
    rows += 1
    const text = (record.cells[column.place] ?? '').trim()
    const cell = readCell(text)
    if (cell.refused !== null) refuse(record.row, text, cell.refused)
    else if (seen.has(cell.code)) refuse(record.row, text, 'twice')
    else {
      seen.add(cell.code)
      return [{ row: record.row, code: cell.code }]
    }
    return []
  }
  const sort = (db: ReadHandle, part: readonly Row[]): Row[] => {
    const owners = ownersOf(db, part)
    return part.filter(({ row, code }) => {
      const owner = owners.get(code)
      if (owner === coupon.seq) known += 1
      else if (owner !== undefined) refuse(row, code, 'taken')
      return owner === undefined
    })
  }
  return {
    add(records: readonly FileRecord[]): void {
      const part = records.flatMap(read)
      if (isDry) {
        added += sort(vault.store.read, part).length
        return
      }
      vault.store.write((db) => {
        const fresh = sort(db, part)
        if (fresh.length > 0 && coupon.origin === 'generated' && countCodes(db, coupon.seq) === 0) setOrigin(db, coupon.seq, 'imported')
        for (const { code } of fresh) {
          const isNew = addCode(db, { couponSeq: coupon.seq, code, state: 'free', at: clock.now() })
          assert(isNew, 'codes that the vault knows were sorted out in this transaction')
        }
        added += fresh.length
        if (fresh.length > 0) announce({ announcer }, db, coupon.couponId)
      })
    },
    finish: (): Omit<Output, 'fileName'> => ({ rows, added, known, refused: refused.toSorted((one, other) => one.row - other.row) }),
  }
}

/** To which coupon each of these codes belongs; none where it is new. */
const ownersOf = (db: ReadHandle, part: readonly Row[]): Map<string, number> =>
  new Map(
    db
      .all<{ code: string; couponSeq: number }>(
        sql`select code, coupon_seq as couponSeq from coupon_code where code in ${inList(part.map(({ code }) => code))}`,
      )
      .map(({ code, couponSeq }) => [code, couponSeq]),
  )
