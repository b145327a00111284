import type { FreeFormMessage } from '#contract/cloud-api/free-form.ts'
import { sendInteractiveSchema, sendTextSchema } from '#contract/cloud-api/requests.ts'
import type { Interactive } from '#contract/cloud-api/request-interactive.ts'
import { assertNever } from '#contract/kernel/assert.ts'
import { fail, ok, type Result } from '#contract/kernel/result.ts'
import type { NewSend } from '../ledger/index.ts'
import { checkSendRequest } from '../cloud-api/index.ts'
import { sql, type ReadHandle } from '../store/index.ts'
import { bubbleOf, buildTemplateBody, renderTemplate } from '../template/index.ts'
import type { InboxDeps, Outgoing } from './face.ts'
import type { Person } from './people.ts'
import { outgoingContent } from './outgoing-content.ts'
import { replyPrice, templatePrice } from './cost.ts'
import { fileMessage } from './file-message.ts'
import { isWindowOpen, type Content } from './rules.ts'

/** A reply ready to be shown and sent. */
export type BuiltReply = {
  readonly content: Content
  /** For reactions: Meta's id of the message that they belong to. */
  readonly targetWamid?: string
  /** A file whose bytes Meta must have first; until then `send` can't go. */
  readonly awaits?: string
  readonly mediaFileId?: string
  readonly send: Pick<NewSend, 'body' | 'template' | 'market' | 'priceMicros' | 'toPhone' | 'toUserId'>
}

type Building = {
  readonly deps: InboxDeps
  readonly db: ReadHandle
  readonly person: Person
  readonly now: number
  readonly quotesWamid: string | null
}

/**
 * Checks and builds a reply as of now. Errors: customer-unreachable, customer-blocked, media-gone, window-closed, nothing-to-send, product-missing,
 * catalog-missing, template-missing, variable-missing, opted-out.
 */
export function buildReply(building: Building, message: Outgoing): Result<BuiltReply> {
  const { person, now } = building
  if (person.blocked === 1) return fail('customer-blocked')
  if (person.phone === null && person.userId === null) return fail('customer-unreachable')
  if (message.kind === 'template') return buildTemplate(building, message)
  if (!isWindowOpen(person.lastInboundAt, now)) return fail('window-closed')
  switch (message.kind) {
    case 'text':
      return buildText(building, message.text)
    case 'products':
      return buildProducts(building, message)
    case 'file':
      return buildFile(building, message)
    case 'message':
      return buildAny(building, message.message)
    default:
      return assertNever(message, 'each kind is built')
  }
}

/** Stands where Meta's id will be; a send with it is never handed over. */
const NO_MEDIA_ID = '0'

function buildFile(building: Building, message: Extract<Outgoing, { kind: 'file' }>): Result<BuiltReply> {
  const { deps, db } = building
  if (deps.files === undefined) return fail('media-gone')
  const outgoing = deps.files.outgoing(db, message.mediaFileId)
  if (!outgoing.ok) return outgoing
  const { mediaId, mimeType, file } = outgoing.value
  const built = buildAny(building, fileMessage(message, mediaId ?? NO_MEDIA_ID))
  if (!built.ok || built.value.content.kind !== 'media') return built
  const fileName = message.fileName === '' ? null : message.fileName
  return ok({
    ...built.value,
    content: { ...built.value.content, fileName, mimeType, file },
    mediaFileId: message.mediaFileId,
    ...(mediaId === null ? { awaits: message.mediaFileId } : {}),
  })
}

/** A message in Meta's own shape: only the recipient and the quote are ours to add. */
function buildAny(building: Building, message: FreeFormMessage): Result<BuiltReply> {
  const { deps, db } = building
  const named = message.type === 'reaction' ? withWamid(db, message) : ok(message)
  if (!named.ok) return named
  const { context, ...bare } = envelope(building)
  const isQuoting = context !== undefined && message.type !== 'reaction'
  const body = checkSendRequest({ ...bare, ...(isQuoting ? { context } : {}), ...named.value })
  if (!body.ok) return body
  return ok({
    content: outgoingContent(message, { product: (retailerId) => deps.catalog.find(db, retailerId) }),
    ...(named.value.type === 'reaction' ? { targetWamid: named.value.reaction.message_id } : {}),
    send: freeForm(building, body.value),
  })
}

/** A reaction names a message of the chat by our id or by Meta's. */
function withWamid(db: ReadHandle, message: Extract<FreeFormMessage, { type: 'reaction' }>): Result<FreeFormMessage> {
  const { message_id: id, emoji } = message.reaction
  if (!id.startsWith('msg_')) return ok(message)
  const row = db.get<{ wamid: string | null }>(sql`select wamid from message where message_id = ${id}`)
  return row?.wamid === null || row === undefined
    ? fail('message-missing')
    : ok({ type: 'reaction', reaction: { message_id: row.wamid, emoji } })
}

