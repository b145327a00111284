import type { RowReason } from '#contract/ipc/customer.ts'
import type { z } from 'zod'
import type { DayReader, FileRecord } from '../../table-file/index.ts'
import { normaliseNumber, type NormalisedNumber } from '../phone-number.ts'
import { cleanTags } from '../rules.ts'
import type { Field } from './columns.ts'
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
  /** Day of agreeing by the row itself, ms; null where it has none that can be read. */
  readonly consentAt: number | null
}

/** A row as it was understood, or why it was not. */
export type RowReading = { readonly phoneAsWritten: string; readonly facts: RowFacts } & (
  | { readonly number: NormalisedNumber; readonly reason: null }
  | { readonly number: null; readonly reason: z.infer<typeof RowReason> }
)

/** What stays the same for all rows of one import. `now` in ms. */
export type ReadingRules = {
  readonly places: Partial<Record<Field, number>> & { readonly phone: number }
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
    return place === undefined ? '' : (record.cells[place] ?? '').trim()
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
    consentAt: agreedDay(cell('consentAt'), rules),
  }
  const refused = (reason: z.infer<typeof RowReason>): RowReading => ({ phoneAsWritten, facts, number: null, reason })
  if (record.cells.some((text) => /[\ufffd\0]/.test(text))) return refused('undecodable-text')
  if (record.isBroken || record.cells.length <= rules.places.phone) return refused('too-few-columns')
  const number = normaliseNumber(phoneAsWritten, rules.defaultCountry)
  return number.ok
    ? { phoneAsWritten, facts, number: number.value, reason: null }
    : refused(String(number.error.params?.['reason']) as z.infer<typeof RowReason>)
}

const oneLine = (text: string) => text.replace(/\s+/g, ' ')

const yearDay = (text: string, rules: ReadingRules): string => dayText(readYearDay(text, rules.defaultCountry))

function agreedDay(text: string, rules: ReadingRules): number | null {
  const at = text === '' ? null : rules.readDay(text)
  return at === null || at > rules.now ? null : at
}
