import type { CallName } from '#contract/ipc/index.ts'
import { hideNumber } from './hidden-number.ts'
import type { MaskedTags } from './masked-tags.ts'
import { hideOwn, mayHoldNumber } from './own-numbers.ts'

const NUMBER = /\+[1-9](?:[ ().-]?\d){6,14}/g

/** The shop's own number and address are no secret of a customer. */
const ownNouns: ReadonlySet<string> = new Set([
  'connection',
  'profile',
  'vault',
  'session',
  'staff',
  'contract',
  'template',
  'catalog',
  'price',
])

const nounOf = (name: string): string => name.slice(0, name.indexOf('.'))

/** What a customer's numbers are, by their id; nothing for whoever is not there. */
export type NumbersOf = (customerId: string) => readonly string[]

/** How a text was shown in which a number was hidden, for whoever sends the same text back. */
type Hidden = (customerIds: readonly string[], shown: string, text: string) => void

type Masking = {
  readonly numbersOf?: NumbersOf | undefined
  readonly tags?: MaskedTags | undefined
  /** What was asked, which may say of whom. */
  readonly input?: unknown
  readonly onHidden?: Hidden | undefined
}

/**
 * A value of the contract with numbers hidden, wherever they stand: in a field of its own or in the middle of a text. Every
 * number in the form with `+` is; of other spellings those that are the number of the customer whom the text is about. What
 * is stored stays as it is.
 */
export function hideNumbers(name: string, value: unknown, masking: Masking = {}): unknown {
  if (ownNouns.has(nounOf(name))) return value
  const numbersOf = masking.numbersOf ?? (() => [])
  const { tags, onHidden = () => undefined } = masking
  return hideIn(value, { numbersOf, tags, onHidden, about: customersIn(masking.input) })
}

type About = {
  readonly numbersOf: NumbersOf
  readonly tags: MaskedTags | undefined
  readonly onHidden: Hidden
  readonly about: readonly string[]
}

const CUSTOMER_ID = /^cus_[0-9a-z]{10,32}$/
/** Names of things, in which a number would only be one by chance. */
const NO_TEXT = /^(?:[a-z]{2,4}_[0-9a-z]+|wamid\..*)$/u

function hideIn(value: unknown, about: About): unknown {
  if (typeof value === 'string') return hideInText(value, about)
  if (Array.isArray(value)) return value.map((one) => hideIn(one, about))
  // Bytes of files and the like stay as they are.
  if (!isPlain(value)) return value
  const inside = { ...about, about: [...new Set([...about.about, ...customersIn(value)])] }
  const shown = Object.fromEntries(
    Object.entries(value).map(([key, one]) => [
      key,
      key.endsWith('ursor') ? one : inTags(key, one, { change: (tag) => hideTag(tag, inside), other: (rest) => hideIn(rest, inside) }),
    ]),
  )
  // Marks of what was found lie on the text as it is stored.
  return Array.isArray(value['marks']) && shown['text'] !== value['text'] ? { ...shown, marks: [] } : shown
}

type Ways = { readonly change: (tag: string) => unknown; readonly other: (value: unknown) => unknown }

/** Tags stand under this name, one by itself or several in a list. */
function inTags(key: string, value: unknown, { change, other }: Ways): unknown {
  if (key !== 'tag' && key !== 'tags') return other(value)
  const each = (one: unknown): unknown => (typeof one === 'string' ? change(one) : other(one))
  return Array.isArray(value) ? value.map(each) : each(value)
}

const hideTag = (tag: string, about: About): string => {
  const hide = (text: string): string => hideInText(text, about)
  return about.tags?.shown(tag, hide) ?? hide(tag)
}

function hideInText(text: string, { numbersOf, onHidden, about }: About): string {
  if (!mayHoldNumber(text) || NO_TEXT.test(text)) return text
  const own = hideOwn(
    text,
    about.flatMap((customerId) => numbersOf(customerId)),
  )
  const shown = own.includes('+') ? own.replace(NUMBER, hideNumber) : own
  if (shown !== text) onHidden(about, shown, text)
  return shown
}

type Plain = Readonly<Record<string, unknown>>

const isPlain = (value: unknown): value is Plain =>
  value !== null && typeof value === 'object' && Object.getPrototypeOf(value) === Object.prototype

/** The customers whom a value names by itself or one step inside, but not in a list: those are told of one by one. */
function customersIn(value: unknown): readonly string[] {
  if (!isPlain(value)) return []
  const near = Object.values(value).flatMap((one) => (isPlain(one) ? [one, ...Object.values(one)] : [one]))
  return near.filter((one) => typeof one === 'string').filter((one) => CUSTOMER_ID.test(one))
}

/**
 * An input as it was meant by somebody who was shown hidden numbers: a text that comes back as it was shown is the stored one,
 * and a hidden number of the customer whom the input is about, in a text that was changed, is that number. So nobody overwrites
 * what they were not shown.
 */
export function meantNumbers(
  name: string,
  input: unknown,
  known: {
    readonly numbersOf: NumbersOf
    readonly tags?: MaskedTags | undefined
    readonly textOf: (customerIds: readonly string[], shown: string) => string | undefined
  },
): unknown {
  if (ownNouns.has(nounOf(name))) return input
  const about = customersIn(input)
  const withTags = meantTags(input, known.tags)
  if (about.length === 0) return withTags
  const meant = (value: unknown): unknown => {
    if (typeof value === 'string') return value.includes(HIDDEN) ? meantText(value) : value
    if (Array.isArray(value)) return value.map(meant)
    return isPlain(value) ? Object.fromEntries(Object.entries(value).map(([key, one]) => [key, meant(one)])) : value
  }
  const meantText = (text: string): string =>
    known.textOf(about, text) ??
    about
      .flatMap((customerId) => known.numbersOf(customerId))
      .reduce((meanwhile, number) => meanwhile.replaceAll(hideNumber(number), number), text)
  return meant(withTags)
}

/** An input with the tags that were meant, whomever it is about. */
function meantTags(value: unknown, tags: MaskedTags | undefined): unknown {
  if (tags === undefined) return value
  if (Array.isArray(value)) return value.map((one) => meantTags(one, tags))
  if (!isPlain(value)) return value
  const ways = { change: (tag: string) => tags.meant(tag), other: (one: unknown) => meantTags(one, tags) }
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, inTags(key, one, ways)]))
}

const HIDDEN = '•••'
const DIGITS_OF_A_SEARCH = 4

/** Whether an input looks for people by the digits of their number, which would read hidden numbers one digit at a time. */
export function searchesDigits(name: CallName, input: unknown): boolean {
  if (ownNouns.has(nounOf(name)) || typeof input !== 'object' || input === null) return false
  return Object.entries(input).some(
    ([key, value]) =>
      (key === 'search' || key === 'query' || (key === 'text' && name === 'search.find')) &&
      typeof value === 'string' &&
      value.normalize('NFKC').replace(/\D/gu, '').length >= DIGITS_OF_A_SEARCH,
  )
}
