import { expect, it } from 'vitest'
import type { Message } from '../types.ts'
import { seenOf } from './use-new-below.ts'

/** Messages of both sides in turns, inbound first; of each only what is counted. */
const many = (from: number, to: number): readonly Message[] =>
  Array.from({ length: to - from }, (_, index) => ({
    messageId: `m${from + index}`,
    direction: (from + index) % 2 === 0 ? 'in' : 'out',
  })) as unknown as readonly Message[]

const there = { seenId: null, isAway: false, isAtNewest: true }

it('counts the inbound messages that came while the reader was away from the newest', () => {
  const { seenId } = seenOf(many(0, 10), there)
  expect(seenId).toBe('m9')
  expect(seenOf(many(0, 15), { seenId, isAway: true, isAtNewest: true })).toEqual({ seenId: 'm9', count: 3 })
  // Back at the newest, all of them are seen.
  expect(seenOf(many(0, 15), { seenId, isAway: false, isAtNewest: true })).toEqual({ seenId: 'm14', count: 0 })
})

it('takes nothing for new that follows an older part of the chat, entered at one of its messages', () => {
  const entered = seenOf(many(100, 140), { ...there, isAtNewest: false })
  expect(entered).toEqual({ seenId: null, count: 0 })
  expect(seenOf(many(100, 180), { ...entered, isAway: true, isAtNewest: false }).count).toBe(0)
})

it('counts from what was seen at the newest once that is read again, and nothing while it is not', () => {
  const seenId = 'm199'
  expect(seenOf(many(100, 140), { seenId, isAway: true, isAtNewest: false }).count).toBe(0)
  expect(seenOf(many(180, 204), { seenId, isAway: true, isAtNewest: true }).count).toBe(2)
})
