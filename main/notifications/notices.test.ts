import { describe, expect, it } from 'vitest'
import { createTranslate } from '../translate.ts'
import { createNotices, type Notice, type NoticeChoice } from './notices.ts'

type Arrived = Parameters<ReturnType<typeof createNotices>['arrived']>[0]

const setUp = () => {
  const now = { choice: 'text' as NoticeChoice, isLocked: false, inFront: null as string | null }
  const shown: { readonly notice: Notice; readonly gone: () => void }[] = []
  const notices = createNotices({
    translate: createTranslate(() => 'en'),
    choice: () => now.choice,
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
  return { now, write, notices, shown, onScreen: () => shown.map(({ notice }) => notice) }
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

  it('holds no name and no word while the computer is locked', () => {
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
