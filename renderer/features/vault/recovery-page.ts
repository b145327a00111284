/** What stands on the page with the recovery code. All plain text. */
export type RecoveryText = { readonly locale: string; readonly title: string; readonly code: string; readonly lines: readonly string[] }

const signs: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }
const safe = (text: string): string => text.replaceAll(/[&<>"]/g, (sign) => signs[sign] ?? sign)

/** Lays the recovery code out as one page to keep on paper; it needs nothing from outside, and every text is escaped. */
export function recoveryPage({ locale, title, code, lines }: RecoveryText): string {
  const paragraphs = lines.map((line) => `<p>${safe(line)}</p>`).join('')
  const look = `body{margin:56px;color:#1a1d23;font:15px/1.6 system-ui,"Noto Sans CJK TC",sans-serif}h1{font-size:24px}
.code{margin:32px 0;padding:24px;border:2px solid #1a1d23;font:600 22px/1.7 monospace;text-align:center;overflow-wrap:anywhere}`
  const head = `<meta charset="utf-8"><title>${safe(title)}</title><style>${look}</style>`
  const body = `<h1>${safe(title)}</h1><div class="code">${safe(code)}</div>${paragraphs}`
  return `<!doctype html><html lang="${safe(locale)}"><head>${head}</head><body>${body}</body></html>`
}
