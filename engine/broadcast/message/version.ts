import type { SendMarketingRequest, SendMessageRequest, SendTemplateRequest } from '#contract/cloud-api/requests.ts'
import { ok, type Result } from '#contract/kernel/result.ts'
import type { Product } from '../../catalog/index.ts'
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
import type { PlannedCoupon } from '../../coupon/index.ts'
import type { Person } from '../audience/rules.ts'
import { createFreeForm } from './free-form.ts'
import { createLengthCheck, type TooLong } from './lengths.ts'
import { payloadsFor, resolveValues, writeEnd, type Content, type Resolved, type SourceFacts } from './rules.ts'

/** The message in one language version of its template, ready to be filled in for one person after the other. */
export type Version = {
  readonly language: string
  /** The template in that language; null when there is none. */
  readonly template: Template | null
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
  build(person: Recipient, resolved: Resolved, couponCode: string): Result<SendTemplateRequest | SendMarketingRequest>
  /** The same words as an ordinary message, for an open reply window; null where it can't be said that way. */
  buildFree(person: Recipient, resolved: Resolved, couponCode: string): SendMessageRequest | null
  /** Whether the template's shape can be said as an ordinary message at all. */
  readonly canBeFree: boolean
}

type Recipient = Pick<Person, 'phone' | 'userId'>

/** What all language versions of a message share. */
export type Shared = {
  readonly content: Content
  readonly broadcastId: string
  readonly coupon: PlannedCoupon | null
  readonly products: readonly Product[]
  readonly catalogId: string | null
  readonly timeZone: string
  readonly marketingEndpoint: () => boolean
}

/** Makes one version; the broadcast's id goes into the payloads of quick-reply buttons. */
export function compileVersion(shared: Shared, { template, language }: Pick<Version, 'template' | 'language'>): Version {
  const { content, coupon, catalogId } = shared
  const codes = shared.products.map((product) => product.retailerId)
  const payloads = template === null ? NO_PAYLOADS : payloadsOf(template, shared.broadcastId, codes.length > 0)
  const facts = factsOf(shared, language)
  const headerUrl = content.headerUrl ?? template?.header?.sampleUrl ?? null
  const keys = template === null ? [] : keysOf(template, content)
  const extras = (couponCode: string) => ({
    headerUrl,
    couponCode: coupon === null ? null : couponCode,
    offerEndsAt: coupon?.endsAt ?? null,
    products: codes,
  })
  const render = (resolved: Resolved, couponCode: string) =>
    renderTemplate(template ?? noTemplate(content), resolved.values, extras(couponCode))
  const free = template === null ? null : createFreeForm(template, { headerUrl, quickReplyPayloads: payloads.quickReplyPayloads })
  return {
    language,
    template,
    keys,
    headerUrl,
    resolve: (person, couponCode) =>
      resolveValues(keys, { variables: content.variables, person, facts: { ...facts, couponCode }, language, clean: cleanValue }),
    render,
    tooLong: template === null ? () => null : createLengthCheck(template, (resolved) => render(resolved, '')),
    build(person, resolved, couponCode) {
      const options = { to: person, ...extras(couponCode), ...payloads, catalogId }
      const built = buildTemplateBody(template ?? noTemplate(content), resolved.values, options)
      if (!built.ok || template?.category !== 'MARKETING' || !shared.marketingEndpoint()) return built
      // Readers whom the marketing endpoint can't serve get the message the ordinary way.
      return ok({ ...built.value, product_policy: 'CLOUD_API_FALLBACK' })
    },
    canBeFree: free !== null,
    buildFree: (person, resolved, couponCode) =>
      free?.(person, { values: resolved.values, rendered: render(resolved, couponCode), couponCode: coupon === null ? '' : couponCode }) ??
      null,
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

function factsOf({ coupon, products: [first], timeZone }: Shared, language: string): Omit<SourceFacts, 'couponCode'> {
  return {
    couponEnds: writeEnd(coupon?.endsAt ?? null, language, timeZone),
    productName: first?.name ?? '',
    productPrice: first?.price ?? '',
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
