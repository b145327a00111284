import { describe, expect, it } from 'vitest'
import type { CustomerId } from '#contract/kernel/values.ts'
import { neighboursOf, nextChat } from './walk.ts'

const rows = [
  ['a', 0],
  ['b', 2],
  ['c', 0],
  ['d', 1],
].map(([customerId, unread]) => ({ customerId: customerId as CustomerId, unread: Number(unread) }))
const step = (from: string | null, by: 1 | -1, isUnread = false) => nextChat(rows, { from, step: by, isUnread })?.customerId

describe('walking the list of chats', () => {
  it('goes one up or down and stops at the ends; from no chat it begins at an end', () => {
    expect([step('b', 1), step('b', -1), step('d', 1), step('a', -1), step(null, 1), step(null, -1)]).toEqual([
      'c',
      'a',
      undefined,
      undefined,
      'a',
      'd',
    ])
  })

  it('finds the next unread chat, also from the other end, and never the one that is open', () => {
    expect([step('b', 1, true), step('d', 1, true), step('b', -1, true), step('c', -1, true)]).toEqual(['d', 'b', 'd', 'b'])
  })
})

it('the chats beside the open one are read ahead: both, one at an end, none for a chat that is not in the list', () => {
  expect(['b', 'a', 'd', 'x', null].map((open) => neighboursOf(rows, open))).toEqual([
    ['a', 'c'],
    [undefined, 'b'],
    ['c', undefined],
    [undefined, undefined],
    [undefined, undefined],
  ])
})
