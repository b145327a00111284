import { describe, expect, it } from 'vitest'
import { receiptHtml } from './receipt-html.ts'

describe('the printed receipt', () => {
  it('shows every line, and takes no text for markup', () => {
    const html = receiptHtml({ locale: 'zh-TW', title: 'E-2026-0001', lines: [['<b>訊息</b>', '3 & "4"']], foot: "owner's" })
    expect(html).toContain('<th scope="row">&lt;b&gt;訊息&lt;/b&gt;</th><td>3 &amp; &quot;4&quot;</td>')
    expect(html).toContain('owner&#39;s')
    expect(html).toContain('<html lang="zh-TW">')
  })
})
