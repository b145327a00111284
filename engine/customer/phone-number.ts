import { parsePhoneNumberFromString, type CountryCode, type PhoneNumber } from 'libphonenumber-js/max'
import { fail, ok, type Result } from '#contract/kernel/result.ts'

/** A number in E.164 form, the country it belongs to (null where several share a code), and its key for the same person. */
export type NormalisedNumber = { readonly phone: string; readonly country: string | null; readonly samePersonKey: string }

/** Why a text is not taken as a number. */
export type NumberProblem = 'no-number' | 'number-unreadable' | 'number-scientific' | 'number-wrong-length' | 'number-lost-zero'

/** Code points of the zero of each writing that phones and spreadsheets produce; NFKC folds full-width digits already. */
const ZEROS = [0x0660, 0x06f0, 0x0966, 0x09e6, 0x0a66, 0x0ae6, 0x0b66, 0x0be6, 0x0c66, 0x0ce6, 0x0d66, 0x0e50, 0x0ed0, 0x1040, 0x17e0]

/** Countries whose people write their numbers with and without the leading zero, so that a missing one proves nothing. */
const ZERO_OPTIONAL: ReadonlySet<string> = new Set(['AR', 'BR', 'IN', 'TR'])

/**
 * Reads a number in any spelling: full-width and other digits, spaces and signs, 00 for +, national form of `defaultCountry`.
 * A number that a spreadsheet damaged (scientific notation, lost leading zero) is named, never repaired. With a plus sign
 * the length must be possible, because lists of number ranges age; without one the number must exist in the default country.
 * @param defaultCountry two letters, e.g. TW
 * @returns `customer-number-refused` with a NumberProblem as `reason`
 */
export function normaliseNumber(text: string, defaultCountry: string): Result<NormalisedNumber> {
  const written = tidy(text)
  if (written === '') return refuse('no-number')
  if (/^\+?\d+(?:[.,]\d+)?e\+?\d+$/i.test(written)) return refuse('number-scientific')
  const digits = written.replace(/\D/g, '')
  if (digits === '' || /\p{L}/u.test(withoutExtension(written))) return refuse('number-unreadable')
  return written.startsWith('+') ? international(`+${digits}`) : national(withoutExtension(written), digits, defaultCountry)
}

/**
 * One key for the spellings of one person's number: Mexico with and without the 1 after 52, Brazil's mobiles with and
 * without the ninth digit, Argentina with and without the 9 after 54. WhatsApp answers with either of each.
 * @param phone E.164 with plus
 * @source the Cloud API reference of this project, part 2 (`wa_id` may differ from `input`)
 */
export function samePersonKey(phone: string): string {
  if (/^\+521\d{10}$/.test(phone)) return `+52${phone.slice(4)}`
  if (/^\+549\d{10}$/.test(phone)) return `+54${phone.slice(4)}`
  // Old mobiles begin with 6 to 9. Adding the digit keeps them apart from land lines; removing it would not.
  if (/^\+55[1-9]\d[6-9]\d{7}$/.test(phone)) return `${phone.slice(0, 5)}9${phone.slice(5)}`
  return phone
}

/** All spellings of a number that mean the same person to WhatsApp, the one given first. */
export function spellingsOf(phone: string): string[] {
  const key = samePersonKey(phone)
  const other = key.startsWith('+52')
    ? `+521${key.slice(3)}`
    : key.startsWith('+54')
      ? `+549${key.slice(3)}`
      : key.replace(/^(\+55\d\d)9(?=\d{8}$)/, '$1')
  return [...new Set([phone, key, ...(samePersonKey(other) === key ? [other] : [])])]
}

const refuse = (reason: NumberProblem): Result<never> => fail('customer-number-refused', { reason })

function tidy(text: string): string {
  const folded = text
    .normalize('NFKC')
    .replace(/\p{Nd}/gu, asciiDigit)
    .replace(/[\p{Cf}\u00ad]/gu, '')
    .trim()
  // Spreadsheets guard text as '0912… or ="0912…", and write whole numbers as 912345678.0.
  return folded
    .replace(/^=?\s*"(.*)"$/s, '$1')
    .replace(/^'/, '')
    .replace(/^(?:tel|phone|whatsapp):/i, '')
    .replace(/^(\+?\d{6,})\.0+$/, '$1')
    .trim()
}

function asciiDigit(digit: string): string {
  const code = digit.codePointAt(0) ?? 0
  const zero = ZEROS.find((start) => code >= start && code <= start + 9)
  return zero === undefined ? digit : String(code - zero)
}

const withoutExtension = (written: string) => written.replace(/\s*(?:ext\.?|x|#|分機|分机)\s*\d{1,6}$/i, '')

function international(phone: string): Result<NormalisedNumber> {
  const parsed = parsePhoneNumberFromString(phone)
  // Judged by the key: the library calls Mexico's old +52 1 impossible, yet WhatsApp still uses it.
  const key = samePersonKey(parsed?.number ?? phone)
  const judged = parsePhoneNumberFromString(key)
  if (parsed === undefined || judged === undefined) return refuse('number-unreadable')
  if (!judged.isPossible()) return refuse('number-wrong-length')
  return accept(parsed.number, judged)
}

function national(written: string, digits: string, defaultCountry: string): Result<NormalisedNumber> {
  const abroad = fromAbroad(digits)
  if (abroad !== null) return abroad
  const parsed = parsePhoneNumberFromString(written, { defaultCountry: defaultCountry as CountryCode, extract: false })
  if (parsed === undefined) return refuse(digits.length < 6 ? 'number-wrong-length' : 'number-unreadable')
  const key = samePersonKey(parsed.number)
  // What is valid as it was written is the same number in its full form; a second reading would cost a large list seconds.
  const judged = key === parsed.number && parsed.isValid() ? parsed : judgedByKey(key)
  if (typeof judged === 'string') return refuse(judged)
  if (hasLostZero(parsed, digits)) return refuse('number-lost-zero')
  return accept(parsed.number, judged)
}

function judgedByKey(key: string): PhoneNumber | NumberProblem {
  const judged = parsePhoneNumberFromString(key)
  if (judged === undefined || !judged.isPossible()) return 'number-wrong-length'
  return judged.isValid() ? judged : 'number-unreadable'
}

/** 00 for + is understood everywhere, also where the country dials another prefix; null when no real number follows it. */
function fromAbroad(digits: string): Result<NormalisedNumber> | null {
  if (!/^00[1-9]/.test(digits)) return null
  const phone = `+${digits.slice(2)}`
  const judged = parsePhoneNumberFromString(samePersonKey(phone))
  return judged?.isValid() === true ? accept(parsePhoneNumberFromString(phone)?.number ?? judged.number, judged) : null
}

/** Written without a leading zero although people of that country always write one: a spreadsheet took it for a quantity. */
function hasLostZero(parsed: PhoneNumber, digits: string): boolean {
  if (digits !== parsed.nationalNumber || ZERO_OPTIONAL.has(parsed.country ?? '')) return false
  return parsed.formatNational().replace(/\D/g, '').startsWith('0') && !digits.startsWith('0')
}

function accept(phone: string, judged: PhoneNumber): Result<NormalisedNumber> {
  return ok({ phone, country: judged.country ?? null, samePersonKey: judged.number })
}
