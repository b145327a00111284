import type { CustomerCard } from '../types.ts'

type CustomerDate = CustomerCard['dates'][number]

/** Days that have words of their own; others carry the name that the shop gave them. */
export const knownDates = ['birthday', 'service-due'] as const
export type KnownDate = (typeof knownDates)[number]

export const isKnownDate = (date: string): date is KnownDate => knownDates.some((known) => known === date)

/** A day of the year as it is being typed. */
export type DateDraft = {
  readonly id: number
  /** Null for a day of the shop's own naming, whose name stands in `name`. */
  readonly known: KnownDate | null
  readonly name: string
  /** 1 to 12 as text; empty while none is chosen. */
  readonly month: string
  readonly day: string
  readonly year: string
}

export const MOST_DATES = 10

/** The known days, filled in or not, and the shop's own ones. */
export function draftsOf(dates: readonly CustomerDate[]): DateDraft[] {
  const own = dates.filter(({ date }) => !isKnownDate(date))
  const find = (known: KnownDate): CustomerDate | undefined => dates.find(({ date }) => date === known)
  const drafts = [...knownDates.map((known) => draftOf(known, '', find(known))), ...own.map((date) => draftOf(null, date.date, date))]
  return drafts.map((draft, id) => ({ ...draft, id }))
}

const draftOf = (known: KnownDate | null, name: string, date: CustomerDate | undefined): Omit<DateDraft, 'id'> => ({
  known,
  name,
  month: date === undefined ? '' : String(date.month),
  day: date === undefined ? '' : String(date.day),
  year: date?.year === undefined || date.year === null ? '' : String(date.year),
})

/** One more day of the shop's own naming. */
export const withOwnDate = (drafts: readonly DateDraft[]): DateDraft[] => [
  ...drafts,
  { id: 1 + Math.max(0, ...drafts.map(({ id }) => id)), known: null, name: '', month: '', day: '', year: '' },
]

/** What is wrong with a day: it has no name, a name that another has, or is not in the calendar. Empty ones are fine. */
export type DateProblem = 'name' | 'name-twice' | 'day' | null

export function problemOf(draft: DateDraft, drafts: readonly DateDraft[]): DateProblem {
  if (isEmpty(draft)) return null
  if (!isReal(draft)) return 'day'
  const name = nameOf(draft)
  if (name === '') return 'name'
  return drafts.some((other) => other.id !== draft.id && !isEmpty(other) && nameOf(other) === name) ? 'name-twice' : null
}

/** The days as they are saved; only for drafts without problems. */
export const datesOf = (drafts: readonly DateDraft[]): CustomerDate[] =>
  drafts
    .filter((draft) => !isEmpty(draft))
    .map((draft) => ({
      date: nameOf(draft),
      month: Number(draft.month),
      day: Number(draft.day),
      year: draft.year.trim() === '' ? null : Number(draft.year),
    }))

const nameOf = ({ known, name }: DateDraft): string => known ?? name.trim()

const isEmpty = ({ known, name, month, day, year }: DateDraft): boolean =>
  month === '' && day.trim() === '' && year.trim() === '' && (known !== null || name.trim() === '')

/** The year 2000 stands for an unknown one, because it has a 29 February. */
function isReal({ month, day, year }: DateDraft): boolean {
  if (month === '' || !/^\d{1,2}$/.test(day.trim()) || !/^(?:(?:19|20|21)\d\d|2200)?$/.test(year.trim())) return false
  const back = new Date(Date.UTC(Number(year.trim() === '' ? 2000 : year), Number(month) - 1, Number(day)))
  return back.getUTCMonth() === Number(month) - 1 && back.getUTCDate() === Number(day)
}
