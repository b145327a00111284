import { describe, expect, it } from 'vitest'
import { datesOf, draftsOf, problemOf, withOwnDate, type DateDraft } from './date-draft.ts'

const birthday = { date: 'birthday', month: 3, day: 14, year: 1985 }
const wedding = { date: 'Wedding', month: 2, day: 29, year: null }
const problems = (drafts: readonly DateDraft[]) => drafts.map((draft) => problemOf(draft, drafts))

describe('the days of a customer in a form', () => {
  it('stand with the known ones first, and are saved as they came', () => {
    const drafts = draftsOf([wedding, birthday])
    expect(drafts.map(({ known, name }) => known ?? name)).toEqual(['birthday', 'service-due', 'Wedding'])
    expect(datesOf(drafts)).toEqual([birthday, wedding])
    expect(problems(drafts)).toEqual([null, null, null])
  })

  it('are left out while nothing is typed, and named with a day of the calendar else', () => {
    const drafts = withOwnDate(withOwnDate(draftsOf([])))
    expect(datesOf(drafts)).toEqual([])
    const typed: Partial<DateDraft>[] = [
      { month: '2', day: '30' },
      { month: '2', day: '29', year: '2025' },
      { month: '5', day: '1' },
      { name: 'Wedding', month: '', day: '1' },
    ]
    expect(problems(drafts.map((draft, index) => ({ ...draft, ...typed[index] })))).toEqual(['day', 'day', 'name', 'day'])
  })

  it('have each name once', () => {
    const drafts = withOwnDate(draftsOf([wedding, birthday])).map((draft) =>
      draft.name === '' && draft.known === null ? { ...draft, name: 'Wedding', month: '1', day: '2' } : draft,
    )
    expect(problems(drafts).slice(2)).toEqual(['name-twice', 'name-twice'])
  })
})
