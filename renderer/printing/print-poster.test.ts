import { describe, expect, it } from 'vitest'
import { printPoster, type Poster } from './print-poster.ts'

const poster: Poster = {
  kind: 'poster',
  locale: 'zh-TW',
  shop: '美玲 <茶>',
  head: '優惠 & 消息',
  link: 'https://wa.me/886912345678?text=TILL2',
  steps: ['1. 掃描', '2. <b>傳出</b>'],
  byHand: 'TILL2 → +886912345678',
  wording: '隨時回覆「停止」即可取消。',
}

describe('a printed poster', () => {
  it('holds every text and one code, lets none be more than text, and loads nothing', () => {
    const page = printPoster(poster)
    expect(page).toContain('美玲 &lt;茶&gt;')
    expect(page).toContain('<li>2. &lt;b&gt;傳出&lt;/b&gt;</li>')
    expect(page).toContain('<html lang="zh-TW">')
    expect(page.match(/<svg/g)).toHaveLength(1)
    expect(page).not.toMatch(/<(img|script|b)[ >]|src=|url\(/)
  })

  it('fills a sheet with four cards for tables', () => {
    expect(printPoster({ ...poster, kind: 'card' }).match(/class="card"/g)).toHaveLength(4)
    expect(printPoster({ ...poster, kind: 'receipt' }).match(/class="receipt"/g)).toHaveLength(1)
  })
})
