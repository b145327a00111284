import { describe, expect, it } from 'vitest'
import { actionsOf, textToRepeat } from './message-doings.ts'
import type { Message } from './types.ts'

const message = (more: Partial<Message>): Message =>
  ({ direction: 'in', state: 'received', content: { kind: 'text', text: 'tea?' }, withdrawnAt: null, reactions: [], ...more }) as Message

describe('what can be done with a message', () => {
  it('is to answer and to react while the window is open', () => {
    expect(actionsOf(message({}), true)).toEqual(['quote', 'react'])
    expect(actionsOf(message({ reactions: [{ from: 'shop', emoji: '🍵' }] }), true)).toEqual(['quote', 'react', 'unreact'])
    expect(actionsOf(message({}), false)).toEqual([])
  })

  it('is to keep our own words as a quick reply, whatever the window', () => {
    const ours = { direction: 'out', state: 'delivered' } as const
    expect(actionsOf(message(ours), true)).toEqual(['quote', 'react', 'save-reply'])
    expect(actionsOf(message(ours), false)).toEqual(['save-reply'])
  })

  it('is nothing where WhatsApp does not know it, or it was withdrawn', () => {
    expect(actionsOf(message({ direction: 'out', state: 'held' }), true)).toEqual([])
    expect(actionsOf(message({ direction: 'out', state: 'in_doubt' }), true)).toEqual([])
    expect(actionsOf(message({ withdrawnAt: 1 as never }), true)).toEqual([])
  })

  it('is only to take it back for a note, whatever the window', () => {
    expect(actionsOf(message({ direction: 'out', state: 'noted', content: { kind: 'note', text: 'x' } }), false)).toEqual(['remove-note'])
  })
})

describe('writing again what did not go', () => {
  it('is offered where it certainly did not arrive, never where nobody knows', () => {
    expect(textToRepeat(message({ direction: 'out', state: 'failed' }))).toBe('tea?')
    expect(textToRepeat(message({ direction: 'out', state: 'skipped' }))).toBe('tea?')
    expect(textToRepeat(message({ direction: 'out', state: 'in_doubt' }))).toBeNull()
    expect(textToRepeat(message({ direction: 'out', state: 'unconfirmed' }))).toBeNull()
    expect(textToRepeat(message({ direction: 'out', state: 'delivered' }))).toBeNull()
  })
})
