import { Temporal } from 'temporal-polyfill'
import { describe, expect, it } from 'vitest'
import { createDayReader } from './read-day.ts'

describe('a day in a list', () => {
  it.each(['Australia/Sydney', 'Pacific/Auckland', 'America/New_York', 'Europe/Berlin', 'Asia/Taipei', 'America/Santiago'])(
    'begins at its own midnight in %s, also where clocks change on it',
    (timeZone) => {
      const read = createDayReader(timeZone)
      const wrong: string[] = []
      for (let day = Temporal.PlainDate.from('2026-01-01'); day.year < 2028; day = day.add({ days: 1 }))
        if (read(day.toString()) !== day.toZonedDateTime(timeZone).epochMilliseconds) wrong.push(day.toString())
      expect(wrong).toEqual([])
    },
  )
})
