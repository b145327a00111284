import { type TemplateNode } from '#contract/cloud-api/answer-template.ts'
import type { World } from '../behaviour/world.ts'
import { type NodeFields, pageAnswer, pickFields, readFieldNames } from './fields.ts'
import {
  accountDefaults,
  accountNode,
  catalogDefaults,
  catalogNode,
  phoneDefaults,
  phoneNode,
  productDefaults,
  productId,
  productNode,
  templateDefaults,
  templateFields,
  tokenScopes,
} from './nodes.ts'
import { type Answer, json, missingObject, refuse } from './problems.ts'

type NodeOptions = { readonly defaults: readonly string[]; readonly nodeType: string }

const phoneOptions: NodeOptions = { defaults: phoneDefaults, nodeType: 'WhatsAppBusinessPhoneNumber' }
const accountOptions: NodeOptions = { defaults: accountDefaults, nodeType: 'WhatsAppBusinessAccount' }
const catalogOptions: NodeOptions = { defaults: catalogDefaults, nodeType: 'ProductCatalog' }
const productOptions: NodeOptions = { defaults: productDefaults, nodeType: 'ProductItem' }
const templateOptions: NodeOptions = { defaults: templateDefaults, nodeType: 'WhatsAppMessageTemplate' }

/** Plays GET /{id}: number, account, catalog, product or template. */
export function readNode(world: World, id: string, url: URL): Answer {
  const { identity, scenario } = world
  if (id === identity.phoneNumberId) return nodeAnswer(phoneNode(world), url, phoneOptions)
  if (id === identity.wabaId) return nodeAnswer(accountNode(world), url, accountOptions)
  if (id === identity.catalogId) return nodeAnswer(catalogNode(world), url, catalogOptions)
  const product = scenario.products.find((one) => productId(world, one) === id)
  if (product !== undefined) return nodeAnswer(productNode(world, product), url, productOptions)
  const template = world.templates.find((one) => one.id === id)
  if (template !== undefined) return nodeAnswer({ ...templateFields, ...template }, url, templateOptions)
  return refuse(missingObject(id, 'GET'))
}

/** Plays GET /{id}/{edge}; null when the object has no such edge. */
export function readEdge(world: World, place: { readonly id: string; readonly edge: string }, url: URL): Answer | null {
  const { identity } = world
  if (place.id === identity.wabaId) return readAccountEdge(world, place.edge, url)
  if (place.id === identity.catalogId && place.edge === 'products') return readProducts(world, url)
  if (place.id === identity.phoneNumberId && place.edge === 'whatsapp_business_profile') return readProfile(world, url)
  const isCatalogList = place.edge === 'owned_product_catalogs' && place.id === identity.businessId
  if (isCatalogList) return listAnswer([catalogNode(world)], url, catalogOptions)
  const isAccountList = place.edge === 'owned_whatsapp_business_accounts' && place.id === identity.businessId
  return isAccountList ? listAnswer([accountNode(world)], url, accountOptions) : null
}

/** Plays GET /debug_token. @source reference part 1, check a token */
export function readToken(world: World, url: URL): Answer {
  const { identity, token } = world
  const isValid = url.searchParams.get('input_token') === token.value && !token.isRevoked
  const targets = [identity.wabaId]
  return json({
    data: {
      app_id: identity.appId,
      type: 'SYSTEM_USER',
      application: 'Shopbell simulator',
      expires_at: 0,
      data_access_expires_at: 0,
      is_valid: isValid,
      scopes: isValid ? tokenScopes : [],
      granular_scopes: isValid ? tokenScopes.slice(0, 2).map((scope) => ({ scope, target_ids: targets })) : [],
      user_id: '700000000000009',
    },
  })
}

function readAccountEdge(world: World, edge: string, url: URL): Answer | null {
  switch (edge) {
    case 'phone_numbers':
      return listAnswer([phoneNode(world)], url, phoneOptions)
    case 'product_catalogs':
      return listAnswer([catalogNode(world)], url, catalogOptions)
    case 'message_templates':
      return listAnswer(
        world.templates.filter((template) => fitsFilters(template, url)).map((template) => ({ ...templateFields, ...template })),
        url,
        templateOptions,
      )
    default:
      return null
  }
}

function readProducts(world: World, url: URL): Answer {
  const filter = url.searchParams.get('filter')
  const wanted = filter === null ? null : /"retailer_id"\s*:\s*\{\s*"eq"\s*:\s*"([^"]*)"/.exec(filter)?.[1]
  const products = world.scenario.products.filter((product) => wanted === null || product.retailerId === wanted)
  return listAnswer(
    products.map((product) => productNode(world, product)),
    url,
    productOptions,
  )
}

function readProfile(world: World, url: URL): Answer {
  const { profile } = world.scenario.shop
  const whole: NodeFields = {
    ...profile,
    messaging_product: 'whatsapp',
    websites: ['https://springtea.example/'],
    vertical: 'RETAIL',
    profile_picture_url: undefined,
  }
  const picked = pickFields(whole, readFieldNames(url.searchParams.get('fields') ?? undefined), {
    defaults: ['about', 'messaging_product'],
    nodeType: 'WhatsAppBusinessProfile',
  })
  return 'problem' in picked ? refuse(picked.problem) : json({ data: [picked.picked] })
}

function fitsFilters(template: TemplateNode, url: URL): boolean {
  const fits = (name: 'status' | 'category' | 'language'): boolean => {
    const wanted = url.searchParams.get(name)
    return wanted === null || template[name].toLowerCase() === wanted.toLowerCase()
  }
  const name = url.searchParams.get('name') ?? url.searchParams.get('name_or_content')
  return fits('status') && fits('category') && fits('language') && (name === null || template.name.includes(name))
}

function nodeAnswer(node: NodeFields, url: URL, options: NodeOptions): Answer {
  const result = pickFields(node, readFieldNames(url.searchParams.get('fields') ?? undefined), options)
  return 'problem' in result ? refuse(result.problem) : json(result.picked)
}

function listAnswer(nodes: readonly NodeFields[], url: URL, options: NodeOptions): Answer {
  const wanted = readFieldNames(url.searchParams.get('fields') ?? undefined)
  const items: object[] = []
  for (const node of nodes) {
    const result = pickFields(node, wanted, options)
    if ('problem' in result) return refuse(result.problem)
    items.push(result.picked)
  }
  const answer = pageAnswer(items, { url, defaultLimit: 25, maxLimit: 100 })
  return 'problem' in answer ? refuse(answer.problem) : answer
}
