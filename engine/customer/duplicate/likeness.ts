import { createHash } from 'node:crypto'
import type { DuplicatePair } from '#contract/ipc/customer-record.ts'
import type { z } from 'zod'

export type Why = z.infer<typeof DuplicatePair>['why']

/** What is compared of a record. */
export type Likeness = {
  readonly seq: number
  readonly name: string
  readonly phone: string | null
  readonly waId: string | null
  readonly username: string | null
  /** The record's days as `name month-day`. */
  readonly days: readonly string[]
  /** Values of the shop's own facts that may name one person, as `field value`. */
  readonly values: readonly string[]
}

/** One thing that likely the same people share. */
type Clue = { readonly why: Why; readonly text: string }

/** A clue that so many records share says nothing of anybody. */
export const MOST_ALIKE = 6
const LEAST_VALUE = 4
const SAME_DIGITS = 8
/** Where a number is parted: few of one name share either part. */
const LAST_DIGITS = 4

/** Names are the same without case, width, accents and spaces. */
export const nameKey = (name: string): string =>
  name
    .normalize('NFKD')
    .replace(/[\p{M}\s\p{P}]/gu, '')
    .toLowerCase()

const digitsOf = (phone: string): string => phone.replace(/\D/g, '')

/**
 * What a record could share with another of the same person. A number that differs in one digit has its last four digits
 * in common with the right one, or all before them; so nobody is compared with everybody. Two neighbours that changed places
 * are found as well, but for the two at that seam.
 */
export function cluesOf(one: Likeness): Clue[] {
  const name = nameKey(one.name)
  const clues: Clue[] = []
  for (const phone of [one.phone, one.waId]) {
    if (phone !== null) clues.push({ why: 'number-spelling', text: `end ${digitsOf(phone).slice(-SAME_DIGITS)}` })
  }
  if (one.username !== null && one.username !== '') clues.push({ why: 'same-username', text: one.username.toLowerCase() })
  for (const value of one.values) clues.push({ why: 'same-field', text: value })
  if (name === '') return clues
  for (const day of one.days) clues.push({ why: 'same-name-and-day', text: `${name} ${day}` })
  if (one.phone !== null) {
    const digits = digitsOf(one.phone)
    clues.push({ why: 'same-name-near-number', text: `${name} first ${digits.slice(0, -LAST_DIGITS)}` })
    clues.push({ why: 'same-name-near-number', text: `${name} last ${digits.slice(-LAST_DIGITS)}` })
  }
  return clues
}

/** A value that may name one person: a number of a card, an address; not a size, and no day. */
export const isTelling = (value: string): boolean => value.length >= LEAST_VALUE && /\d/.test(value)

/** A clue as a whole number that the database compares quickly: 52 bits of a hash, so that nothing can be read from it. */
export const clueKey = ({ why, text }: Clue): number =>
  Number.parseInt(createHash('sha256').update(`${why}:${text}`).digest('hex').slice(0, 13), 16)

type Judge = (one: Likeness, other: Likeness, isSameName: boolean) => number | null

const judges: Readonly<Record<Why, Judge>> = {
  'number-spelling': (one, other, isSameName) => numberSureness(one, other, isSameName),
  'same-username': (one, other, isSameName) => (isSameUsername(one, other) ? (isSameName ? 95 : 80) : null),
  'same-field': (_one, _other, isSameName) => (isSameName ? 90 : 60),
  'same-name-and-day': (_one, _other, isSameName) => (isSameName ? 85 : null),
  'same-name-near-number': (one, other, isSameName) => (isSameName && isNearNumber(one, other) ? 75 : null),
}

/** How sure it is that two records who share a clue are one person, 0 to 100; null when they are not alike after all. */
export function surenessOf(why: Why, one: Likeness, other: Likeness): number | null {
  const name = nameKey(one.name)
  return judges[why](one, other, name !== '' && name === nameKey(other.name))
}

const isSameUsername = (one: Likeness, other: Likeness): boolean => one.username?.toLowerCase() === other.username?.toLowerCase()

const isNearNumber = (one: Likeness, other: Likeness): boolean =>
  one.phone !== null && other.phone !== null && isNear(digitsOf(one.phone), digitsOf(other.phone))

function numberSureness(one: Likeness, other: Likeness, isSameName: boolean): number | null {
  const numbers = (of: Likeness): string[] => [of.phone, of.waId].filter((number) => number !== null).map(digitsOf)
  const isMetas = numbers(one).some((number) => numbers(other).includes(number))
  if (isMetas) return 95
  const ends = (of: Likeness): string[] => numbers(of).map((number) => number.slice(-SAME_DIGITS))
  if (!ends(one).some((end) => ends(other).includes(end))) return null
  // The same number under another country or area is a slip of whoever typed it, unless the names say that it is two people.
  return isSameName ? 80 : one.name === '' || other.name === '' ? 50 : null
}

/** One digit differs, or two neighbours changed places. */
function isNear(one: string, other: string): boolean {
  if (one.length !== other.length || one === other) return false
  const wrong = [...one].flatMap((digit, index) => (digit === other[index] ? [] : [index]))
  const [first = 0, second] = wrong
  if (second === undefined) return true
  return wrong.length === 2 && second === first + 1 && one[first] === other[second] && one[second] === other[first]
}
