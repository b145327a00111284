import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { sql } from '../store/index.ts'
import { inboundOf, quietShop, receive, textOf, valueOf } from '../../test/support/chat-shop.ts'
import { textQuery } from '../text-search/index.ts'
import { messageTerms } from './search-terms.ts'

describe('terms and queries', () => {
  it('make a term of each Chinese character and a word of Latin letters', () => {
    expect(messageTerms('凍頂烏龍 Oolong，NT$480！').split(' ')).toHaveLength(7)
    expect(textQuery('   ')).toBeNull()
    expect(textQuery('！？')).toBeNull()
    expect(textQuery('ool 480')).toBe('"ool"* AND "480"*')
  })

  it('can not be broken by signs of the query language', () => {
    expect(textQuery('"OR" NEAR(* ^-:')).toBe('"or"* AND "near"*')
  })
})

describe('searching conversations', () => {
  const shopWith = async (texts: readonly string[]) => {
    const shop = await quietShop()
    texts.forEach((body, index) =>
      receive(
        shop,
        inboundOf({
          wamid: `wamid.${index}`,
          at: shop.clock.now() - index * 1000,
          phone: `+8869000${String(index).padStart(5, '0')}`,
          profileName: `Person${index}`,
          ...textOf(body),
        }),
      ),
    )
    const find = async (search: string) =>
      valueOf(await shop.call('inbox.list', { search, limit: 500 }))
        .conversations.map((row) => row.lastText)
        .toSorted()
    return { shop, find }
  }

  it('finds one and two Chinese characters, folds width and case, and matches Latin words by their beginning', async () => {
    const { find } = await shopWith(['還有凍頂烏龍嗎', '想買兩罐高山茶', 'Quero dois kits', 'ＴＥＡ please', '龍井有嗎'])
    expect(await find('龍')).toEqual(['還有凍頂烏龍嗎', '龍井有嗎'].toSorted())
    expect(await find('烏龍')).toEqual(['還有凍頂烏龍嗎'])
    expect(await find('龍烏')).toEqual([])
    expect(await find('龙井')).toEqual(['龍井有嗎'])
    expect(await find('quer')).toEqual(['Quero dois kits'])
    expect(await find('uero')).toEqual([])
    expect(await find('tea')).toEqual(['ＴＥＡ please'])
    expect(await find('兩罐 高山')).toEqual(['想買兩罐高山茶'])
    expect(await find('兩罐 龍')).toEqual([])
  })

  it('finds people by name and by any part of their number', async () => {
    const { find } = await shopWith(['a', 'b', 'c'])
    expect(await find('Person1')).toEqual(['b'])
    expect(await find('00002')).toEqual(['c'])
    expect(await find('+886 900 000 001')).toEqual(['b'])
  })

  it('gives the same as looking through every text, for one to three Chinese characters', async () => {
    const alphabet = Array.from('茶龍烏山高凍頂有嗎買')
    const texts = fc.sample(
      fc.array(fc.constantFrom(...alphabet), { minLength: 1, maxLength: 12 }).map((characters) => characters.join('')),
      { numRuns: 150, seed: 11 },
    )
    const { find } = await shopWith(texts)
    const searches = fc.sample(
      fc.array(fc.constantFrom(...alphabet), { minLength: 1, maxLength: 3 }).map((characters) => characters.join('')),
      { numRuns: 60, seed: 12 },
    )
    for (const search of searches) expect(await find(search)).toEqual(texts.filter((text) => text.includes(search)).toSorted())
  })

  it('forgets the words of the erased in every table, also when the person goes by cascade', async () => {
    const { shop } = await shopWith(['canaryword one', 'canaryword two'])
    const ids = shop.vault.store.read.all<{ id: string }>(sql`select customer_id as id from customer order by seq`).map(({ id }) => id)
    shop.vault.store.write((db) => {
      for (const source of shop.inbox.personalData) source.erase(db, ids[0] ?? '')
      db.run(sql`delete from customer where customer_id = ${ids[1] ?? ''}`)
    })
    const left = shop.vault.store.read
      .all<{ block: Uint8Array }>(sql`select block from message_search_data`)
      .map(({ block }) => Buffer.from(block).toString('latin1'))
    expect(left.join('')).not.toContain('canary')
    expect(shop.vault.store.read.all(sql`select * from message_words`)).toEqual([])
    expect(
      shop.vault.store.write((db) => db.run(sql`insert into message_search (message_search) values ('integrity-check')`)).changes,
    ).toBeDefined()
  })
})
