/** What stands on a receipt: a title, lines of name and value, and a sentence at the foot. All plain text. */
export type ReceiptText = {
  readonly locale: string
  readonly title: string
  readonly lines: readonly (readonly [string, string])[]
  readonly foot: string
}

const escapes: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }
const escapeText = (text: string): string => text.replace(/[&<>"']/g, (character) => escapes[character] ?? character)

/** Lays a receipt out as one page that needs nothing from outside; every text is escaped. */
export function receiptHtml({ locale, title, lines, foot }: ReceiptText): string {
  const rows = lines.map(([name, value]) => `<tr><th scope="row">${escapeText(name)}</th><td>${escapeText(value)}</td></tr>`).join('')
  return `<!doctype html><html lang="${escapeText(locale)}"><head><meta charset="utf-8"><title>${escapeText(title)}</title><style>
body{font:14px/1.6 system-ui,"Noto Sans CJK TC",sans-serif;margin:48px;color:#1a1d23}h1{font-size:22px}
table{border-collapse:collapse;inline-size:100%}th,td{text-align:start;padding:6px 12px 6px 0;border-bottom:1px solid #dadfe6;vertical-align:top}
th{font-weight:400;color:#48515f;inline-size:35%}td{overflow-wrap:anywhere}p{color:#48515f}
</style></head><body><h1>${escapeText(title)}</h1><table>${rows}</table><p>${escapeText(foot)}</p></body></html>`
}
