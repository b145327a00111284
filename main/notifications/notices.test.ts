import { describe, expect, it } from 'vitest'
import { createTranslate } from '../translate.ts'
import { createNotices, type Notice, type NoticeChoice } from './notices.ts'

type Closing = Parameters<ReturnType<typeof createNotices>['closing']>[0]
type Arrived = Parameters<ReturnType<typeof createNotices>['arrived']>[0]

const setUp = () => {
  const now = { choice: 'text' as NoticeChoice, isLocked: false, inFront: null as string | null, isQuiet: false, wantsClosing: true }
  const shown: { readonly notice: Notice; readonly gone: () => void }[] = []
  const notices = createNotices({
    translate: createTranslate(() => 'en'),
    choice: () => now.choice,
    wantsClosing: () => now.wantsClosing,
    isQuiet: () => now.isQuiet,
    timeOf: (at) => new Date(at).toISOString().slice(11, 16),
    isLocked: () => now.isLocked,
    chatInFront: () => now.inFront,
    show: (notice, onGone) => {
      const entry = { notice, gone: onGone }
      shown.push(entry)
      return { close: () => void shown.splice(shown.indexOf(entry), 1) }
    },
  })
  const write = (customer: string, more: Partial<Arrived> = {}): void =>
    notices.arrived({
      customerId: customer,
      name: `Ms ${customer}`,
      text: `${customer} asks`,
      others: 0,
      assignedTo: null,
      unreadMine: 1,
      ...more,
    } as Arrived)
  const close = (customer: string, others = 0): void =>
    notices.closing({ customerId: customer, name: `Ms ${customer}`, closesAt: Date.parse('2026-11-23T13:50:00Z'), others } as Closing)
  return { now, write, close, notices, shown, onScreen: () => shown.map(({ notice }) => notice) }
}

describe('a notice of the system', () => {
  it('says who wrote and what, and opens that chat', () => {
    const { write, onScreen } = setUp()
    write('a')
    expect(onScreen()).toEqual([{ title: 'Ms a', body: 'a asks', customerId: 'a' }])
  })

  it('is replaced when the same customer writes again', () => {
    const { write, onScreen } = setUp()
    write('a')
    write('a', { text: 'still there?' })
    expect(onScreen().map(({ body }) => body)).toEqual(['still there?'])
  })

  it('does not come for the chat that is in front, but for any other', () => {
    const { now, write, onScreen } = setUp()
    now.inFront = 'a'
    write('a')
    write('b')
    expect(onScreen().map(({ customerId }) => customerId)).toEqual(['b'])
  })

  it('S-15: holds no name and no word while the computer is locked', () => {
    const { now, write, onScreen } = setUp()
    now.isLocked = true
    write('a')
    expect(JSON.stringify(onScreen())).not.toMatch(/Ms a|asks/)
    expect(onScreen()[0]?.customerId).toBe('a')
  })

  it('holds no word where the shop chose so, and does not come at all where it chose that', () => {
    const { now, write, onScreen } = setUp()
    now.choice = 'name'
    write('a')
    expect(onScreen()[0]?.title).toBe('Ms a')
    expect(JSON.stringify(onScreen())).not.toContain('asks')
    now.choice = 'off'
    write('b')
    expect(onScreen()).toHaveLength(1)
  })

  it('becomes one that counts from the fourth chat on, without names', () => {
    const { write, onScreen } = setUp()
    for (const customer of ['a', 'b', 'c']) write(customer)
    expect(onScreen()).toHaveLength(3)
    write('d')
    write('d')
    write('e')
    expect(onScreen()).toMatchObject([{ title: '5 chats have new messages', customerId: null }])
  })

  it('counts a night’s messages at once', () => {
    const { write, onScreen } = setUp()
    write('a', { others: 40 })
    expect(onScreen()).toMatchObject([{ title: '41 chats have new messages', customerId: null }])
  })

  it('begins to name chats again when the one that counts is gone', () => {
    const { write, shown, onScreen } = setUp()
    write('a', { others: 4 })
    shown[0]?.gone()
    shown.length = 0
    write('b')
    expect(onScreen()).toMatchObject([{ customerId: 'b' }])
  })

  it('goes when the window comes to the front', () => {
    const { write, notices, onScreen } = setUp()
    write('a')
    write('b')
    notices.clear()
    expect(onScreen()).toEqual([])
  })
})

describe('a notice of a window that closes', () => {
  it('says whose and until when to answer, and opens that chat', () => {
    const { close, onScreen } = setUp()
    close('a')
    expect(onScreen()).toEqual([{ title: 'Ms a', body: 'Answer by 13:50; after that only a template can go out.', customerId: 'a' }])
  })

  it('is one for many, without names, and takes the place of the one before', () => {
    const { close, onScreen } = setUp()
    close('a')
    close('b', 3)
    expect(onScreen()).toEqual([{ title: '4 reply windows close soon', body: 'Open the inbox', customerId: null }])
  })

  it('S-15: holds no name while the computer or the shop is locked', () => {
    const { now, close, onScreen } = setUp()
    now.isLocked = true
    close('a')
    expect(onScreen()).toMatchObject([{ title: 'A reply window closes soon', customerId: 'a' }])
    expect(JSON.stringify(onScreen())).not.toContain('Ms a')
  })

  it('comes only where the shop wants it, not for the chat in front, and goes with the others', () => {
    const { now, close, notices, onScreen } = setUp()
    now.wantsClosing = false
    close('a')
    now.wantsClosing = true
    now.choice = 'off'
    close('a')
    now.choice = 'name'
    now.inFront = 'a'
    close('a')
    expect(onScreen()).toEqual([])
    close('b')
    expect(onScreen()).toMatchObject([{ title: 'Ms b' }])
    notices.clear()
    expect(onScreen()).toEqual([])
  })
})

describe('in quiet hours', () => {
  it('no notice comes of either kind, and afterwards they come again', () => {
    const { now, write, close, onScreen } = setUp()
    now.isQuiet = true
    write('a')
    write('b', { others: 40 })
    close('a')
    expect(onScreen()).toEqual([])
    now.isQuiet = false
    write('c')
    expect(onScreen()).toMatchObject([{ customerId: 'c' }])
  })
})
