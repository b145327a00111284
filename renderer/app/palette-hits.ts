import { useCall, type CallOutput } from '../bridge/index.ts'
import { formatMoney, formatShort, useWords, type MessageId, type Words } from '../i18n/index.ts'
import { routes, useGo } from '../navigation/index.ts'
import { markedPieces, type Piece } from '../text-match/index.ts'
import { useMay, type IconName, type Needs } from '../ui/index.ts'
import type { Entry } from './palette-actions.ts'
import { sectionOf } from './sections.ts'

/** What was found of one kind. */
export type Hits = { readonly id: string; readonly title: MessageId; readonly entries: readonly Entry[] }

const MOST_OF_A_KIND = 5

type Found = CallOutput<'search.find'>
type Kind = keyof Found
type Hit<K extends Kind> = Found[K][number]
type Marked = Parameters<typeof markedPieces>[0]
/** How a hit is shown, and the address that it opens. */
type Shown = { readonly id: string; readonly marked: Marked; readonly before?: string; readonly aside: string; readonly path: string }
type KindOf<K extends Kind> = {
  readonly title: MessageId
  readonly icon: IconName
  readonly show: (hit: Hit<K>, words: Words) => Shown
}

const shortTime = (at: number, { locale, timeZone }: Words): string => formatShort(at, Date.now(), { locale, timeZone })

/** The text that matched, with the name before it where the name did not. */
const nameOr = (name: Marked, other: Marked | null): Pick<Shown, 'marked' | 'before'> =>
  name.marks.length > 0 || other === null ? { marked: name } : { marked: other, before: name.text }

function showCustomer({ customerId, name, handle, also }: Hit<'customers'>, { t }: Words): Shown {
  const marked = name.text === '' ? { marked: handle } : nameOr(name, also)
  return { id: customerId, ...marked, aside: handle.text === '' ? t('ui.noNumber') : handle.text, path: routes.conversation(customerId) }
}

const kinds: { readonly [K in Kind]: KindOf<K> } = {
  customers: { title: 'app.palette.customers', icon: 'customer', show: showCustomer },
  messages: {
    title: 'app.palette.messages',
    icon: 'message',
    show: (hit, words) => ({
      id: hit.messageId,
      marked: hit.excerpt,
      before: hit.customerName,
      aside: shortTime(hit.at, words),
      path: routes.message(hit.customerId, hit.messageId),
    }),
  },
  orders: {
    title: 'app.palette.orders',
    icon: 'coin',
    show: (order, { locale }) => ({
      id: order.orderId,
      marked: order.number,
      before: order.customerName,
      aside: formatMoney(order.totalMicros, order.currency, { locale }),
      path: routes.customer(order.customerId),
    }),
  },
  coupons: {
    title: 'app.palette.coupons',
    icon: 'coupon',
    show: ({ couponId, couponName, code, customerName }) => ({
      id: `code-${code.text}`,
      marked: code,
      before: couponName,
      aside: customerName,
      path: routes.coupon(couponId),
    }),
  },
  products: {
    title: 'app.section.catalog',
    icon: 'catalog',
    show: ({ retailerId, name, price }) => ({ id: `product-${retailerId}`, marked: name, aside: price, path: routes.catalog() }),
  },
  templates: {
    title: 'app.section.templates',
    icon: 'template',
    show: ({ name, language, excerpt }) => ({
      id: `template-${name.text}-${language}`,
      ...nameOr(name, excerpt),
      aside: language,
      path: routes.templates(),
    }),
  },
  quickReplies: {
    title: 'app.quickReplies.tab',
    icon: 'bolt',
    show: ({ quickReplyId, shortcut, title, excerpt }) => ({
      id: quickReplyId,
      ...nameOr(title, excerpt),
      aside: `/${shortcut}`,
      path: routes.quickReplies(),
    }),
  },
  broadcasts: {
    title: 'app.section.broadcasts',
    icon: 'broadcast',
    show: ({ broadcastId, name, at }, words) => ({
      id: broadcastId,
      marked: name,
      aside: shortTime(at, words),
      path: routes.broadcast(broadcastId),
    }),
  },
}

const order: readonly Kind[] = ['customers', 'messages', 'orders', 'coupons', 'products', 'templates', 'quickReplies', 'broadcasts']

/** Two texts as one line. */
const joined = (before: string, marked: Marked): readonly Piece[] =>
  before === '' ? markedPieces(marked) : [{ text: `${before}: `, isMatch: false }, ...markedPieces(marked)]

const toEntry = (icon: IconName, { id, marked, before = '', aside, path }: Shown, go: (path: string) => void): Entry => ({
  id,
  words: before === '' ? marked.text : `${before}: ${marked.text}`,
  pieces: joined(before, marked),
  aside,
  icon,
  act: () => go(path),
})

type Ways = { readonly words: Words; readonly go: (path: string) => void; readonly may: (needs: Needs | undefined) => boolean }

function hitsOf<K extends Kind>(kind: K, found: readonly Hit<K>[], { words, go, may }: Ways): Hits {
  const { title, icon, show }: KindOf<K> = kinds[kind]
  const reached = found.map((hit) => show(hit, words)).filter(({ path }) => may(sectionOf(path)?.needs))
  return { id: kind, title, entries: reached.map((shown) => toEntry(icon, shown, go)) }
}

/** Everything kept in the shop that holds what was typed, by kind; kinds without a hit are left out. */
export function useHits(query: string): readonly Hits[] {
  const words = useWords()
  const go = useGo()
  const may = useMay()
  const { data: found } = useCall('search.find', { query, limit: MOST_OF_A_KIND }, { isEnabled: query !== '', keepPrevious: true })
  if (query === '' || found === undefined) return []
  return order.map((kind) => hitsOf(kind, found[kind], { words, go, may })).filter(({ entries }) => entries.length > 0)
}
