import { describe, expect, it } from 'vitest'
import { printPage } from './print-page.ts'

describe('a printed page', () => {
  it('holds every text, and lets none of them be more than text', () => {
    const page = printPage({
      locale: 'zh-TW',
      title: '<img src=x onerror=1>',
      lead: 'Tea & "more"',
      facts: [['Spend', "US$1 <b>'net'</b>"]],
      tables: [{ title: 'Offers', headers: ['Name', 'Orders'], rows: [['<script>', '3']] }],
      notes: ['End', "owner's"],
    })
    expect(page).not.toMatch(/<(img|b|script)[ >]/)
    expect(page).toContain('&lt;img src=x onerror=1&gt;')
    expect(page).toContain('Tea &amp; &quot;more&quot;')
    expect(page).toContain('<th>Name</th><th>Orders</th>')
    expect(page).toContain('<td>&lt;script&gt;</td><td>3</td>')
    expect(page).toContain('<p>End</p><p>owner&#39;s</p>')
    expect(page).toContain('<html lang="zh-TW">')
  })

  it('sets a code apart, and loads nothing from outside', () => {
    const page = printPage({ locale: 'en', title: 'Tea', code: 'ABCD-<b>', notes: [] })
    expect(page).toContain('<div class="code">ABCD-&lt;b&gt;</div>')
    expect(page).not.toMatch(/https?:|<script|<img/)
  })

  it('holds five hundred codes to cut out with a QR code each, within what a frame carries', () => {
    const cards = Array.from({ length: 500 }, (_, index) => ({ code: `TEA-7K3F${String(index).padStart(3, '0')}`, note: '<b>31 May</b>' }))
    const page = printPage({ locale: 'en', title: 'Tea', cards, notes: [''] })
    expect(page.match(/<svg/g)).toHaveLength(500)
    expect(page).toContain('<b>TEA-7K3F499</b><i>&lt;b&gt;31 May&lt;/b&gt;</i>')
    expect(page.length).toBeLessThan(900_000)
  })
})
