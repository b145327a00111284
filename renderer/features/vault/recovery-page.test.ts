import { describe, expect, it } from 'vitest'
import { recoveryPage } from './recovery-page.ts'

describe('recoveryPage', () => {
  it('escapes the name of the shop and loads nothing from outside', () => {
    const page = recoveryPage({ locale: 'en', title: 'Tea <img src=x> & Co', code: 'ABCD-EFGH', lines: ['Keep it.'] })
    expect(page).toContain('Tea &lt;img src=x&gt; &amp; Co')
    expect(page).toContain('ABCD-EFGH')
    expect(page).not.toMatch(/https?:|<script|<img/)
  })
})
