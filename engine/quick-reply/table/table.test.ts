import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { newVault, openShop, valueOf, type Shop } from '../../../test/support/chat-shop.ts'
import { manualClock } from '../../kernel/index.ts'

const quiet = () => openShop(newVault(), manualClock())

const tableOf = (shop: Shop, text: string): string => {
  const file = join(shop.vault.folder, 'replies.csv')
  writeFileSync(file, text)
  return file
}

const bring = (shop: Shop, text: string, dryRun = false) => shop.call('quickReply.import', { file: tableOf(shop, text), dryRun })
const all = async (shop: Shop) =>
  valueOf(await shop.call('quickReply.list', {})).quickReplies.map(({ shortcut, title, text, language, translations, retailerIds }) => ({
    shortcut,
    title,
    text,
    language,
    translations,
    retailerIds,
  }))

describe('the table of quick replies', () => {
  it('is written so that another shop reads the same from it, in whatever language its headings are', async () => {
    const shop = await quiet()
    const text = '=1+1 "quoted", two\nlines；逗號，'
    valueOf(
      await shop.call('quickReply.save', {
        shortcut: '茶單',
        title: 'Menu',
        text,
        language: 'en',
        translations: [{ language: 'zh-TW', text: '您好，{{name|朋友}}' }],
        retailerIds: ['TEA-1', 'TEA-2'],
      }),
    )
    for (const locale of ['en', 'zh-TW', 'zh-CN'] as const) {
      const target = join(shop.vault.folder, `out-${locale}.csv`)
      const written = valueOf(await shop.call('quickReply.export', { target, locale }))
      expect(written.quickReplies).toBe((await all(shop)).length)
      // Nothing in it is computed by a spreadsheet.
      expect(readFileSync(target, 'utf8')).toContain(`"'=1+1`)
      const other = await quiet()
      for (const { quickReplyId } of valueOf(await other.call('quickReply.list', {})).quickReplies)
        await other.call('quickReply.remove', { quickReplyId })
      expect(valueOf(await other.call('quickReply.import', { file: target }))).toMatchObject({ changed: 0, same: 0, refused: [] })
      expect((await all(other)).toSorted((a, b) => a.shortcut.localeCompare(b.shortcut))).toEqual(
        (await all(shop)).toSorted((a, b) => a.shortcut.localeCompare(b.shortcut)),
      )
      expect(valueOf(await other.call('quickReply.import', { file: target }))).toMatchObject({
        added: 0,
        changed: 0,
        same: written.quickReplies,
      })
    }
  })

  it('changes what is there by its shortcut, keeps its count, and tells first what would happen', async () => {
    const shop = await quiet()
    const before = valueOf(await shop.call('quickReply.save', { shortcut: 'Wait', title: 'Wait', text: 'Wait' }))
    valueOf(await shop.call('quickReply.used', { quickReplyId: before.quickReplyId }))
    const text = 'Keyword;Message;Product\n/WAIT;One moment;\nfresh;New leaves;TEA-1, TEA-2\n'
    expect(valueOf(await bring(shop, text, true))).toMatchObject({
      added: 1,
      changed: 1,
      refused: [],
      sample: [{ text: 'One moment' }, { text: 'New leaves' }],
    })
    expect((await all(shop)).some(({ shortcut }) => shortcut === 'fresh')).toBe(false)
    valueOf(await bring(shop, text))
    const list = valueOf(await shop.call('quickReply.list', { search: 'wait' })).quickReplies
    expect(list[0]).toMatchObject({ quickReplyId: before.quickReplyId, text: 'One moment', timesUsed: 1 })
    expect((await all(shop)).find(({ shortcut }) => shortcut === 'fresh')).toMatchObject({
      title: 'fresh',
      retailerIds: ['TEA-1', 'TEA-2'],
    })
  })

  it('brings none where a row can not be read, and names each of those', async () => {
    const shop = await quiet()
    const before = await all(shop)
    const rows = [
      'shortcut,name,language,text',
      'good,Good,en,Fine',
      ',No code,en,x',
      'a,A,en,',
      'b,B,English,x',
      'good,,en,again',
      `c,${'x'.repeat(81)},en,x`,
    ]
    expect(valueOf(await bring(shop, rows.join('\n'))).refused).toEqual([
      { row: 3, reason: 'shortcut' },
      { row: 4, reason: 'text' },
      { row: 5, reason: 'language' },
      { row: 6, reason: 'language-twice' },
      { row: 7, reason: 'title' },
    ])
    expect(await all(shop)).toEqual(before)
    expect(await bring(shop, 'name,text\nx,y\n')).toMatchObject({ error: { code: 'file-column-missing', params: { field: 'shortcut' } } })
    expect(await bring(shop, 'shortcut,text\n')).toMatchObject({ error: { code: 'file-empty' } })
  })
})
