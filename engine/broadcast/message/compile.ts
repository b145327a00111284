import type { SendMarketingRequest, SendTemplateRequest } from '#contract/cloud-api/requests.ts'
import { ok, type Result } from '#contract/kernel/result.ts'
import type { Product } from '../../catalog/index.ts'
import type { ReadHandle } from '../../store/index.ts'
import {
  buildTemplateBody,
  cardButtonKey,
  cleanValue,
  isOptionalKey,
  isProductCarousel,
  neededKeys,
  renderTemplate,
  type RenderedTemplate,
  type Template,
} from '../../template/index.ts'
import type { Person } from '../audience/rules.ts'
import type { BroadcastDeps } from '../deps.ts'
import { messageCoupon, type MessageCoupon } from './coupon.ts'
import { createLengthCheck, type TooLong } from './lengths.ts'
import { payloadsFor, resolveValues, writeEnd, type Content, type Resolved, type SourceFacts } from './rules.ts'

/** A broadcast's message, ready to be filled in for one person after the other. */
export type Message = {
  readonly content: Content
  /** The template in the language that was asked for; null when there is none. */
  readonly template: Template | null
  /** Whether the template exists in another language. */
  readonly isOtherLanguageThere: boolean
  readonly coupon: MessageCoupon | null
  readonly products: readonly Product[]
  /** Codes of products that are not in the catalog as last read. */
  readonly missingProducts: readonly string[]
  readonly catalogId: string | null
  /**
   * Keys of the values that are filled in: what the template needs, and of what it can do without (own pictures, a flow's
   * token, the end of an offer) whatever the content names. `name` or `1` in the body, `header.…` and `card.<n>.…` in
   * headers and cards, `button.<n>` for links; engine/template/values.ts has them all.
   */
  readonly keys: readonly string[]
  /** Address of the header's picture, film or file. */
  readonly headerUrl: string | null
  /** Values for a person; null stands for nobody in particular. */
  resolve(person: Person | null, couponCode: string): Resolved
  render(resolved: Resolved, couponCode: string): RenderedTemplate
  /** What of the filled-in message is longer than Meta takes; null when it fits. */
  tooLong(resolved: Resolved): TooLong | null
  /** The body for Meta; which values it holds is decided by `resolve` alone. */
  build(person: Person, resolved: Resolved, couponCode: string): Result<SendTemplateRequest | SendMarketingRequest>
  /** The code that stands for all codes before they are drawn. */
  sampleCode(people: number): string
}

type Deps = Pick<BroadcastDeps, 'template' | 'catalog' | 'vault' | 'marketingEndpoint'>

/**
 * Looks up everything that a message is made of and gives the functions that fill it in.
 * The broadcast's id goes into the payloads of quick-reply buttons.
 */
export function compileMessage(
  deps: Deps,
  db: ReadHandle,
  { content, broadcastId }: { readonly content: Content; readonly broadcastId: string },
): Message {
  const { name, language } = content.template
  const template = deps.template.find(db, name, language) ?? null
  const found = content.products.map((code) => ({ code, product: deps.catalog.find(db, code) }))
  const products = found.flatMap(({ product }) => (product === undefined ? [] : [product]))
  const codes = products.map((product) => product.retailerId)
  const payloads = template === null ? NO_PAYLOADS : payloadsOf(template, broadcastId, codes.length > 0)
  const coupon = messageCoupon(content.coupon)
  const facts = factsOf(deps, content, { endsAt: coupon?.endsAt ?? null, product: products[0] })
  const headerUrl = content.headerUrl ?? template?.header?.sampleUrl ?? null
  const catalogId = deps.catalog.catalogId(db)
  const keys = template === null ? [] : keysOf(template, content)
  const extras = (couponCode: string) => ({
    headerUrl,
    couponCode: coupon === null ? null : couponCode,
    offerEndsAt: coupon?.endsAt ?? null,
    products: codes,
  })
  const render = (resolved: Resolved, couponCode: string) =>
    renderTemplate(template ?? noTemplate(content), resolved.values, extras(couponCode))
  return {
    content,
    template,
    coupon,
    isOtherLanguageThere: template === null && deps.template.all(db).some((other) => other.name === name),
    products,
    missingProducts: found.flatMap(({ code, product }) => (product === undefined ? [code] : [])),
    catalogId,
    keys,
    headerUrl,
    resolve: (person, couponCode) =>
      resolveValues(keys, { variables: content.variables, person, facts: { ...facts, couponCode }, clean: cleanValue }),
    render,
    tooLong: template === null ? () => null : createLengthCheck(template, (resolved) => render(resolved, '')),
    build(person, resolved, couponCode) {
      const options = { to: person, ...extras(couponCode), ...payloads, catalogId }
      const built = buildTemplateBody(template ?? noTemplate(content), resolved.values, options)
      if (!built.ok || template?.category !== 'MARKETING' || deps.marketingEndpoint?.() !== true) return built
      // Readers whom the marketing endpoint can't serve get the message the ordinary way.
      return ok({ ...built.value, product_policy: 'CLOUD_API_FALLBACK' })
    },
    sampleCode: (people) => coupon?.sample(people) ?? '',
  }
}

const keysOf = (template: Template, content: Content): string[] => [
  ...neededKeys(template),
  ...Object.keys(content.variables).filter((key) => isOptionalKey(template, key)),
]

type Payloads = { readonly quickReplyPayloads: Readonly<Record<number, string>>; readonly cardPayloads: Readonly<Record<string, string>> }
const NO_PAYLOADS: Payloads = { quickReplyPayloads: {}, cardPayloads: {} }

/** Buttons of cards only end offers: which card is meant by "show me" is for a person to read. */
function payloadsOf(template: Template, broadcastId: string, hasProducts: boolean): Payloads {
  const cards = template.cards.flatMap(({ buttons }, card) =>
    Object.entries(payloadsFor(buttons, broadcastId, false)).map(([index, payload]) => [cardButtonKey(card, Number(index)), payload]),
  )
  return {
    quickReplyPayloads: payloadsFor(template.buttons, broadcastId, hasProducts && !showsProducts(template)),
    cardPayloads: Object.fromEntries(cards),
  }
}

/** Templates that carry products themselves need no second message. */
export const showsProducts = (template: Template): boolean =>
  template.buttons.some(({ type }) => type === 'MPM' || type === 'SPM' || type === 'CATALOG') ||
  template.header?.format === 'PRODUCT' ||
  isProductCarousel(template)

type Promised = { readonly endsAt: number | null; readonly product: Product | undefined }

function factsOf({ vault }: Deps, content: Content, { endsAt, product }: Promised): Omit<SourceFacts, 'couponCode'> {
  return {
    couponEnds: writeEnd(endsAt, content.template.language, vault.shop.timeZone),
    productName: product?.name ?? '',
    productPrice: product?.price ?? '',
  }
}

/** Stands in for a template that is gone: nothing can be built from it, and previews of it are empty. */
const noTemplate = (content: Content): Template => ({
  templateId: '',
  name: content.template.name,
  language: content.template.language,
  category: 'MARKETING',
  status: 'UNKNOWN',
  quality: 'UNKNOWN',
  rejectedReason: null,
  parameterFormat: 'NAMED',
  header: null,
  body: '',
  footer: null,
  buttons: [],
  cards: [],
  limitedTimeOffer: null,
  variables: [],
  sendable: false,
  unsendableReason: 'status',
  syncedAt: 0 as Template['syncedAt'],
})
