import { createHash } from 'node:crypto'
import type { Locale } from '#contract/kernel/values.ts'
import { PROOF_SCRIPT } from './script.ts'
import en from './words/en.json' with { type: 'json' }
import zhCN from './words/zh-CN.json' with { type: 'json' }
import zhTW from './words/zh-TW.json' with { type: 'json' }

type Words = Readonly<Record<keyof typeof en, string>>

const words: Readonly<Record<Locale, Words>> = { en, 'zh-TW': zhTW, 'zh-CN': zhCN }

/** What the page shows and works out again; codes, never names or numbers. */
export type Proof = {
  readonly locale: Locale
  readonly timeZone: string
  readonly shop: string
  readonly name: string
  readonly prize: string
  readonly winners: number
  readonly seedSource: string
  /** ms */
  readonly seedAt: number
  readonly frozenAt: number
  readonly listHash: string
  /** The text that was hashed. */
  readonly text: string
  readonly codes: readonly string[]
  /** Null before the draw. */
  readonly seed: string | null
  /** Who holds a place now, in the order of places. */
  readonly held: readonly { readonly place: number; readonly code: string }[]
  /** Codes that gave way, in the order in which they did. */
  readonly gaveWay: readonly string[]
}

const STYLE = `
  :root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif }
  body { max-width: 50rem; margin: 2rem auto; padding: 0 1rem; overflow-wrap: anywhere }
  dl { display: grid; grid-template-columns: minmax(8rem, 14rem) 1fr; gap: .25rem 1rem }
  dt { opacity: .75 } dd { margin: 0 } label { display: block; margin-block: 1rem .25rem; font-weight: 600 }
  input, select, button { font: inherit; padding: .4rem .6rem; max-width: 100%; box-sizing: border-box } input { inline-size: 100% }
  small { display: block; opacity: .75 } button { margin-block: 1rem }
  ul { list-style: none; padding: 0 } .good { color: #18794e } .bad { color: #c62a2f; font-weight: 700 }
  @media (prefers-color-scheme: dark) { .good { color: #4cc38a } .bad { color: #ff8b8b } }
  td, th { text-align: start; padding: .25rem 1rem .25rem 0 } pre { white-space: pre-wrap; border: 1px solid #8886; padding: 1rem }
`

/**
 * Writes the page: one file without network, whose script the page itself allows by its hash alone. It says in words whether
 * list and draw are right, worked out anew where it is opened.
 */
export function proofPage(proof: Proof): string {
  const speech = words[proof.locale]
  const params = { shop: proof.shop, name: proof.name }
  const say = (key: keyof Words) => `<span data-word="${key}">${escapeHtml(fill(speech[key], params))}</span>`
  const scriptHash = createHash('sha256').update(PROOF_SCRIPT).digest('base64')
  return `<!doctype html>
<html lang="${proof.locale}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-${scriptHash}'; base-uri 'none'; form-action 'none'">
<meta name="viewport" content="width=device-width">
<title>${escapeHtml(fill(speech.title, params))}</title>
<style>${STYLE}</style>
</head>
<body>
<select id="locale" aria-label="Language">${localeOptions(proof.locale)}</select>
<h1>${say('title')}</h1>
<p>${say('intro')}</p>
${factsHtml(proof, say)}
<noscript><p class="bad">${escapeHtml(speech.noScript)}</p></noscript>
<ul id="results" role="status"></ul>
${proof.seed === null ? `<p>${say('undrawn')}</p>` : winnersHtml(proof, say)}
${checkHtml(proof, say)}
<h2>${say('how')}</h2>
<p>${say('howText')}</p>
<h2>${say('limits')}</h2>
<p>${say('limitsText')}</p>
<details><summary>${say('list')}</summary><pre>${escapeHtml(proof.text)}</pre></details>
<script type="application/json" id="data">${dataJson(proof, params)}</script>
<script>${PROOF_SCRIPT}</script>
</body>
</html>
`
}

type Say = (key: keyof Words) => string

const LOCALES = [
  ['en', 'English'],
  ['zh-TW', '繁體中文'],
  ['zh-CN', '简体中文'],
] as const

const localeOptions = (chosen: Locale): string =>
  LOCALES.map(([locale, name]) => `<option value="${locale}"${locale === chosen ? ' selected' : ''}>${name}</option>`).join('')

function factsHtml(proof: Proof, say: Say): string {
  const time = (at: number) =>
    new Intl.DateTimeFormat(proof.locale, { dateStyle: 'long', timeStyle: 'long', timeZone: proof.timeZone }).format(at)
  const facts: readonly (readonly [keyof Words, string])[] = [
    ['prize', proof.prize],
    ['winners', String(proof.winners)],
    ['entries', String(proof.codes.length)],
    ['seedSource', proof.seedSource],
    ['seedAt', time(proof.seedAt)],
    ['frozenAt', time(proof.frozenAt)],
    ['listHash', proof.listHash],
  ]
  return `<dl>${facts.map(([key, value]) => `<dt>${say(key)}</dt><dd><bdi>${escapeHtml(value)}</bdi></dd>`).join('')}</dl>`
}

function winnersHtml({ held, gaveWay }: Proof, say: Say): string {
  const row = (place: string, code: string, key: keyof Words) =>
    `<tr><td>${place}</td><td>${escapeHtml(code)}</td><td>${say(key)}</td></tr>`
  return `<table><thead><tr><th>${say('place')}</th><th>${say('code')}</th><th></th></tr></thead><tbody>
${held.map(({ place, code }) => row(String(place), code, 'won')).join('\n')}
${gaveWay.map((code) => row('', code, 'passedOver')).join('\n')}
</tbody></table>`
}

function checkHtml({ seed }: Proof, say: Say): string {
  const seedField = `<label for="seed">${say('seed')}</label><input id="seed" value="${escapeHtml(seed ?? '')}"><small>${say('seedHint')}</small>`
  return `<h2>${say('check')}</h2>
<form id="check">
<label for="published">${say('published')}</label><input id="published" autocomplete="off"><small>${say('publishedHint')}</small>
${seed === null ? '' : seedField}
<label for="own">${say('own')}</label><input id="own" autocomplete="off"><small>${say('ownHint')}</small>
<button>${say('recompute')}</button>
</form>`
}

function dataJson(
  { locale, listHash, text, codes, winners, seed, held, gaveWay }: Proof,
  params: Readonly<Record<string, string>>,
): string {
  const data = { locale, listHash, text, codes, winners, seed, held, gaveWay, params, words }
  // Nothing in it can end the script element or the line.
  return JSON.stringify(data)
    .replaceAll('<', String.raw`\u003c`)
    .replaceAll('\u2028', String.raw`\u2028`)
    .replaceAll('\u2029', String.raw`\u2029`)
}

const fill = (text: string, params: Readonly<Record<string, string>>): string =>
  text.replace(/\{(\w+)\}/gu, (whole, name: string) => params[name] ?? whole)

/** Makes a text harmless between tags and in quoted attributes. */
const escapeHtml = (text: string): string => text.replace(/[&<>"']/gu, (sign) => `&#${sign.charCodeAt(0)};`)
