import { expect, it } from 'vitest'
import { quarterStart } from './quarter.ts'

it.each([
  ['2026-11-22', '2026-10-01'],
  ['2026-10-01', '2026-10-01'],
  ['2027-01-31', '2027-01-01'],
  ['2027-06-30', '2027-04-01'],
])('%s lies in the quarter that began on %s', (day, first) => {
  expect(quarterStart(day)).toBe(first)
})
