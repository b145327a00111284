import { possibleOrders, readHead, wallTime, type DayOrder, type MessageHead } from './head.ts'
import { isLeftOut } from './words.ts'

/** One message of an exported chat. */
export type ChatMessage = {
  /** Who wrote it, as the phone calls them. */
  readonly name: string
  readonly text: string
  /** Day and time as the phone's wall clock showed them, YYYY-MM-DD HH:MM, and the seconds where it gave them. */
  readonly wallTime: string
  readonly second: number
  /** Name of the file that came with it; `left-out` where the export has none of its bytes. */
  readonly file: { readonly name: string } | 'left-out' | null
}

/** A whole chat, read. `dayFirst` is null where nothing tells whether day or month comes first. */
export type Chat = {
  readonly messages: readonly ChatMessage[]
  readonly dayFirst: boolean | null
  /** Lines at the beginning that belong to no message. */
  readonly unreadable: number
}

type Begun = { readonly head: MessageHead; readonly name: string; readonly isMarked: boolean; text: string }

/** Longer texts are no message: the phone app takes 65,536 signs. */
const MOST_CHARS = 70_000

/** Collects messages line by line, then reads their times: the order of day and month is told by all lines together. */
export function createChatReader(): {
  add(line: string): void
  /** @param wished whether the day comes first, where a person said so */
  finish(wished?: boolean): Chat
} {
  const begun: Begun[] = []
  let unreadable = 0
  let isInSystem = false
  return {
    add(line) {
      const head = readHead(line)
      if (head === null) {
        const last = begun.at(-1)
        if (isInSystem) return
        if (last === undefined) unreadable += line.trim() === '' ? 0 : 1
        else if (last.text.length < MOST_CHARS) last.text += `\n${line}`
        return
      }
      const parted = nameAndText(head.rest)
      isInSystem = parted === null
      if (parted !== null) begun.push({ head, ...parted })
    },
    finish(wished) {
      const orders = ordersOf(begun.map(({ head }) => head))
      const order = chosenOrder(orders, wished)
      const messages = begun.flatMap((one) => messageOf(one, order ?? orders[0] ?? 'day-first') ?? [])
      return { messages, dayFirst: order === null ? null : order !== 'month-first', unreadable }
    },
  }
}

/** The first lines are enough to know a chat from a list. */
export function isChat(beginning: string): boolean {
  const lines = beginning.split('\n').filter((line) => line.trim() !== '')
  const first = lines.slice(0, 3)
  return first.some((line) => readHead(line) !== null) && lines.some((line) => parted(line) !== null)
}

const parted = (line: string): object | null => {
  const head = readHead(line)
  return head === null ? null : nameAndText(head.rest)
}

const LEADING_MARKS = /^[\u200e\u200f\u202a-\u202e\u2066-\u2069]+/u
const HIDDEN = /[\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu
const MOST_NAME = 200

/** A line without a name was written by the app itself: who joined, that messages are locked. */
function nameAndText(rest: string): { readonly name: string; readonly text: string; readonly isMarked: boolean } | null {
  const colon = rest.search(/:(?:\s|$)/u)
  if (colon < 1 || colon > MOST_NAME) return null
  const name = rest.slice(0, colon).replace(HIDDEN, '').replace(/^~\s*/u, '').trim()
  const written = rest.slice(colon + 1).replace(/^[ \u00a0]/u, '')
  const isMarked = LEADING_MARKS.test(written)
  return name === '' ? null : { name, text: written, isMarked }
}

function messageOf({ head, name, text, isMarked }: Begun, order: DayOrder): ChatMessage | null {
  const said = text.replace(LEADING_MARKS, '').trimEnd()
  const at = { name, wallTime: wallTime(head, order), second: head.second }
  const attached = fileOf(said, isMarked)
  if (attached !== null) return { ...at, text: attached.caption, file: { name: attached.name } }
  if (isLeftOut(said, isMarked)) return { ...at, text: '', file: 'left-out' }
  // What the app says behind a mark of its own, and is no file, is a notice: of a call, a change, a message taken back.
  return isMarked || said === '' ? null : { ...at, text: said, file: null }
}

const IN_ANGLES = /^<[^<>:：]{2,40}\s?[:：]\s?(?<name>[^<>\n]{1,200}\.[\p{L}\p{N}]{1,5})>\s*(?<caption>[^]*)$/u
const BEFORE_ROUND = /^(?<name>[^\n<>]{1,200}\.[\p{L}\p{N}]{1,5}) [(（][^()（）\n]{3,40}[)）][ \t]*(?:\n(?<caption>[^]*))?$/u

/** `<attached: 00000012-PHOTO.jpg>` in any language, or `IMG-20240305-WA0001.jpg (file attached)`; words below it are its caption. */
function fileOf(text: string, isMarked: boolean): { readonly name: string; readonly caption: string } | null {
  const found = (IN_ANGLES.exec(text) ?? BEFORE_ROUND.exec(text))?.groups
  if (found === undefined) return null
  const { name = '', caption = '' } = found as Readonly<Record<string, string | undefined>>
  if (!text.startsWith('<') && !isMarked && !isPhoneName(name)) return null
  return { name: name.replace(HIDDEN, '').trim(), caption: caption.trim() }
}

/** Names that phones give; a person's own "menu.pdf (the new one)" carries no file. */
const isPhoneName = (name: string | undefined): boolean =>
  name !== undefined && /^(?:IMG|VID|AUD|PTT|STK|DOC|\d{6,})-\d/u.test(name.replace(HIDDEN, ''))

/** The orders in which every line is a day. */
function ordersOf(heads: readonly MessageHead[]): readonly DayOrder[] {
  let left: readonly DayOrder[] = ['day-first', 'month-first', 'year-first']
  for (const head of heads) {
    const possible = possibleOrders(head)
    // One line that is no day at all is damage, not a reason.
    const both = left.filter((order) => possible.includes(order))
    if (both.length > 0) left = both
  }
  const running = left.filter((order) => isInOrder(heads, order))
  const fitting = running.length > 0 ? running : left
  // A year of two digits in front is only believed where nothing else fits.
  return fitting.length > 1 ? fitting.filter((order) => order !== 'year-first') : fitting
}

/** A chat runs forward; an order in which it leaps back is the wrong one. */
function isInOrder(heads: readonly MessageHead[], order: DayOrder): boolean {
  let before = ''
  for (const head of heads) {
    const at = wallTime(head, order)
    if (at < before) return false
    before = at
  }
  return true
}

function chosenOrder(orders: readonly DayOrder[], wished: boolean | undefined): DayOrder | null {
  if (orders.length === 1) return orders[0] ?? null
  const order = wished === undefined ? null : wished ? 'day-first' : 'month-first'
  return order !== null && orders.includes(order) ? order : null
}
