import { encode } from 'uqr'

/** A table on paper. All plain text. */
export type PrintTable = {
  readonly title: string
  readonly headers: readonly string[]
  readonly rows: readonly (readonly string[])[]
}

/** What stands on a printed page. All plain text. */
export type PrintText = {
  readonly locale: string
  readonly title: string
  readonly lead?: string
  /** Something to be read letter by letter, large and in a frame. */
  readonly code?: string
  readonly facts?: readonly (readonly [name: string, value: string])[]
  readonly tables?: readonly PrintTable[]
  /** Codes to cut out and hand over, each with its QR code. */
  readonly cards?: readonly { readonly code: string; readonly note: string }[]
  /** One paragraph each. */
  readonly notes: readonly string[]
}

const signs: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }
export const safe = (text: string): string => text.replaceAll(/[&<>"']/g, (sign) => signs[sign] ?? sign)
const cells = (tag: 'th' | 'td', texts: readonly string[]): string => texts.map((text) => `<${tag}>${safe(text)}</${tag}>`).join('')

/** A QR code as lines, shorter than squares: hundreds of them stand on a page. @source ISO/IEC 18004, four light cells around */
export function qrOf(text: string): string {
  const { data, size } = encode(text, { ecc: 'M', border: 4 })
  const lines = data.flatMap((row, y) =>
    [
      ...row
        .map((isDark) => (isDark ? '1' : '0'))
        .join('')
        .matchAll(/1+/g),
    ].map(({ index, 0: bar }) => `M${index} ${y}.5h${bar.length}`),
  )
  return `<svg viewBox="0 0 ${size} ${size}" shape-rendering="crispEdges"><path d="${lines.join('')}" stroke="#000"/></svg>`
}

const paragraphs = (texts: readonly string[]): string => texts.map((text) => `<p>${safe(text)}</p>`).join('')

const look = `body{margin:40px;color:#1a1d23;font:13px/1.5 system-ui,"Noto Sans CJK TC",sans-serif}h1{font-size:22px;margin:0}h2{font-size:15px;margin:24px 0 8px}
p{color:#48515f}table{border-collapse:collapse;inline-size:100%;font-variant-numeric:tabular-nums}tr{break-inside:avoid}
th,td{padding:5px 10px 5px 0;border-block-end:1px solid #dadfe6;text-align:start;vertical-align:top;overflow-wrap:anywhere}th{font-weight:400;color:#48515f}
.cards{display:flex;flex-wrap:wrap;margin-block:16px}.card{inline-size:25%;box-sizing:border-box;padding:8px;border:1px dashed #dadfe6;text-align:center;break-inside:avoid}
.card svg{inline-size:80%}.card b{display:block;font:600 14px/1.4 monospace}.card i{font:11px/1.4 system-ui;color:#48515f}
.code{margin:32px 0;padding:24px;border:2px solid #1a1d23;font:600 22px/1.7 monospace;text-align:center;overflow-wrap:anywhere}`

/** Lays out a page for paper or PDF; it needs nothing from outside, and every text is escaped. */
export function printPage({ locale, title, lead, code, facts = [], tables = [], cards = [], notes }: PrintText): string {
  const known = facts.map(([name, value]) => `<tr><th scope="row">${safe(name)}</th><td>${safe(value)}</td></tr>`).join('')
  const parts = tables.map(
    (table) =>
      `<h2>${safe(table.title)}</h2><table><thead><tr>${cells('th', table.headers)}</tr></thead><tbody>${table.rows
        .map((row) => `<tr>${cells('td', row)}</tr>`)
        .join('')}</tbody></table>`,
  )
  const frame = code === undefined ? '' : `<div class="code">${safe(code)}</div>`
  const sheet = cards
    .map(({ code: text, note }) => `<div class="card">${qrOf(text)}<b>${safe(text)}</b><i>${safe(note)}</i></div>`)
    .join('')
  const head = `<meta charset="utf-8"><title>${safe(title)}</title><style>${look}</style>`
  const body = `<h1>${safe(title)}</h1>${paragraphs(lead === undefined ? [] : [lead])}${frame}<table>${known}</table>${parts.join('')}${cards.length === 0 ? '' : `<div class="cards">${sheet}</div>`}${paragraphs(notes)}`
  return `<!doctype html><html lang="${safe(locale)}"><head>${head}</head><body>${body}</body></html>`
}
