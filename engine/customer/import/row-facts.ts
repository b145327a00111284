import type { RowReason } from '#contract/ipc/customer-import.ts'
import type { z } from 'zod'
import { asTyped } from '../../table-export/index.ts'
import type { DayReader, FileRecord } from '../../table-file/index.ts'
import { normaliseNumber, type NormalisedNumber } from '../phone-number.ts'
import { cleanTags } from '../rules.ts'
import { readFieldValue } from '../field/kinds.ts'
import type { KnownField } from '../field/values.ts'
import type { Field, Places } from './columns.ts'
import { readAnswer, type Answer } from './read-answer.ts'
import { readLanguage } from './read-language.ts'
import { dayText, readYearDay } from './read-year-day.ts'

/** What a row says about a person; empty where the file says nothing. */
export type RowFacts = {
  readonly name: string
  readonly addressAs: string
  readonly language: string | null
  readonly note: string
  readonly tags: readonly string[]
  /** Days of the year as in `Facts`. */
  readonly birthday: string
  readonly serviceDue: string
  /** Whether the person agreed, by the row itself; empty where no column says so. */
  readonly agreed: Answer | ''
  /** The column and the word of a no, as the file writes them; else empty. */
  readonly refusal: string
  /** Day of agreeing by the row itself, ms; null where it has none that can be read. */
  readonly consentAt: number | null
  /** Facts of the shop's own that the row fills. */
  readonly own?: readonly OwnValue[]
}

/** One of the shop's own facts as it is kept. */
export type OwnValue = { readonly fieldId: string; readonly fieldSeq: number; readonly value: string; readonly amount: number | null }

/** A row as it was understood, or why it was not. */
export type RowReading = { readonly phoneAsWritten: string; readonly facts: RowFacts } & (
  | { readonly number: NormalisedNumber; readonly reason: null }
  | { readonly number: null; readonly reason: z.infer<typeof RowReason> }
)

/** What stays the same for all rows of one import. `now` in ms. */
export type ReadingRules = {
  readonly places: Places
  readonly headers: readonly string[]
  /** The shop's own facts, as far as columns hold them. */
  readonly fields: readonly KnownField[]
  /** Signs that stand where a byte is no text in the file's encoding. */
  readonly undecodable: RegExp
  /** Cards say so by themselves what a table's row can't. */
  readonly isCards: boolean
  readonly defaultCountry: string
  readonly readDay: DayReader
  readonly tags: readonly string[]
  readonly now: number
}

const LIMITS = { name: 200, addressAs: 100, note: 4000 } as const

/** Reads one row; never guesses what it can't read. */
export function readRow(record: FileRecord, rules: ReadingRules): RowReading {
  const cell = (field: Field): string => {
    const place = rules.places[field]
    return place === undefined ? '' : asTyped((record.cells[place] ?? '').trim())
  }
  const phoneAsWritten = cell('phone').slice(0, 100)
  const facts: RowFacts = {
    name: oneLine(cell('name')).slice(0, LIMITS.name),
    addressAs: oneLine(cell('addressAs')).slice(0, LIMITS.addressAs),
    language: readLanguage(cell('language')),
    note: cell('note').slice(0, LIMITS.note),
    tags: cleanTags([...cell('tags').split(/[;,、|；，｜]/), ...rules.tags]),
    birthday: yearDay(cell('birthday'), rules),
    serviceDue: yearDay(cell('serviceDue'), rules),
    ...answerOf(cell('agreed'), rules),
    consentAt: agreedDay(cell('consentAt'), rules),
  }
  const own = ownValues(record, rules)
  const refused = (reason: z.infer<typeof RowReason>): RowReading => ({ phoneAsWritten, facts, number: null, reason })
  if (record.cells.some((text) => rules.undecodable.test(text))) return refused('undecodable-text')
  if (record.isBroken && rules.isCards) return refused('card-unreadable')
  if (record.isBroken || record.cells.length <= rules.places.phone) return refused('too-few-columns')
  const number = normaliseNumber(phoneAsWritten, rules.defaultCountry)
  return number.ok
    ? { phoneAsWritten, facts: own.length === 0 ? facts : { ...facts, own }, number: number.value, reason: null }
    : refused(String(number.error.params?.['reason']) as z.infer<typeof RowReason>)
}

/** What can't be read as what the fact is, is left out, as an unreadable birthday is: the person comes all the same. */
const ownValues = (record: FileRecord, { places, fields }: ReadingRules): OwnValue[] =>
  places.own.flatMap(({ fieldId, place }) => {
    const field = fields.find((known) => known.fieldId === fieldId)
    const read = field === undefined ? null : readFieldValue(field, asTyped(record.cells[place] ?? ''))
    if (field === undefined || read === null || !read.ok || read.value === '') return []
    return [{ fieldId, fieldSeq: field.seq, value: read.value, amount: field.kind === 'number' ? Number(read.value) : null }]
  })

const oneLine = (text: string) => text.replace(/\s+/g, ' ')

function answerOf(text: string, { places, headers }: ReadingRules): Pick<RowFacts, 'agreed' | 'refusal'> {
  if (places.agreed === undefined) return { agreed: '', refusal: '' }
  const agreed = readAnswer(text)
  return { agreed, refusal: agreed === 'no' ? `${oneLine(headers[places.agreed] ?? '').slice(0, 100)}: ${oneLine(text)}` : '' }
}

const yearDay = (text: string, rules: ReadingRules): string => dayText(readYearDay(text, rules.defaultCountry))

function agreedDay(text: string, rules: ReadingRules): number | null {
  const at = text === '' ? null : rules.readDay(text)
  return at === null || at > rules.now ? null : at
}
