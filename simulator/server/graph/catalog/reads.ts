import { z } from 'zod'
import type { World } from '../../../behaviour/world.ts'
import type { NodeFields } from '../../fields.ts'
import { type Answer, json, missingObject, problem, refuse } from '../../problems.ts'
import { type NodeKind, giveList, giveNode, invalid, readParameters, success } from '../answers.ts'
import type { GraphRequest } from '../area.ts'
import { type ProductTest, readFilter } from './filter.ts'
import { productKind, productNode } from './product-node.ts'
import { productOf } from './write.ts'

const catalogKind: NodeKind = { name: 'ProductCatalog', defaults: ['name'] }
/** Most articles on one page; larger wishes are cut, as at Meta. */
const PAGE_MAX = 1_000

function catalogNode(world: World): NodeFields {
  return {
    id: world.identity.catalogId,
    name: world.scenario.shop.catalogName,
    vertical: 'commerce',
    product_count: world.management.goods.size,
    default_image_url: undefined,
    feed_count: 0,
    business: { id: world.identity.businessId, name: world.scenario.shop.name },
    is_catalog_segment: false,
  }
}

/** Plays GET /{catalog}. @source reference part 6 */
export function readCatalog(world: World, request: GraphRequest): Answer {
  return giveNode(catalogNode(world), request, catalogKind)
}

/** Plays GET /{business}/owned_product_catalogs. */
export function listOwnedCatalogs(world: World, request: GraphRequest): Answer {
  return giveList([world.identity], () => catalogNode(world), { url: request.url, kind: catalogKind })
}

/** Plays GET /{account}/product_catalogs: the linked one, if any. */
export function listLinkedCatalogs(world: World, request: GraphRequest): Answer {
  const linked = world.account.hasCatalog ? [world.identity] : []
  return giveList(linked, () => catalogNode(world), { url: request.url, kind: catalogKind })
}

/** Plays POST and DELETE /{account}/product_catalogs. @source reference part 6, catalog linked */
export async function linkCatalog(world: World, request: GraphRequest): Promise<Answer> {
  const parsed = await readParameters(request, z.looseObject({ catalog_id: z.coerce.string().min(1) }))
  if ('problem' in parsed) return refuse(parsed.problem)
  if (parsed.value.catalog_id !== world.identity.catalogId) return refuse(missingObject(parsed.value.catalog_id, request.method))
  const isLinking = request.method === 'POST'
  if (isLinking && world.account.hasCatalog) return refuse(invalid('An account has one catalog, and one is linked already'))
  if (!isLinking && !world.account.hasCatalog) return refuse(invalid('The catalog is not linked'))
  world.account.hasCatalog = isLinking
  world.onChange()
  return success()
}

/** Plays GET /{catalog}/products. @source reference part 6, products */
export function listProducts(world: World, request: GraphRequest): Answer {
  const { url } = request
  const rule = url.searchParams.get('filter') ?? ''
  const fits = rule === '' ? () => true : readFilter(rule)
  if (fits === null) return refuse(problem(100, 'filter is not a rule', { message: '(#100) Param filter must be a valid rule' }))
  const tests = [fits, ...testsOf(url.searchParams)]
  const found = world.management.goods.all().filter((product) => tests.every((test) => test(product)))
  return giveList(found, (product) => productNode(world, product), { url, kind: productKind, maxLimit: PAGE_MAX })
}

function testsOf(query: URLSearchParams): readonly ProductTest[] {
  const [type, priority] = [query.get('error_type'), query.get('error_priority')]
  const isApprovedOnly = query.get('return_only_approved_products') === 'true'
  return [
    (product) => !isApprovedOnly || product.reviewStatus === 'approved',
    (product) => type === null || product.errors.some((error) => error.errorType === type),
    (product) => priority === null || product.errors.some((error) => error.priority === priority),
  ]
}

/** Plays GET /{product}. */
export function readProduct(world: World, request: GraphRequest): Answer {
  return giveNode(productNode(world, productOf(world, request)), request, productKind)
}

/** Plays GET /{catalog}/diagnostics: problems with how many articles they touch. @source reference part 6, health */
export function readDiagnostics(world: World): Answer {
  const products = world.management.goods.all()
  const counts = new Map<string, { title: string; priority: string; count: number }>()
  const count = (type: string, title: string, priority: string): void => {
    const known = counts.get(type) ?? { title, priority, count: 0 }
    known.count += 1
    counts.set(type, known)
  }
  for (const product of products) {
    for (const error of product.errors) count(error.errorType, error.title, error.priority)
    for (const reason of product.rejectionReasons) count(`POLICY_${reason}`, `Refused by review: ${reason}`, 'HIGH')
  }
  const data = [...counts].map(([type, { title, priority, count: affected }]) => ({
    type,
    title,
    subtitle: `${affected} of ${products.length} items`,
    severity: priority === 'HIGH' ? 'MUST_FIX' : 'OPPORTUNITY',
    number_of_affected_items: affected,
    number_of_affected_entities: affected,
    affected_entity: 'product_item',
  }))
  return json({ data })
}

/** Plays GET /{number}/whatsapp_commerce_settings. @source reference part 6, commerce settings */
export function readCommerce(world: World): Answer {
  const { commerce } = world.management.desk
  return json({
    data: [{ id: world.identity.phoneNumberId, is_cart_enabled: commerce.isCartEnabled, is_catalog_visible: commerce.isCatalogVisible }],
  })
}

const flag = z.union([z.boolean(), z.stringbool()]).optional()

/** Plays POST /{number}/whatsapp_commerce_settings. */
export async function saveCommerce(world: World, request: GraphRequest): Promise<Answer> {
  const parsed = await readParameters(request, z.looseObject({ is_cart_enabled: flag, is_catalog_visible: flag }))
  if ('problem' in parsed) return refuse(parsed.problem)
  const { is_cart_enabled: isCartEnabled, is_catalog_visible: isCatalogVisible } = parsed.value
  if (isCartEnabled === undefined && isCatalogVisible === undefined) return refuse(invalid('Nothing to change was given'))
  const { commerce } = world.management.desk
  if (isCartEnabled !== undefined) commerce.isCartEnabled = isCartEnabled
  if (isCatalogVisible !== undefined) commerce.isCatalogVisible = isCatalogVisible
  world.onChange()
  return success()
}
