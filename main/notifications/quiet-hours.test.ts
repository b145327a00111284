import { expect, it } from 'vitest'
import { isQuiet } from './quiet-hours.ts'

const night = { from: '22:00', to: '08:00' }
const lunch = { from: '12:30', to: '13:30' }

it.each([
  [night, '2026-11-23T13:59:00Z', false],
  [night, '2026-11-23T14:00:00Z', true],
  [night, '2026-11-23T16:00:00Z', true],
  [night, '2026-11-23T23:59:00Z', true],
  [night, '2026-11-24T00:00:00Z', false],
  [lunch, '2026-11-23T04:29:00Z', false],
  [lunch, '2026-11-23T04:30:00Z', true],
  [lunch, '2026-11-23T05:30:00Z', false],
  [null, '2026-11-23T16:00:00Z', false],
] as const)('in Taipei, %j at %s: %s', (hours, at, quiet) => {
  expect(isQuiet(hours, { at: Date.parse(at), timeZone: 'Asia/Taipei' })).toBe(quiet)
})

it('goes by the zone of the shop, not of the computer', () => {
  const at = Date.parse('2026-11-23T16:00:00Z')
  expect(['Asia/Taipei', 'America/Sao_Paulo'].map((timeZone) => isQuiet(night, { at, timeZone }))).toEqual([true, false])
})
