import type { Locale } from '#contract/kernel/values.ts'
import { escapeHtml } from '../export/page.ts'

/** Rows of facts, a table, lines of text, or empty lines to be filled in by hand. */
export type Block =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'heading'; readonly text: string }
  | { readonly kind: 'facts'; readonly facts: readonly (readonly [string, string])[] }
  | { readonly kind: 'list'; readonly items: readonly string[] }
  | { readonly kind: 'blank'; readonly label: string }

const STYLE = `
  :root { color-scheme: light; font: 15px/1.5 system-ui, sans-serif }
  body { max-width: 46rem; margin: 2rem auto; padding: 0 1rem; overflow-wrap: anywhere }
  h2 { margin-block-start: 1.75rem; border-block-end: 1px solid #8888; break-after: avoid }
  dl { display: grid; grid-template-columns: minmax(9rem, 14rem) 1fr; gap: .25rem 1rem; break-inside: avoid }
  dt { opacity: .75 } dd { margin: 0; white-space: pre-wrap } .blank { break-inside: avoid }
  .blank div { block-size: 4.5rem; border: 1px solid #8888; border-radius: .25rem }
`

/** A page for print: one file, no script, nothing fetched; every text is escaped. */
export function sheetPage(page: { readonly locale: Locale; readonly title: string; readonly blocks: readonly Block[] }): string {
  return `<!doctype html>
<html lang="${page.locale}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${escapeHtml(page.title)}</title>
<style>${STYLE}</style>
</head>
<body>
<h1>${escapeHtml(page.title)}</h1>
${page.blocks.map(blockHtml).join('\n')}
</body>
</html>
`
}

const bdi = (text: string): string => `<bdi dir="auto">${escapeHtml(text)}</bdi>`

function blockHtml(block: Block): string {
  switch (block.kind) {
    case 'text':
      return `<p>${bdi(block.text)}</p>`
    case 'heading':
      return `<h2>${bdi(block.text)}</h2>`
    case 'facts':
      return `<dl>${block.facts.map(([name, value]) => `<dt>${escapeHtml(name)}</dt><dd>${bdi(value)}</dd>`).join('')}</dl>`
    case 'list':
      return `<ul>${block.items.map((item) => `<li>${bdi(item)}</li>`).join('')}</ul>`
    case 'blank':
      return `<div class="blank"><p>${escapeHtml(block.label)}</p><div></div></div>`
  }
}
