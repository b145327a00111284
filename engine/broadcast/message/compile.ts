import type { SendTemplateRequest } from '#contract/cloud-api/requests.ts'
import type { Result } from '#contract/kernel/result.ts'
import type { Product } from '../../catalog/index.ts'
import type { ReadHandle } from '../../store/index.ts'
import { buildTemplateBody, cleanValue, neededKeys, renderTemplate, type RenderedTemplate, type Template } from '../../template/index.ts'
import type { Person } from '../audience/rules.ts'
import { sampleCode } from '../coupon/rules.ts'
import type { BroadcastDeps } from '../deps.ts'
import { payloadsFor, resolveValues, writeEnd, type Content, type Resolved, type SourceFacts } from './rules.ts'

/** A broadcast's message, ready to be filled in for one person after the other. */
export type Message = {
  readonly content: Content
  /** The template in the language that was asked for; null when there is none. */
  readonly template: Template | null
  /** Whether the template exists in another language. */
  readonly isOtherLanguageThere: boolean
  readonly products: readonly Product[]
  /** Codes of products that are not in the catalog as last read. */
  readonly missingProducts: readonly string[]
  readonly catalogId: string | null
  readonly keys: readonly string[]
  /** Address of the header's picture, film or file. */
  readonly headerUrl: string | null
  /** Values for a person; null stands for nobody in particular. */
  resolve(person: Person | null, couponCode: string): Resolved
  render(resolved: Resolved, couponCode: string): RenderedTemplate
  /** The body for Meta; which values it holds is decided by `resolve` alone. */
  build(person: Person, resolved: Resolved, couponCode: string): Result<SendTemplateRequest>
  /** The code that stands for all codes before they are drawn. */
  sampleCode(people: number): string
}

type Deps = Pick<BroadcastDeps, 'template' | 'catalog' | 'vault'>

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
  const payloads = template === null ? {} : payloadsFor(template.buttons, broadcastId, codes.length > 0 && !showsProducts(template))
  const facts = factsOf(deps, content, products[0])
  const headerUrl = content.headerUrl ?? template?.header?.sampleUrl ?? null
  const catalogId = deps.catalog.catalogId(db)
  const keys = template === null ? [] : neededKeys(template)
  const extras = (couponCode: string) => ({ headerUrl, couponCode: content.coupon === null ? null : couponCode })
  return {
    content,
    template,
    isOtherLanguageThere: template === null && deps.template.all(db).some((other) => other.name === name),
    products,
    missingProducts: found.flatMap(({ code, product }) => (product === undefined ? [code] : [])),
    catalogId,
    keys,
    headerUrl,
    resolve: (person, couponCode) =>
      resolveValues(keys, { variables: content.variables, person, facts: { ...facts, couponCode }, clean: cleanValue }),
    render: (resolved, couponCode) => renderTemplate(template ?? noTemplate(content), resolved.values, extras(couponCode)),
    build: (person, resolved, couponCode) =>
      buildTemplateBody(template ?? noTemplate(content), resolved.values, {
        to: person,
        ...extras(couponCode),
        quickReplyPayloads: payloads,
        products: codes,
        catalogId,
      }),
    sampleCode: (people) => (content.coupon === null ? '' : sampleCode(content.coupon, people)),
  }
}

/** Templates that carry products themselves need no second message. */
export const showsProducts = (template: Template): boolean =>
  template.buttons.some(({ type }) => type === 'MPM' || type === 'SPM' || type === 'CATALOG') || template.header?.format === 'PRODUCT'

function factsOf({ vault }: Deps, content: Content, product: Product | undefined): Omit<SourceFacts, 'couponCode'> {
  return {
    couponEnds: writeEnd(content.coupon?.endsAt ?? null, content.template.language, vault.shop.timeZone),
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
  variables: [],
  sendable: false,
  unsendableReason: 'status',
  syncedAt: 0 as Template['syncedAt'],
})
