import type { Locale } from '#contract/kernel/values.ts'
import en from '../words/en.json' with { type: 'json' }
import zhCN from '../words/zh-CN.json' with { type: 'json' }
import zhTW from '../words/zh-TW.json' with { type: 'json' }

type Words = {
  readonly [K in 'title' | 'intro' | 'made' | 'recipients' | 'files' | 'nothing' | 'yes' | 'no']: string
} & { readonly [K in 'kinds' | 'fields' | 'values']: Readonly<Record<string, string>> }

const words: Readonly<Record<Locale, Words>> = { en, 'zh-TW': zhTW, 'zh-CN': zhCN }

/** What a kind of data is called, e.g. on a receipt. */
export const kindName = (kind: string, locale: Locale): string => words[locale].kinds[kind] ?? kind

/** One part of the export: all that one source keeps. `kind` is its name among the words. */
export type Part = { readonly kind: string; readonly items: readonly unknown[]; readonly files: readonly string[] }

/** What the page shows. `at` in ms. */
export type Page = {
  readonly locale: Locale
  readonly timeZone: string
  readonly shop: string
  readonly name: string
  readonly at: number
  readonly parts: readonly Part[]
}

const STYLE = `
  :root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif }
  body { max-width: 50rem; margin: 2rem auto; padding: 0 1rem; overflow-wrap: anywhere }
  h2 { margin-block-start: 2.5rem; border-block-end: 1px solid #8888; padding-block-end: .25rem }
  article { margin-block: 1rem; padding: .75rem 1rem; border: 1px solid #8886; border-radius: .5rem }
  dl { display: grid; grid-template-columns: minmax(8rem, 12rem) 1fr; gap: .25rem 1rem; margin: 0 }
  dt { opacity: .75 } dd { margin: 0; white-space: pre-wrap } ul { margin: 0; padding-inline-start: 1.25rem }
`

/** So many items at a time are written before others are let in. */
const ITEMS_AT_ONCE = 200

/**
 * Writes the readable page of an export, a piece at a time because a long chat takes a while: one file, no script, nothing
 * fetched. Every text is escaped; what people typed is set apart in its own direction.
 */
export function* exportPage(page: Page): Generator<string> {
  const speech = words[page.locale]
  // Making one costs fifty times as much as using it, and a long chat has ten thousands of times in it.
  const times = new Intl.DateTimeFormat(page.locale, { dateStyle: 'long', timeStyle: 'medium', timeZone: page.timeZone })
  const setting: Setting = { speech, times }
  const fill = (text: string) =>
    text.replaceAll('{name}', page.name).replaceAll('{shop}', page.shop).replaceAll('{at}', times.format(page.at))
  yield `<!doctype html>
<html lang="${page.locale}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width">
<title>${escapeHtml(fill(speech.title))}</title>
<style>${STYLE}</style>
</head>
<body>
<h1>${escapeHtml(fill(speech.title))}</h1>
<p>${escapeHtml(fill(speech.made))}</p>
<p>${escapeHtml(fill(speech.intro))}</p>
<p>${escapeHtml(speech.recipients)}</p>
`
  for (const part of page.parts) yield* partHtml(part, setting)
  yield `</body>
</html>
`
}

/** Makes a text harmless between tags and in quoted attributes. */
export const escapeHtml = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;').replaceAll("'", '&#39;')

function* partHtml(part: Part, setting: Setting): Generator<string> {
  const { speech } = setting
  yield `<section>
<h2>${escapeHtml(speech.kinds[part.kind] ?? part.kind)} (${part.items.length})</h2>
${part.items.length === 0 ? `<p>${escapeHtml(speech.nothing)}</p>\n` : ''}`
  for (let first = 0; first < part.items.length; first += ITEMS_AT_ONCE)
    yield part.items
      .slice(first, first + ITEMS_AT_ONCE)
      .map((item) => `<article>${valueHtml(item, '', setting)}</article>\n`)
      .join('')
  const links = part.files
    .map((path) => `<li><a href="${escapeHtml(path.split('/').map(encodeURIComponent).join('/'))}">${escapeHtml(path)}</a></li>`)
    .join('')
  yield `${links === '' ? '' : `<h3>${escapeHtml(speech.files)}</h3><ul>${links}</ul>\n`}</section>
`
}

type Setting = { readonly speech: Words; readonly times: Intl.DateTimeFormat }

function valueHtml(value: unknown, field: string, setting: Setting): string {
  if (Array.isArray(value)) return `<ul>${value.map((item: unknown) => `<li>${valueHtml(item, field, setting)}</li>`).join('')}</ul>`
  if (typeof value === 'object' && value !== null) return objectHtml(value, setting)
  return `<bdi dir="auto">${escapeHtml(plainText(value, field, setting))}</bdi>`
}

/** Empty facts are left out of the page; data.json has every one. */
function objectHtml(value: object, setting: Setting): string {
  const facts = Object.entries(value).filter(([, fact]) => fact !== null && fact !== '' && !(Array.isArray(fact) && fact.length === 0))
  return `<dl>${facts.map(([field, fact]) => `<dt>${escapeHtml(setting.speech.fields[field] ?? field)}</dt><dd>${valueHtml(fact, field, setting)}</dd>`).join('')}</dl>`
}

const FLAGS: ReadonlySet<string> = new Set(['blocked', 'closed'])

function plainText(value: unknown, field: string, setting: Setting): string {
  if (typeof value === 'boolean') return value ? setting.speech.yes : setting.speech.no
  if (typeof value === 'number' && (field === 'at' || field.endsWith('At'))) return setting.times.format(value)
  // SQLite knows no booleans.
  if (FLAGS.has(field)) return value === 0 ? setting.speech.no : setting.speech.yes
  const text = String(value)
  return setting.speech.values[`${field}.${text}`] ?? text
}
