import { describe, expect, it } from 'vitest'
import { calls, type CallInput, type CallName, type CallOutput } from '#contract/ipc/index.ts'
import { inboundOf, quietShop, receive, textOf, until, type Shop } from '../../test/support/chat-shop.ts'
import { silentLogger } from '../kernel/index.ts'
import { sql } from '../store/index.ts'
import { createSearch } from './index.ts'

function searchOf(shop: Shop) {
  const room = createSearch({ vault: shop.vault, clock: shop.clock, logger: silentLogger })
  const ask = async <N extends 'search.find' | 'search.messages'>(name: N, input: CallInput<N>): Promise<CallOutput<N>> => {
    const handler = room.handlers[name] as unknown as (parsed: unknown) => { ok: boolean; value: CallOutput<N> }
    const answer = handler(calls[name satisfies CallName].input.parse(input))
    if (!answer.ok) throw new Error(`${name} was refused`)
    return calls[name].output.parse(answer.value) as CallOutput<N>
  }
  return { room, ask }
}

const marked = ({ text, marks }: { text: string; marks: readonly { start: number; end: number }[] }): string =>
  marks.toReversed().reduce((shown, { start, end }) => `${shown.slice(0, start)}[${shown.slice(start, end)}]${shown.slice(end)}`, text)

let count = 0
const write = (shop: Shop, body: string, more: { phone?: string; profileName?: string; at?: number } = {}): string =>
  receive(
    shop,
    inboundOf({ ...textOf(body), wamid: `wamid.search.${(count += 1)}`, at: more.at ?? shop.clock.now(), phone: '+886912345678', ...more }),
  )

describe('looking through everything', () => {
  it('finds people by name, number and @name, and says where', async () => {
    const shop = await quietShop()
    write(shop, '您好', { phone: '+886912345678', profileName: '陳美玲' })
    write(shop, '您好', { phone: '+886933000111', profileName: 'Ana Souza' })
    const { ask } = searchOf(shop)
    expect((await ask('search.find', { query: '陈' })).customers.map((hit) => marked(hit.name))).toEqual(['[陳]美玲'])
    expect((await ask('search.find', { query: '345678' })).customers.map((hit) => marked(hit.handle))).toEqual(['+886 912 [345 678]'])
    expect((await ask('search.find', { query: '0933000' })).customers.map((hit) => marked(hit.handle))).toEqual(['+886 [933 000] 111'])
    expect((await ask('search.find', { query: 'sou' })).customers.map((hit) => marked(hit.name))).toEqual(['Ana [Sou]za'])
  })

  it('tells in which tag or note somebody was found', async () => {
    const shop = await quietShop()
    const customerId = write(shop, '您好')
    await shop.call('customer.save', { customerId, note: '喜歡輕焙火的烏龍', tags: ['老客戶'] })
    const { ask } = searchOf(shop)
    const byNote = await ask('search.find', { query: '乌龙' })
    expect(byNote.customers.map(({ also }) => (also === null ? null : marked(also)))).toEqual(['喜歡輕焙火的[烏龍]'])
    const byTag = await ask('search.find', { query: '老客' })
    expect(byTag.customers.map(({ also }) => (also === null ? null : marked(also)))).toEqual(['[老客]戶'])
  })

  it('finds messages by one sign, newest first, with what stands around it', async () => {
    const shop = await quietShop()
    const long = `${'很久以前的事情'.repeat(20)}凍頂烏龍${'後來的事情'.repeat(40)}`
    write(shop, '想買兩罐烏龍', { at: shop.clock.now() - 2000 })
    write(shop, long, { at: shop.clock.now() - 1000 })
    const { ask } = searchOf(shop)
    const { messages } = await ask('search.find', { query: '烏' })
    expect(messages).toHaveLength(2)
    expect(marked(messages[0]?.excerpt ?? { text: '', marks: [] })).toMatch(/^….+凍頂\[烏\]龍.+…$/)
    expect(marked(messages[1]?.excerpt ?? { text: '', marks: [] })).toBe('想買兩罐[烏]龍')
    expect(messages[1]?.customerName).toBe('陳美玲')
  })

  it('finds notes, and does not find what was taken back', async () => {
    const shop = await quietShop()
    const customerId = write(shop, '您好')
    await shop.call('inbox.addNote', { customerId, text: '要發票' })
    const held = await shop.call('inbox.reply', { customerId, message: { kind: 'text', text: '發票已開' }, holdMs: 3000 })
    const { ask } = searchOf(shop)
    expect((await ask('search.find', { query: '發票' })).messages).toHaveLength(2)
    if (held.ok) await shop.call('inbox.takeBack', { messageId: held.value.messageId })
    expect((await ask('search.find', { query: '發票' })).messages.map((hit) => [hit.isNote, hit.excerpt.text])).toEqual([[true, '要發票']])
  })

  it('finds orders by the beginning of their number, in any case', async () => {
    const shop = await quietShop()
    const customerId = write(shop, '您好')
    for (const number of ['A-1042', 'a-1043', 'B-1042']) await shop.call('order.add', { customerId, number, totalMicros: 480_000_000 })
    const { ask } = searchOf(shop)
    expect((await ask('search.find', { query: '#a-10' })).orders.map((order) => marked(order.number))).toEqual(['[A-10]42', '[a-10]43'])
  })

  it('finds nothing for nothing, and for signs alone', async () => {
    const shop = await quietShop()
    write(shop, '您好！')
    const { ask } = searchOf(shop)
    for (const query of ['', '   ', '！', '"']) {
      const found = await ask('search.find', { query })
      expect([...found.customers, ...found.messages]).toEqual([])
    }
  })
})

