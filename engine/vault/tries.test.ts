import { expect, it } from 'vitest'
import { waitAfter } from './tries.ts'

it('R-06: five tries are free, then each waits longer: 30 s, 1, 5, 15, 60 minutes', () => {
  expect([4, 5, 6, 7, 8, 9, 50].map(waitAfter)).toEqual([0, 30_000, 60_000, 300_000, 900_000, 3_600_000, 3_600_000])
})
