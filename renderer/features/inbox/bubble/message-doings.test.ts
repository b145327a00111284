import { describe, expect, it } from 'vitest'
import { actionsOf, textToRepeat } from './message-doings.ts'
import type { Message } from '../types.ts'

const message = (more: Partial<Message>): Message =>
  ({ direction: 'in', state: 'received', content: { kind: 'text', text: 'tea?' }, withdrawnAt: null, reactions: [], ...more }) as Message

const open = { isWindowOpen: true, may: () => true }
const shut = { isWindowOpen: false, may: () => true }

describe('what can be done with a message', () => {
  it('is to answer and to react while the window is open', () => {
    expect(actionsOf(message({}), open)).toEqual(['quote', 'react'])
    expect(actionsOf(message({ reactions: [{ from: 'shop', emoji: '🍵' }] }), open)).toEqual(['quote', 'react', 'unreact'])
    expect(actionsOf(message({}), shut)).toEqual([])
  })

  it('is to keep our own words as a quick reply, whatever the window', () => {
    const ours = { direction: 'out', state: 'delivered' } as const
    expect(actionsOf(message(ours), open)).toEqual(['quote', 'react', 'save-reply'])
    expect(actionsOf(message(ours), shut)).toEqual(['save-reply'])
  })

  it('is nothing where WhatsApp does not know it, or it was withdrawn', () => {
    expect(actionsOf(message({ direction: 'out', state: 'held' }), open)).toEqual([])
    expect(actionsOf(message({ direction: 'out', state: 'in_doubt' }), open)).toEqual([])
    expect(actionsOf(message({ withdrawnAt: 1 as never }), open)).toEqual([])
  })

  it('is only to take it back for a note, whatever the window', () => {
    expect(actionsOf(message({ direction: 'out', state: 'noted', content: { kind: 'note', text: 'x' } }), shut)).toEqual(['remove-note'])
  })

  it('is nothing of what whoever looks at it may not do', () => {
    const onlyLooks = { isWindowOpen: true, may: () => false }
    const ours = message({ direction: 'out', state: 'delivered' })
    expect(actionsOf(message({}), onlyLooks)).toEqual([])
    expect(actionsOf(ours, onlyLooks)).toEqual([])
    expect(actionsOf(message({ direction: 'out', state: 'noted', content: { kind: 'note', text: 'x' } }), onlyLooks)).toEqual([])
    expect(actionsOf(ours, { isWindowOpen: true, may: (needs) => needs === 'quickReply.save' })).toEqual(['save-reply'])
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
