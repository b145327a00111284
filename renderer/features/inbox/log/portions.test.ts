import { describe, expect, it } from 'vitest'
import type { Message } from '../types.ts'
import { nothingPortioned, portionsOf, type Portioned } from './portions.ts'

/** A message is as good as its id here; the portions keep whatever object they are given. */
const message = (messageId: string): Message => ({ messageId }) as Message
const many = (from: number, to: number): readonly Message[] => Array.from({ length: to - from }, (_, index) => message(`m${from + index}`))
const idsOf = ({ portions }: Portioned): readonly (readonly string[])[] =>
  portions.map(({ messages }) => messages.map(({ messageId }) => messageId))
const flat = (portioned: Portioned): readonly string[] => idsOf(portioned).flat()
const keysOf = ({ portions }: Portioned): readonly number[] => portions.map(({ key }) => key)

describe('portions of a list of messages', () => {
  it('hold ten messages each, in their order', () => {
    const parted = portionsOf(nothingPortioned, many(0, 25))
    expect(idsOf(parted).map(({ length }) => length)).toEqual([10, 10, 5])
    expect(flat(parted)).toEqual(many(0, 25).map(({ messageId }) => messageId))
    expect(new Set(keysOf(parted)).size).toBe(3)
  })

  it('stay the same objects when a page is put before them and the newest page goes', () => {
    const page = many(40, 80)
    const before = portionsOf(nothingPortioned, page)
    const after = portionsOf(before, [...many(0, 40), ...page.slice(0, 20)])
    expect(after.portions.slice(4)).toEqual(before.portions.slice(0, 2))
    expect(after.portions[4]).toBe(before.portions[0])
    expect(new Set(keysOf(after)).size).toBe(after.portions.length)
  })

  it('take new messages at the end until they are full', () => {
    const old = many(0, 12)
    const before = portionsOf(nothingPortioned, old)
    const after = portionsOf(before, [...old, ...many(12, 21)])
    expect(idsOf(after).map(({ length }) => length)).toEqual([10, 10, 1])
    expect(keysOf(after).slice(0, 2)).toEqual(keysOf(before))
    expect(after.portions[0]).toBe(before.portions[0])
  })

  it('take what comes between their messages, however full they are', () => {
    const old = many(0, 20)
    const before = portionsOf(nothingPortioned, old)
    const once = portionsOf(before, [...old.slice(0, 5), message('x'), ...old.slice(5)])
    const twice = portionsOf(once, [...once.messages.slice(0, 10), message('y'), ...once.messages.slice(10)])
    expect(flat(twice)).toEqual(twice.messages.map(({ messageId }) => messageId))
    expect(keysOf(twice)).toEqual(keysOf(before))
  })

  it('draw only the portion anew in which a message changed', () => {
    const old = many(0, 30)
    const before = portionsOf(nothingPortioned, old)
    const after = portionsOf(before, old.with(14, { ...message('m14'), state: 'read' }))
    expect(after.portions.map((portion, place) => portion === before.portions[place])).toEqual([true, false, true])
    expect(keysOf(after)).toEqual(keysOf(before))
  })

  it('never use a key twice, also when messages change places or come back after they went', () => {
    const all = many(0, 60)
    let now = portionsOf(nothingPortioned, all.slice(20, 40))
    const lists = [
      all.slice(25, 60),
      all.slice(0, 33),
      [...all.slice(30, 35), ...all.slice(0, 30)],
      all.toReversed(),
      all.slice(7, 9),
      [],
      all,
    ]
    for (const list of lists) {
      now = portionsOf(now, list)
      expect(flat(now)).toEqual(list.map(({ messageId }) => messageId))
      expect(new Set(keysOf(now)).size).toBe(now.portions.length)
    }
  })
})
