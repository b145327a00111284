import type { ReadHandle } from '../store/index.ts'
import { sql } from '../store/index.ts'
import { findCode, type CodeRow } from './code-queries.ts'
import { COUPON_MAX_CHARACTERS, isCouponCode } from './rules.ts'

/** What was typed or scanned, found or not; `code` is how it reads. */
export type ReadCode =
  | { readonly kind: 'found'; readonly code: string; readonly row: CodeRow }
  | { readonly kind: 'unknown' | 'misread'; readonly code: string }

/** Letters that look alike, written as one; only of use where something else proves which was meant. */
const ALIKE: Readonly<Record<string, string>> = { O: '0', I: '1', L: '1' }
const fold = (text: string): string => [...text.replaceAll('-', '')].map((letter) => ALIKE[letter] ?? letter).join('')

const FEWEST_OF_OURS = 6
const MOST_CHARACTERS = 20

/**
 * Looks up what was typed or scanned. Case, spaces, wide letters and kinds of hyphens don't matter; of a link only the end
 * counts. 0 and O, 1 and I, and missing hyphens are forgiven in words that are codes for all, and in the prefix of codes of
 * our own, where the check character proves the rest. What looks like one of ours but fails that proof is `misread`.
 */
export function readCode(db: ReadHandle, typed: string): ReadCode {
  const text = endOf(unify(typed))
  const ways = [...new Set([text.replaceAll(' ', ''), text.replaceAll(' ', '-')])].filter((way) => way.length <= MOST_CHARACTERS)
  const code = (ways[0] ?? text).slice(0, 40)
  for (const way of ways) {
    const row = findCode(db, way)
    if (row !== undefined) return { kind: 'found', code: row.code, row }
  }
  return readForgiving(db, code)
}

/** Capital ASCII letters, plain hyphens, single spaces. */
const unify = (typed: string): string =>
  typed
    .normalize('NFKC')
    .replace(/\p{Pd}|[\u2212\u30fc]/gu, '-')
    .replace(/[\u200b-\u200f\u2060\ufeff]/gu, '')
    .replace(/\s+/gu, ' ')
    .trim()

/** The last part of a link: a code in its path, its query or its end. */
function endOf(text: string): string {
  if (!/^[a-z]+:\/\/|^www\./iu.test(text)) return text.toUpperCase()
  const parts = decode(text)
    .split(/[^0-9a-z-]+/iu)
    .filter((part) => part !== '')
  return (parts.at(-1) ?? '').toUpperCase()
}

function decode(link: string): string {
  try {
    return decodeURIComponent(link)
  } catch {
    // A stray percent sign: the link is read as it stands.
    return link
  }
}

type Known = { readonly prefix: string; readonly shared: string | null }

function readForgiving(db: ReadHandle, code: string): ReadCode {
  let [isSlip, isProved] = [false, false]
  for (const form of knownForms(db)) {
    const candidate = candidateOf(code, form)
    if (candidate === null) continue
    const isRight = form.shared !== null || isCouponCode(candidate, form.prefix)
    const row = isRight ? findCode(db, candidate) : undefined
    if (row !== undefined) return { kind: 'found', code: candidate, row }
    // With a right check character it is no slip: there is just no such code.
    isProved ||= isRight
    isSlip = true
  }
  return { kind: isSlip && !isProved ? 'misread' : 'unknown', code }
}

function candidateOf(code: string, { prefix, shared }: Known): string | null {
  if (shared === null) return ownCode(code, prefix)
  return fold(shared) === fold(code) ? shared : null
}

/** Words that are codes for all, then prefixes of drawn codes, longest first. */
const knownForms = (db: ReadHandle): Known[] =>
  db.all<Known>(sql`
    select * from (
      select distinct prefix, null as shared from coupon where codes = 'unique' and origin <> 'imported'
      union all
      select '', k.code from coupon c join coupon_code k on k.coupon_seq = c.seq where c.codes = 'shared')
    order by shared is null, length(prefix) desc`)

/** What was typed, with the prefix as it is printed; null where it can't be a code with that prefix. */
function ownCode(code: string, prefix: string): string | null {
  const bare = code.replaceAll('-', '')
  const start = fold(prefix)
  if (!fold(bare).startsWith(start)) return null
  const rest = bare.slice(start.length)
  const hasLength = rest.length >= FEWEST_OF_OURS && prefix.length + rest.length <= COUPON_MAX_CHARACTERS
  // Without a prefix any word of that length would look like a slip.
  return hasLength && (prefix !== '' || /\d/u.test(rest) || isCouponCode(rest, '')) ? `${prefix}${rest}` : null
}
