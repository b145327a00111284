import type { CallOutput, ParsedInput } from '#contract/ipc/index.ts'
import { fail, type Result } from '#contract/kernel/result.ts'
import type { Locale } from '#contract/kernel/values.ts'
import type { ReadHandle } from '../store/index.ts'
import { writeTables, type Cell } from '../table-export/index.ts'
import type { CouponDeps } from './face.ts'
import { findHandout, handedOutCodes, type HandoutRow } from './handout-queries.ts'
import { findCoupon } from './queries.ts'
import en from './words/en.json' with { type: 'json' }
import zhCN from './words/zh-CN.json' with { type: 'json' }
import zhTW from './words/zh-TW.json' with { type: 'json' }

const WORDS: Readonly<Record<Locale, typeof en>> = { en, 'zh-TW': zhTW, 'zh-CN': zhCN }
const COLUMNS = ['code', 'coupon', 'customer', 'note', 'givenAt', 'goodUntil', 'uses', 'lastUsedAt'] as const
const PAGE = 500

/**
 * Writes the codes that were given out by hand at one time. Words are in the caller's language, times in the shop's zone.
 * Errors: coupon-missing, file-write-failed, disk-full, disk-read-only, call-cancelled.
 */
export async function exportHandout(
  deps: CouponDeps,
  input: ParsedInput<'coupon.exportHandout'>,
  signal: AbortSignal,
): Promise<Result<CallOutput<'coupon.exportHandout'>>> {
  const { vault, clock, random } = deps
  const db = vault.store.read
  const handout = findHandout(db, input.handoutId)
  const coupon = handout === undefined ? undefined : findCoupon(db, handout.couponId)
  if (handout === undefined || coupon === undefined) return fail('coupon-missing')
  const words = WORDS[input.locale ?? vault.shop.locale]
  return writeTables({
    target: input.target,
    format: input.format,
    tables: [{ name: words.table, headings: COLUMNS.map((column) => words.headings[column]), pages: codePages(db, handout, coupon.name) }],
    timeZone: vault.shop.timeZone,
    at: clock.now(),
    random,
    signal,
  })
}

function* codePages(db: ReadHandle, handout: HandoutRow, couponName: string): Generator<Cell[][]> {
  for (let after = 0; ;) {
    const rows = handedOutCodes(db, { handoutSeq: handout.seq, after, most: PAGE })
    const last = rows.at(-1)
    if (last === undefined) return
    yield rows.map(({ code, expiresAt, uses, lastUsedAt }) => [
      code,
      couponName,
      handout.customerName,
      handout.note,
      { at: handout.at },
      moment(expiresAt),
      uses,
      moment(lastUsedAt),
    ])
    after = last.seq
  }
}

const moment = (at: number | null): Cell => (at === null ? null : { at })
