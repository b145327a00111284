import { expect, it } from 'vitest'
import { zoneOfDayAlone } from './day-alone.ts'

it('tells a day whose time nobody knows from a real moment', () => {
  expect(zoneOfDayAlone(Date.UTC(2026, 2, 3, 12), 'Asia/Taipei')).toBe('UTC')
  expect(zoneOfDayAlone(Date.UTC(2026, 2, 2, 16), 'Asia/Taipei')).toBe('Asia/Taipei')
  expect(zoneOfDayAlone(Date.UTC(2026, 2, 3, 12, 0, 1), 'Asia/Taipei')).toBeNull()
  expect(zoneOfDayAlone(Date.UTC(2026, 2, 2, 16, 0, 0, 1), 'Asia/Taipei')).toBeNull()
})