describe('messages page by page', () => {
  it('gives each once, in all chats and in one', async () => {
    const shop = await quietShop()
    for (let index = 0; index < 25; index += 1) {
      write(shop, `茶 ${index}`, { at: shop.clock.now() - index * 60_000 })
      write(shop, `茶 ${index}`, { phone: '+886933000111', profileName: 'Ana', at: shop.clock.now() - index * 60_000 })
    }
    const { ask } = searchOf(shop)
    const everyPage = async (input: CallInput<'search.messages'>): Promise<string[]> => {
      const { hits, nextCursor } = await ask('search.messages', { ...input, limit: 7 })
      const texts = hits.map(({ excerpt, customerName }) => `${customerName} ${excerpt.text}`)
      return nextCursor === null ? texts : [...texts, ...(await everyPage({ ...input, cursor: nextCursor }))]
    }
    const all = await everyPage({ query: '茶' })
    expect(new Set(all).size).toBe(50)
    expect(all).toHaveLength(50)
    const ana = (await ask('search.find', { query: 'Ana' })).customers[0]?.customerId
    if (ana === undefined) throw new Error('Ana was not found')
    const inChat = await everyPage({ query: '茶', customerId: ana })
    // Newest first by their own time.
    expect(inChat).toEqual(Array.from({ length: 25 }, (_, index) => `Ana 茶 ${index}`))
  })

  it('finds in one chat what it finds in all', async () => {
    const shop = await quietShop()
    const customerId = write(shop, '想買兩罐烏龍 tea-pot')
    write(shop, '烏 龍')
    write(shop, '龍烏')
    const { ask } = searchOf(shop)
    for (const query of ['烏龍', 'te', 'pot', 'ea', '罐 tea', '龍烏', '买']) {
      const inChat = await ask('search.messages', { query, customerId })
      const inAll = await ask('search.messages', { query })
      expect([query, inChat.hits.map((hit) => hit.messageId).toSorted()]).toEqual([
        query,
        inAll.hits.map((hit) => hit.messageId).toSorted(),
      ])
    }
  })

  it('refuses a cursor that is not its own', async () => {
    const shop = await quietShop()
    const { ask } = searchOf(shop)
    await expect(ask('search.messages', { query: '茶', cursor: 'x' })).rejects.toThrow('refused')
  })
})

describe('words of an older folding', () => {
  it('are folded anew, a part at a time, and go on where they were broken off', async () => {
    const shop = await quietShop()
    const { store } = shop.vault
    const { room, ask } = searchOf(shop)
    const folded = () =>
      until(
        () => store.read.get<{ value: string }>(sql`select value from setting where name = 'search.fold'`)?.value ?? '',
        (value) => value.includes('"place":null'),
      )
    room.begin()
    await folded()
    write(shop, '想買凍頂烏龍')
    // As a version before wrote them: 凍 and 頂 as they are.
    store.write((db) => {
      db.run(sql`delete from message_words`)
      db.run(sql`insert into message_words (seq, words) select seq, '想 買 凍 頂 烏 龍' from message`)
      db.run(sql`update customer_words set words = '陳 美 玲'`)
      db.run(sql`delete from setting where name = 'search.fold'`)
    })
    expect((await ask('search.find', { query: '凍頂' })).messages).toEqual([])
    const again = searchOf(shop).room
    again.begin()
    await folded()
    expect((await ask('search.find', { query: '冻顶' })).messages).toHaveLength(1)
    expect((await ask('search.find', { query: '陈' })).customers).toHaveLength(1)
    await again.stop()
  })
})
