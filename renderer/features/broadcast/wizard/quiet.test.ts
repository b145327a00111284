import { describe, expect, it } from 'vitest'
import { isQuietHour, quietPlaces } from './quiet.ts'

describe('quiet hours', () => {
  it('reach over midnight', () => {
    const night = { fromHour: 21, toHour: 9 }
    expect([20, 21, 3, 8, 9].map((hour) => isQuietHour(hour, night))).toEqual([false, true, true, true, false])
    expect(isQuietHour(12, { fromHour: 12, toHour: 12 })).toBe(false)
  })

  it("are told in each country's own time, the shop first and once", () => {
    const at = Date.UTC(2026, 10, 28, 1, 30)
    const places = quietPlaces(['MY', 'TW', 'AE', 'MY'], { country: 'TW', timeZone: 'Asia/Taipei' }, { fromHour: 21, toHour: 9, at })
    expect(places.map(({ country, isQuiet }) => [country, isQuiet])).toEqual([
      ['TW', false],
      ['MY', false],
      ['AE', true],
    ])
  })

  it('count a wide country as quiet while one of its parts is', () => {
    const at = Date.UTC(2026, 10, 28, 12, 30)
    const places = quietPlaces(['BR'], { country: 'TW', timeZone: 'Asia/Taipei' }, { fromHour: 21, toHour: 9, at })
    expect(places[1]).toMatchObject({ country: 'BR', isQuiet: true })
  })
})
