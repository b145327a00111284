import { createUnfolder, type CardLine } from './unfold.ts'
import { listOf, partsOf, textOf } from './value.ts'

/** What a card says of a person, as the cells of a row. */
export type CardCells = readonly [
  phone: string,
  name: string,
  addressAs: string,
  birthday: string,
  tags: string,
  note: string,
  language: string,
]

/** The columns that cards are read into; matched by their names like those of a table. */
export const CARD_COLUMNS = ['Phone', 'Name', 'Nickname', 'Birthday', 'Tags', 'Note', 'Language'] as const

type Numbered = { readonly value: string; readonly rank: number }
type Open = {
  phones: Numbered[]
  full: string
  parts: string
  nickname: string
  birthday: string
  tags: string[]
  notes: string[]
  language: string
}

const MOST_NOTE_CHARS = 4_000
const MOST_PHONES = 50
const MOST_TAGS = 100

const emptyCard = (): Open => ({ phones: [], full: '', parts: '', nickname: '', birthday: '', tags: [], notes: [], language: '' })

/**
 * Reads vCard 2.1, 3.0 and 4.0 line by line. A card without its end is closed by the next one or the end of the file; a card
 * within a card (AGENT) belongs to nobody here and is left out. Of several numbers the one that WhatsApp itself names goes
 * first, then mobiles, then the preferred one.
 */
export function createCardReader(): { add(line: string): void; end(): void; take(): CardCells[] } {
  const done: CardCells[] = []
  let card: Open | null = null
  let depth = 0
  const close = (): void => {
    if (card !== null) done.push(cellsOf(card))
    card = null
    depth = 0
  }
  const unfolder = createUnfolder((line) => {
    const boundary = boundaryOf(line)
    if (boundary === 'begin' && depth > 0 && line.parameters.has('NESTED')) depth += 1
    else if (boundary === 'begin') {
      close()
      card = emptyCard()
      depth = 1
    } else if (boundary === 'end' && depth > 1) depth -= 1
    else if (boundary === 'end') close()
    else if (card !== null && depth === 1) read(card, line)
  })
  // 2.1 writes a nested card on lines of its own after AGENT:, which only the line before tells from a card without an end.
  let isAgentNext = false
  return {
    add(line) {
      if (/^(?:[\w-]+\.)?AGENT[^:]*:\s*BEGIN:VCARD\s*$/i.test(line) || (isAgentNext && /^\s*BEGIN:VCARD\s*$/i.test(line)))
        unfolder.add('BEGIN;NESTED=1:VCARD')
      else unfolder.add(line)
      if (line.trim() !== '') isAgentNext = /^(?:[\w-]+\.)?AGENT[^:]*:\s*$/i.test(line)
    },
    end() {
      unfolder.end()
      close()
    },
    take: () => done.splice(0),
  }
}

function boundaryOf({ name, value }: CardLine): 'begin' | 'end' | null {
  if (value.trim().toUpperCase() !== 'VCARD') return null
  return name === 'BEGIN' ? 'begin' : name === 'END' ? 'end' : null
}

/** What is read of a card; the first of each counts, but of numbers, tags and notes all do. */
const READERS: Readonly<Record<string, (card: Open, line: CardLine) => void>> = {
  TEL: (card, line) => {
    if (card.phones.length < MOST_PHONES) card.phones.push(numberOf(line))
  },
  FN: (card, line) => void (card.full ||= textOf(line)),
  N: (card, line) => void (card.parts ||= nameOf(partsOf(line))),
  NICKNAME: (card, line) => void (card.nickname ||= listOf(line)[0] ?? ''),
  'X-NICKNAME': (card, line) => void (card.nickname ||= listOf(line)[0] ?? ''),
  BDAY: (card, line) => void (card.birthday ||= dayOf(textOf(line))),
  CATEGORIES: (card, line) => void card.tags.push(...listOf(line).slice(0, MOST_TAGS)),
  NOTE: (card, line) => void card.notes.push(textOf(line).slice(0, MOST_NOTE_CHARS)),
  LANG: (card, line) => void (card.language ||= textOf(line)),
  LANGUAGE: (card, line) => void (card.language ||= textOf(line)),
}

const read = (card: Open, line: CardLine): void => {
  if (Object.hasOwn(READERS, line.name)) READERS[line.name]?.(card, line)
}

/** WhatsApp's own cards name the account beside the number as it was typed. */
function numberOf(line: CardLine): Numbered {
  const account = line.parameters.get('WAID')?.replace(/\D/g, '') ?? ''
  const types = `${line.parameters.get('TYPE') ?? ''},${line.parameters.get('PREF') === undefined ? '' : 'pref'}`.toLowerCase()
  const written = textOf(line).replace(/^tel:/i, '').replace(/;.*$/s, '')
  if (account !== '') return { value: `+${account}`, rank: 0 }
  if (/fax|pager/.test(types)) return { value: written, rank: 4 }
  return { value: written, rank: /cell|mobile|iphone|whatsapp/.test(types) ? 1 : types.includes('pref') ? 2 : 3 }
}

/** N is family; given; more; before; after. Names written with Chinese signs stand without a space, family first. */
function nameOf([family = '', given = '', middle = '', before = '', after = '']: readonly string[]): string {
  if (/\p{Script=Han}|\p{Script=Hangul}/u.test(family + given)) return `${family}${given}`
  return [before, given, middle, family, after].filter((part) => part !== '').join(' ')
}

/** 19850314, 1985-03-14T00:00:00Z, --0314, --03-14: as a day that can be read only one way; else as it stands. */
function dayOf(text: string): string {
  const match = /^(\d{4}|--)-?(\d{2})-?(\d{2})(?:T.*)?$/.exec(text)
  if (match === null) return text.slice(0, 50)
  const [, year = '', month = '', day = ''] = match
  return year === '--' ? `${Number(month)}月${Number(day)}日` : `${year}-${month}-${day}`
}

function cellsOf(card: Open): CardCells {
  const phone = card.phones.toSorted((one, other) => one.rank - other.rank)[0]?.value ?? ''
  const note = card.notes.join('\n').slice(0, MOST_NOTE_CHARS)
  return [phone, card.full || card.parts || card.nickname, card.nickname, card.birthday, card.tags.join(';'), note, card.language]
}
