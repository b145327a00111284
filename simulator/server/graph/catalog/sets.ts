import { z } from 'zod'
import type { World } from '../../../behaviour/world.ts'
import type { NodeFields } from '../../fields.ts'
import { type Answer, json, refuse } from '../../problems.ts'
import { type NodeKind, giveList, giveNode, invalid, readParameters, success } from '../answers.ts'
import type { GraphRequest } from '../area.ts'
import type { ProductSet } from './desk.ts'
import { readFilter } from './filter.ts'
import type { Product } from './goods.ts'
import { groupId, productKind, productNode } from './product-node.ts'

const kind: NodeKind = { name: 'ProductSet', defaults: ['name', 'filter', 'product_count'] }
const FIRST_ID = 830_000_000_000_000
const wishSchema = z.looseObject({
  name: z.string().min(1).max(200).optional(),
  filter: z.union([z.string(), z.record(z.string(), z.unknown())]).optional(),
})

/** Plays POST /{catalog}/product_sets: a rule, or article numbers in one. @source reference part 6, sets */
export async function createSet(world: World, request: GraphRequest): Promise<Answer> {
  const parsed = await readParameters(request, wishSchema)
  if ('problem' in parsed) return refuse(parsed.problem)
  const { name, filter } = parsed.value
  if (name === undefined) return refuse(invalid('The parameter name is required'))
  if (filter !== undefined && readFilter(filter) === null) return refuse(invalid('filter: not a rule'))
  const { sets } = world.management.catalog
  if ([...sets.values()].some((set) => set.name === name)) return refuse(invalid(`A set is named ${name} already`))
  const set: ProductSet = { id: String(1 + Math.max(FIRST_ID, ...[...sets.keys()].map(Number))), name, filter: textOf(filter) }
  sets.set(set.id, set)
  world.onChange()
  return json({ id: set.id })
}

/** Plays POST /{set}. */
export async function editSet(world: World, request: GraphRequest): Promise<Answer> {
  const parsed = await readParameters(request, wishSchema)
  if ('problem' in parsed) return refuse(parsed.problem)
  const { name, filter } = parsed.value
  if (filter !== undefined && readFilter(filter) === null) return refuse(invalid('filter: not a rule'))
  const set = setOf(world, request)
  if (name !== undefined) set.name = name
  if (filter !== undefined) set.filter = textOf(filter)
  world.onChange()
  return success()
}

/** Plays GET /{catalog}/product_sets. */
export function listSets(world: World, request: GraphRequest): Answer {
  return giveList([...world.management.catalog.sets.values()], (set) => describe(world, set), { url: request.url, kind })
}

/** Plays GET /{set}. */
export function readSet(world: World, request: GraphRequest): Answer {
  return giveNode(describe(world, setOf(world, request)), request, kind)
}

/** Plays DELETE /{set}. */
export function deleteSet(world: World, request: GraphRequest): Answer {
  world.management.catalog.sets.delete(setOf(world, request).id)
  world.onChange()
  return success()
}

/** Plays GET /{set}/products. */
export function listSetProducts(world: World, request: GraphRequest): Answer {
  const products = productsOf(world, setOf(world, request))
  return giveList(products, (product) => productNode(world, product), { url: request.url, kind: productKind, maxLimit: 1_000 })
}

/** Plays GET /{catalog}/product_groups: variants of one article. @source reference part 6, groups */
export function listGroups(world: World, request: GraphRequest): Answer {
  const names = new Set(world.management.goods.all().flatMap((product) => product.groupRetailerId ?? []))
  const groups = [...names].map((retailerId) => ({ id: groupId(world, retailerId), retailer_id: retailerId, variants: undefined }))
  return giveList(groups, (group) => group, { url: request.url, kind: { name: 'ProductGroup', defaults: ['retailer_id'] } })
}

function productsOf(world: World, set: ProductSet): readonly Product[] {
  const fits = set.filter === null ? null : readFilter(set.filter)
  const all = world.management.goods.all()
  return fits === null ? all : all.filter(fits)
}

function describe(world: World, set: ProductSet): NodeFields {
  return {
    id: set.id,
    name: set.name,
    filter: set.filter ?? undefined,
    product_count: productsOf(world, set).length,
    product_catalog: { id: world.identity.catalogId, name: world.scenario.shop.catalogName },
    retailer_id: undefined,
  }
}

function setOf(world: World, request: GraphRequest): ProductSet {
  const set = world.management.catalog.sets.get(request.ids['set'] ?? '')
  if (set === undefined) throw new Error('the route let a set through that is not there')
  return set
}

function textOf(filter: string | Readonly<Record<string, unknown>> | undefined): string | null {
  return filter === undefined ? null : typeof filter === 'string' ? filter : JSON.stringify(filter)
}