function buildText(building: Building, text: string): Result<BuiltReply> {
  if (text.trim() === '') return fail('nothing-to-send')
  const body = sendTextSchema.parse({ ...envelope(building), type: 'text', text: { body: text, preview_url: /https?:\/\//.test(text) } })
  return ok({ content: { kind: 'text', text }, send: freeForm(building, body) })
}

/** Longest header and section title that Meta takes. */
const HEADER_MAX_CHARACTERS = 60
const SECTION_MAX_CHARACTERS = 24

function buildProducts(building: Building, message: Extract<Outgoing, { kind: 'products' }>): Result<BuiltReply> {
  const { deps, db } = building
  const catalogId = deps.catalog.catalogId(db)
  if (catalogId === null) return fail('catalog-missing')
  const products = [...new Set(message.retailerIds)].map((retailerId) => ({ retailerId, product: deps.catalog.find(db, retailerId) }))
  const items: { retailerId: string; name: string; price: string }[] = []
  for (const { retailerId, product } of products) {
    if (product === undefined) return fail('product-missing', { retailerId })
    items.push({ retailerId, name: product.name, price: product.price })
  }
  const [first] = items
  if (first === undefined) return fail('nothing-to-send')
  const text = message.text.trim()
  const shopName = deps.vault.shop.name
  if (items.length === 1) {
    const interactive: Interactive = {
      type: 'product',
      ...(text === '' ? {} : { body: { text } }),
      action: { catalog_id: catalogId, product_retailer_id: first.retailerId },
    }
    return ok({ content: { kind: 'product', ...first, text }, send: interactiveSend(building, interactive) })
  }
  // Meta wants a header, a text and a title; the shop's name needs no language.
  const header = shopName.slice(0, HEADER_MAX_CHARACTERS)
  const interactive: Interactive = {
    type: 'product_list',
    header: { type: 'text', text: header },
    body: { text: text === '' ? shopName : text },
    action: {
      catalog_id: catalogId,
      sections: [
        {
          title: shopName.slice(0, SECTION_MAX_CHARACTERS),
          product_items: items.map((item) => ({ product_retailer_id: item.retailerId })),
        },
      ],
    },
  }
  return ok({ content: { kind: 'products', header, text, items }, send: interactiveSend(building, interactive) })
}

function buildTemplate(building: Building, message: Extract<Outgoing, { kind: 'template' }>): Result<BuiltReply> {
  const { deps, db, person, now } = building
  const template = deps.template.find(db, message.name, message.language)
  if (template === undefined) return fail('template-missing', { name: message.name, language: message.language })
  if (template.category === 'MARKETING' && person.offers !== 'yes') return fail('opted-out', { offers: person.offers })
  const quickReplyPayloads = payloadsOf(template.buttons, message.payloads ?? [])
  const extras = { headerUrl: template.header?.sampleUrl ?? null, couponCode: message.couponCode, quickReplyPayloads }
  const body = buildTemplateBody(template, message.values, { to: person, catalogId: deps.catalog.catalogId(db), ...extras })
  if (!body.ok) return body
  const price = templatePrice(deps, db, { person, category: template.category, at: now })
  return ok({
    content: bubbleOf(template, renderTemplate(template, message.values, extras), (code) => deps.catalog.find(db, code)?.name),
    send: {
      ...addressOf(person),
      body: JSON.stringify(body.value),
      template: { name: template.name, language: template.language, category: template.category },
      market: price.market,
      priceMicros: price.costMicros,
    },
  })
}

/** By the place of each button, as templates count them: links and calls stand between the answers. */
const payloadsOf = (buttons: readonly { readonly type: string }[], payloads: readonly string[]): Record<number, string> =>
  Object.fromEntries(
    buttons
      .flatMap(({ type }, index) => (type === 'QUICK_REPLY' ? [index] : []))
      .flatMap((index, at) => {
        const payload = payloads[at]
        return payload === undefined ? [] : [[index, payload] as const]
      }),
  )

const addressOf = (person: Person) => ({ toPhone: person.phone, toUserId: person.userId })

const envelope = ({ person, quotesWamid }: Building) => ({
  messaging_product: 'whatsapp' as const,
  recipient_type: 'individual' as const,
  ...(person.phone === null ? { recipient: person.userId ?? '' } : { to: person.phone }),
  ...(quotesWamid === null ? {} : { context: { message_id: quotesWamid } }),
})

const interactiveSend = (building: Building, interactive: Interactive): BuiltReply['send'] =>
  freeForm(building, sendInteractiveSchema.parse({ ...envelope(building), type: 'interactive', interactive }))

function freeForm({ deps, db, person, now }: Building, body: object): BuiltReply['send'] {
  const price = replyPrice(deps, db, { person, at: now })
  return { ...addressOf(person), body: JSON.stringify(body), template: null, market: price.market, priceMicros: price.costMicros }
}
