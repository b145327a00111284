import type { ContactCard, InboundOrder, InteractiveReply } from '#contract/cloud-api/webhook-parts.ts'
import type { Content } from './rules.ts'

/** What reading a message needs from elsewhere. */
export type ContentLookups = {
  /** Name of a product by the shop's own code; undefined when it is not known (any more). */
  readonly productName: (retailerId: string) => string | undefined
  /** Our id of a message by Meta's. */
  readonly messageId: (wamid: string) => string | undefined
  readonly locale: string
}

/** A cart, with its sum in each currency. */
export function readOrder(order: InboundOrder, lookups: ContentLookups): Content {
  const totals = new Map<string, number>()
  for (const item of order.product_items) totals.set(item.currency, (totals.get(item.currency) ?? 0) + item.item_price * item.quantity)
  return {
    kind: 'order',
    text: order.text ?? '',
    items: order.product_items.map((item) => ({
      retailerId: item.product_retailer_id,
      name: lookups.productName(item.product_retailer_id) ?? item.product_retailer_id,
      quantity: item.quantity,
      priceText: amountText(item.item_price, item.currency, lookups.locale),
    })),
    totalText: [...totals].map(([currency, amount]) => amountText(amount, currency, lookups.locale)).join(' + '),
  }
}

function amountText(amount: number, currency: string, locale: string): string {
  // A currency that the system does not know is written as Meta wrote it.
  if (!/^[A-Z]{3}$/.test(currency)) return `${amount} ${currency}`
  return new Intl.NumberFormat(locale, { style: 'currency', currency, minimumFractionDigits: Number.isInteger(amount) ? 0 : 2 }).format(
    amount,
  )
}

/** More cards than these are not drawn. */
const MOST_CARDS = 50

/** Cards of an address book: names, companies, numbers and addresses of mail. */
export const readCards = (cards: readonly ContactCard[], isAnswer: boolean): Content => ({
  kind: 'contacts',
  isAnswer,
  items: cards.slice(0, MOST_CARDS).map(({ name, org, phones = [], emails = [] }) => ({
    name: name?.formatted_name ?? [name?.first_name, name?.last_name].filter((part) => part !== undefined).join(' '),
    company: org?.company ?? '',
    numbers: phones.map(numberOf).filter((number) => number !== ''),
    emails: emails.map(({ email = '' }) => email).filter((email) => email !== ''),
  })),
})

/** As it was written; bare digits with a country's code, as Meta writes numbers itself, get their plus sign. */
function numberOf({ phone = '', wa_id: waId = '' }: NonNullable<ContactCard['phones']>[number]): string {
  const written = phone === '' ? waId : phone
  return /^[1-9]\d{9,14}$/.test(written) ? `+${written}` : written
}

type FlowReply = Extract<InteractiveReply, { readonly type: 'nfm_reply' }>['nfm_reply']

const MOST_FIELDS = 60
const MOST_CHARACTERS = 1000

/** A filled-in form as plain pairs; the words that tie it to its sending are left out. */
export function readFlow({ body = '', response_json: response = '' }: FlowReply): Content {
  const answers = typeof response === 'string' ? parsed(response) : response
  const fields = Object.entries(answers)
    .filter(([name, value]) => name !== 'flow_token' && value !== null)
    .slice(0, MOST_FIELDS)
    .map(([name, value]) => ({ name: fieldName(name), value: fieldText(value).slice(0, MOST_CHARACTERS) }))
  return { kind: 'flow', text: body, fields }
}

function parsed(json: string): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(json)
    return typeof value === 'object' && value !== null ? { ...value } : { '': value }
  } catch {
    // Not JSON after all: shown as it came, so that no answer is lost.
    return json === '' ? {} : { '': json }
  }
}

/** Forms made by Meta's builder call their fields screen_0_Day_of_visit_1. */
const fieldName = (name: string): string =>
  name
    .replace(/^screen_\d+_/, '')
    .replace(/_\d+$/, '')
    .replaceAll('_', ' ')
    .slice(0, 100)

function fieldText(value: unknown): string {
  if (Array.isArray(value)) return value.map(fieldText).join(', ')
  // Choices of the builder carry their place in front: 0_Yes.
  if (typeof value === 'string') return value.replace(/^\d+_(?=\D)/, '')
  return JSON.stringify(value) ?? ''
}

const MOST_DEPTH = 6

/** A product that the customer shared: Meta does not write down where its code stands, so it is looked for. */
export function sharedProduct(tap: unknown, lookups: ContentLookups): Content | null {
  const retailerId = findText(tap, 'product_retailer_id', MOST_DEPTH)
  if (retailerId === null) return null
  return { kind: 'product', retailerId, name: lookups.productName(retailerId) ?? retailerId, price: '', text: '' }
}

function findText(value: unknown, key: string, depth: number): string | null {
  if (typeof value !== 'object' || value === null || depth === 0) return null
  for (const [name, inner] of Object.entries(value)) if (name === key && typeof inner === 'string') return inner
  for (const inner of Object.values(value)) {
    const found = findText(inner, key, depth - 1)
    if (found !== null) return found
  }
  return null
}
