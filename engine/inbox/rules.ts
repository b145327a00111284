import type { CallOutput } from '#contract/ipc/index.ts'
import type { TimestampMs } from '#contract/kernel/values.ts'

export type Content = CallOutput<'inbox.reply'>['content']

const HOUR_MS = 3_600_000
const WINDOW_MS = 24 * HOUR_MS
/** Free text stops this long before Meta's own end, because it may wait, and the two clocks differ a little. @source SECURITY M-10 */
const RESERVE_MS = 10 * 60_000

/** When Meta's 24-hour window closes; null when the customer never wrote. */
export const windowClosesAt = (lastInboundAt: number | null): number | null => (lastInboundAt === null ? null : lastInboundAt + WINDOW_MS)

/** Whether free text may still be handed to Meta. */
export const isWindowOpen = (lastInboundAt: number | null, now: number): boolean =>
  lastInboundAt !== null && lastInboundAt + WINDOW_MS - RESERVE_MS > now

/** How the chip shows the window: it turns to closed when nothing may be sent any more, ten minutes before Meta's end. */
export function replyWindow(lastInboundAt: number | null, now: number): CallOutput<'inbox.messages'>['window'] {
  const closesAt = windowClosesAt(lastInboundAt) as TimestampMs | null
  if (closesAt === null) return { state: 'never', closesAt }
  if (!isWindowOpen(lastInboundAt, now)) return { state: 'closed', closesAt }
  const left = closesAt - now
  if (left <= HOUR_MS) return { state: 'last-hour', closesAt }
  return { state: left <= 4 * HOUR_MS ? 'closing' : 'open', closesAt }
}

/** Stamps of latest messages whose windows are open now but close within four hours: above the first, up to the second. */
export const closingStamps = (now: number): { readonly after: number; readonly upTo: number } => ({
  after: now + RESERVE_MS - WINDOW_MS,
  upTo: now + 4 * HOUR_MS - WINDOW_MS,
})

/** The same for windows that close within the hour. */
export const lastHourStamps = (now: number): { readonly after: number; readonly upTo: number } => ({
  after: now + RESERVE_MS - WINDOW_MS,
  upTo: now + HOUR_MS - WINDOW_MS,
})

/** Until when free text goes out for a window that this stamp opened. */
export const answerableUntil = (lastInboundAt: number): number => lastInboundAt + WINDOW_MS - RESERVE_MS

/** Signs that need no language, for kinds without words. */
const SIGNS = { image: '📷', video: '🎬', audio: '🎤', document: '📄', sticker: '🙂' } as const

/** One line for lists and quotes. */
export function previewOf(content: Content): string {
  return choose(lines, content).replace(/\s+/g, ' ').trim().slice(0, 200)
}

/** One answer for each kind of content, so that a new kind is forgotten nowhere. */
type PerKind<R> = { readonly [K in Content['kind']]: (content: Extract<Content, { readonly kind: K }>) => R }

/** The table's own type proves that the chosen function takes this kind. */
const choose = <R>(table: PerKind<R>, content: Content): R => (table[content.kind] as (content: Content) => R)(content)

const textOf = (content: { readonly text: string }): string => content.text
const productWords = (items: readonly { readonly name: string; readonly retailerId: string }[]): string =>
  items.map((item) => `${item.name} ${item.retailerId}`).join(' ')

const lines: PerKind<string> = {
  text: textOf,
  button: textOf,
  system: textOf,
  product: ({ name }) => `🛍 ${name}`,
  products: ({ items }) => `🛍 ${items.map((item) => item.name).join(', ')}`,
  template: ({ body }) => body,
  order: ({ totalText, text }) => `🛒 ${totalText} ${text}`,
  media: ({ media, caption, fileName }) => `${SIGNS[media]} ${caption === '' ? (fileName ?? '') : caption}`,
  reaction: ({ emoji }) => emoji,
  location: ({ name }) => `📍 ${name}`,
  contacts: ({ items }) => `👤 ${items.map((item) => item.name).join(', ')}`,
  flow: ({ text, fields }) => `📝 ${text === '' ? fields.map((field) => field.value).join(', ') : text}`,
  menu: ({ text, header }) => (text === '' ? header : text),
  note: textOf,
  callPermission: ({ allowed }) => (allowed ? '📞 ✓' : '📞 ✗'),
  placeholder: () => '📎',
  unsupported: ({ type }) => `… ${type}`,
}

const words: PerKind<string> = {
  text: textOf,
  button: textOf,
  system: textOf,
  product: (product) => `${productWords([product])} ${product.text}`,
  products: ({ text, items }) => `${text} ${productWords(items)}`,
  template: ({ header, body, couponCode }) => [header, body, couponCode].filter((part) => part !== null).join(' '),
  order: ({ text, items }) => `${text} ${productWords(items)}`,
  media: ({ caption, fileName }) => `${caption} ${fileName ?? ''}`,
  reaction: () => '',
  location: ({ name, address = '' }) => `${name} ${address}`,
  contacts: ({ items }) => items.map((item) => [item.name, item.company, ...item.numbers, ...item.emails].join(' ')).join(' '),
  flow: ({ text, fields }) => `${text} ${fields.map((field) => field.value).join(' ')}`,
  menu: ({ header, text, footer, options }) => [header, text, footer, ...options].join(' '),
  note: textOf,
  callPermission: () => '',
  placeholder: () => '',
  unsupported: () => '',
}

/** Every word of a message that somebody may look for. */
export const wordsOf = (content: Content): string => choose(words, content)

/** A message for which somebody waits: a tap on a button of ours is answered by what it does. */
export const asksForAnswer = (content: Content): boolean =>
  opensWindow(content) && !(content.kind === 'button' && content.payload.startsWith('sb.'))

/** Whether the customer's message opens the window for free text. Meta's pages leave a bare reaction open, so it does not count. */
export const opensWindow = (content: Content): boolean => content.kind !== 'reaction' && content.kind !== 'system'

type State = CallOutput<'inbox.reply'>['state']

/** The state of a message, from what stands in the chat and what the ledger knows of its send. */
export function stateOf(message: {
  readonly direction: 'in' | 'out'
  readonly localState: 'held' | 'taken-back' | 'refused' | null
  readonly sendState: State | null
  /** What the shop's own phone says of its message. */
  readonly toldState?: State | null
  /** Who wrote it for the staff, where it is a note. */
  readonly notedBy?: string | null
  /** Null for a held one whose time is over: its file is on the way to Meta. */
  readonly heldUntil?: number | null
}): State {
  if (message.notedBy !== undefined && message.notedBy !== null) return 'noted'
  if (message.direction === 'in') return 'received'
  if (message.toldState !== undefined && message.toldState !== null) return message.toldState
  if (message.localState !== null) return localStateOf(message.localState, message.heldUntil)
  return message.sendState === 'planned' ? 'waiting' : (message.sendState ?? 'unconfirmed')
}

function localStateOf(state: 'held' | 'taken-back' | 'refused', heldUntil: number | null | undefined): State {
  if (state === 'refused') return 'skipped'
  return state === 'held' && heldUntil === null ? 'waiting' : state
}
