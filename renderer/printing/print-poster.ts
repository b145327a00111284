import { qrOf, safe } from './print-page.ts'

/** A sheet for the wall, cards for the tables, or the foot of a receipt. */
export type PosterKind = 'poster' | 'card' | 'receipt'

/** What stands on it, in the language of whoever reads it there. All plain text. */
export type Poster = {
  readonly kind: PosterKind
  readonly locale: string
  readonly shop: string
  readonly head: string
  /** What the code leads to. */
  readonly link: string
  readonly steps: readonly string[]
  /** What to write by hand, and to which number. */
  readonly byHand: string
  /** What whoever agrees is promised. */
  readonly wording: string
}

const CARDS_ON_A_SHEET = 4

const look = `@page{size:A4;margin:0}body{margin:0;text-autospace:normal;color:#1a1d23;font:16px/1.5 system-ui,"Noto Sans CJK TC","Noto Sans CJK SC",sans-serif;text-align:center}
h1,h2,p,ol{margin:0;padding:0;list-style:none;overflow-wrap:anywhere;text-wrap:balance}svg{display:block;margin-inline:auto;inline-size:100%}
.poster{box-sizing:border-box;block-size:296mm;padding:22mm 24mm;display:flex;flex-direction:column;justify-content:space-between;align-items:center}
.poster h2{font-size:26px;font-weight:500;color:#48515f}.poster h1{font-size:46px;line-height:1.2;margin-block-start:6mm}
.poster .code{inline-size:112mm;border:2px solid #dadfe6;border-radius:6mm;padding:4mm}.poster li{font-size:29px}.poster .hand{font-size:20px;color:#48515f;margin-block-start:4mm}
.poster .wording{font-size:18px;color:#48515f;max-inline-size:150mm}
.sheet{display:flex;flex-wrap:wrap}.card{box-sizing:border-box;inline-size:105mm;block-size:148mm;padding:9mm;border:1px dashed #dadfe6;display:flex;flex-direction:column;justify-content:space-between;align-items:center}
.card h2{font-size:15px;font-weight:500;color:#48515f}.card h1{font-size:21px;line-height:1.25}.card .code{inline-size:58mm}.card li{font-size:16px}.card .hand,.card .wording{font-size:12px;color:#48515f}
.receipt{inline-size:72mm;margin:10mm auto;padding:4mm;border:1px dashed #dadfe6}.receipt h2{font-size:13px;font-weight:500}.receipt h1{font-size:15px;line-height:1.3}
.receipt .code{inline-size:42mm;margin:2mm auto}.receipt li{font-size:11px}.receipt .hand,.receipt .wording{font-size:10px}`

const part = (className: PosterKind, { shop, head, link, steps, byHand, wording }: Poster): string =>
  `<div class="${className}"><div><h2>${safe(shop)}</h2><h1>${safe(head)}</h1></div><div class="code">${qrOf(link)}</div><div><ol>${steps
    .map((step) => `<li>${safe(step)}</li>`)
    .join('')}</ol><p class="hand">${safe(byHand)}</p></div><p class="wording">${safe(wording)}</p></div>`

/** Lays out a poster, four table cards, or a receipt's foot for paper or PDF; nothing is loaded, every text is escaped. */
export function printPoster(poster: Poster): string {
  const { kind, locale, head } = poster
  const body = kind === 'card' ? `<div class="sheet">${part('card', poster).repeat(CARDS_ON_A_SHEET)}</div>` : part(kind, poster)
  const meta = `<meta charset="utf-8"><title>${safe(head)}</title><style>${look}</style>`
  return `<!doctype html><html lang="${safe(locale)}"><head>${meta}</head><body>${body}</body></html>`
}
