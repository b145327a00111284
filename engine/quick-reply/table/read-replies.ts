import type { CallOutput } from '#contract/ipc/index.ts'
import { asTyped } from '../../table-export/index.ts'
import type { FileRecord } from '../../table-file/index.ts'
import { cleanShortcut } from '../finding.ts'
import type { StoredReply } from '../queries.ts'
import type { Field, Places } from './columns.ts'

/** Why a row is not taken. */
export type Refusal = CallOutput<'quickReply.import'>['refused'][number]

/** A quick reply as a table tells it. */
export type ReadReply = Pick<StoredReply, 'shortcut' | 'title' | 'text' | 'language' | 'translations' | 'retailerIds'>

const SHORTCUT_MOST = 40
const TITLE_MOST = 80
const TEXT_MOST = 4_096
const LANGUAGES_MOST = 21
const PRODUCTS_MOST = 30
const CODE_MOST = 100
const LANGUAGE = /^[a-z]{2,3}(?:-[a-z0-9]{2,8}){0,2}$/i

type Row = Pick<ReadReply, 'shortcut' | 'title' | 'text' | 'language' | 'retailerIds'>

const checks: readonly { readonly reason: Refusal['reason']; readonly refuses: (row: Row) => boolean }[] = [
  { reason: 'shortcut', refuses: ({ shortcut }) => shortcut === '' || shortcut.length > SHORTCUT_MOST },
  { reason: 'title', refuses: ({ title }) => title.length > TITLE_MOST },
  { reason: 'text', refuses: ({ text }) => text === '' || text.length > TEXT_MOST },
  { reason: 'language', refuses: ({ language }) => !LANGUAGE.test(language) },
  {
    reason: 'products',
    refuses: ({ retailerIds }) => retailerIds.length > PRODUCTS_MOST || retailerIds.some((code) => code.length > CODE_MOST),
  },
]

const codesIn = (text: string): string[] => {
  const codes = text.split(/[;,、\s]+/u).filter((code) => code !== '')
  return [...new Set(codes)]
}

/** Gathers rows by their shortcut; the first row of one is what everybody gets. What can't be read is refused, never guessed. */
export class ReplyReader {
  readonly #places: Places
  readonly #shopLanguage: string
  readonly #replies = new Map<string, ReadReply>()
  readonly refused: Refusal[] = []

  constructor(places: Places, shopLanguage: string) {
    this.#places = places
    this.#shopLanguage = shopLanguage
  }

  get replies(): readonly ReadReply[] {
    return [...this.#replies.values()]
  }

  take(record: FileRecord): void {
    const row = this.#read(record)
    const reason = typeof row === 'string' ? row : this.#add(row)
    if (reason !== null) this.refused.push({ row: record.row, reason })
  }

  #read(record: FileRecord): Row | Refusal['reason'] {
    const cell = (field: Field): string => {
      const place = this.#places[field]
      return place === undefined ? '' : asTyped(record.cells[place] ?? '').trim()
    }
    if (record.isBroken || record.cells.length <= Math.max(this.#places.shortcut, this.#places.text)) return 'columns'
    const language = cell('language').replaceAll('_', '-')
    const row = {
      shortcut: cleanShortcut(cell('shortcut')),
      title: cell('title'),
      text: cell('text'),
      language: language === '' ? this.#shopLanguage : language,
      retailerIds: codesIn(cell('products')),
    }
    return checks.find(({ refuses }) => refuses(row))?.reason ?? row
  }

  #add({ title, ...row }: Row): Refusal['reason'] | null {
    const key = row.shortcut.toLowerCase()
    const known = this.#replies.get(key)
    if (known === undefined) {
      this.#replies.set(key, { ...row, title: title === '' ? row.shortcut : title, translations: [] })
      return null
    }
    const languages = [known, ...known.translations].map(({ language }) => language.toLowerCase())
    if (languages.includes(row.language.toLowerCase()) || languages.length >= LANGUAGES_MOST) return 'language-twice'
    const translations = [...known.translations, { language: row.language, text: row.text }]
    this.#replies.set(key, {
      ...known,
      translations,
      retailerIds: [...new Set([...known.retailerIds, ...row.retailerIds])].slice(0, PRODUCTS_MOST),
    })
    return null
  }
}
