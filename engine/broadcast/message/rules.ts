import type { ParsedInput } from '#contract/ipc/index.ts'
import type { Person } from '../audience/rules.ts'

export type Content = ParsedInput<'broadcast.draft'>['content']
export type CouponPlan = NonNullable<Content['coupon']>
type Source = Content['variables'][string]

/** What a value may be taken from besides the person. */
export type SourceFacts = {
  readonly couponCode: string
  /** Day on which the coupon ends, as the reader writes it; empty when it has no end. */
  readonly couponEnds: string
  readonly productName: string
  readonly productPrice: string
}

/** Values by key, those that came from a fallback, and those that are missing altogether. */
export type Resolved = {
  readonly values: Readonly<Record<string, string>>
  readonly fellBack: readonly string[]
  readonly missing: readonly string[]
  /** What the person's own fields say, as they were written, in one piece: to find odd ones. */
  readonly ofPerson: string
}

/**
 * Finds the value of every key for one person.
 * @param clean makes a text fit for Meta; what it empties counts as not there
 */
export function resolveValues(
  keys: readonly string[],
  given: {
    readonly variables: Content['variables']
    readonly person: Person | null
    readonly facts: SourceFacts
    /** The language of the version, for words that differ by it. */
    readonly language: string
    readonly clean: (text: string) => string
  },
): Resolved {
  const values: Record<string, string> = {}
  const fellBack: string[] = []
  const missing: string[] = []
  let ofPerson = ''
  for (const key of keys) {
    const source = given.variables[key]
    const written = source === undefined ? '' : valueOf(source, given)
    const own = given.clean(written)
    if (source?.from.kind === 'customer') ofPerson += written
    const value = own === '' ? given.clean(source?.fallback ?? '') : own
    values[key] = value
    if (value === '') missing.push(key)
    else if (own === '') fellBack.push(key)
  }
  return { values, fellBack, missing, ofPerson }
}

type Given = { readonly person: Person | null; readonly facts: SourceFacts; readonly language: string }

function valueOf({ from }: Source, { person, facts, language }: Given): string {
  switch (from.kind) {
    case 'text':
      return from.byLanguage?.[language] ?? from.text
    case 'coupon':
      return { code: facts.couponCode, ends: facts.couponEnds }[from.part]
    case 'product':
      return { name: facts.productName, price: facts.productPrice }[from.part]
    case 'file':
      return from.mediaId
    case 'customer':
      return person?.[from.field] ?? ''
  }
}

/** The coupon's last day as month and day in the language of the template and the time zone of the shop. */
export function writeEnd(endsAt: number | null, language: string, timeZone: string): string {
  if (endsAt === null) return ''
  const locale = localeOf(language)
  const isEnglish = locale.startsWith('en')
  return new Intl.DateTimeFormat(isEnglish ? 'en-GB' : locale, { timeZone, month: isEnglish ? 'short' : 'numeric', day: 'numeric' }).format(
    endsAt,
  )
}

/** Meta's language code as one that dates can be written in; English while a draft names none. */
function localeOf(language: string): string {
  try {
    return Intl.getCanonicalLocales(language.replaceAll('_', '-'))[0] ?? 'en'
  } catch {
    // Not a language code at all: the review stops such a draft by its template.
    return 'en'
  }
}

/** Words on buttons that end offers, in the languages of our templates. */
const STOP_BUTTON = /stop|unsubscribe|opt.?out|no more|停|取消|退訂|退订|不再|不要|parar|sair|cancelar|remover|basta|baja|berhenti|batal/i

/** Whether a quick-reply button is about ending offers. */
export const isStopButton = (text: string): boolean => STOP_BUTTON.test(text)

/** What a tap on a button of a broadcast asks for. */
export type ButtonPayload = { readonly kind: 'products' | 'stop'; readonly broadcastId: string }

/**
 * Gives quick-reply buttons their meaning: those about stopping end offers, the first other one asks for the products
 * when there are some; the rest come back as plain words.
 * @returns payload by the button's place among all buttons
 */
export function payloadsFor(
  buttons: readonly { readonly type: string; readonly text: string }[],
  broadcastId: string,
  hasProducts: boolean,
): Record<number, string> {
  const payloads: Record<number, string> = {}
  let productsGiven = !hasProducts
  for (const [index, button] of buttons.entries()) {
    if (button.type !== 'QUICK_REPLY') continue
    if (isStopButton(button.text)) payloads[index] = `sb.stop.${broadcastId}`
    else if (!productsGiven) {
      payloads[index] = `sb.products.${broadcastId}`
      productsGiven = true
    }
  }
  return payloads
}

/** Reads a payload that came back; null when it is none of ours. */
export function readPayload(payload: string): ButtonPayload | null {
  const [, kind, broadcastId] = /^sb\.(products|stop)\.(brc_[0-9a-z]{10,32})$/.exec(payload) ?? []
  return (kind === 'products' || kind === 'stop') && broadcastId !== undefined ? { kind, broadcastId } : null
}
