import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import type { World } from '../../../behaviour/world.ts'
import { type Answer, json, problem, refuse } from '../../problems.ts'
import { checkParameters, invalid, parseIfText } from '../answers.ts'
import type { GraphRequest } from '../area.ts'
import type { Batch, BatchError } from './desk.ts'
import type { Product } from './goods.ts'
import { minorOf } from './price.ts'
import { type ProductWish, addProduct, changeProduct, productWishSchema } from './write.ts'

/** Items of one batch, and how long it takes. @source reference part 6, items_batch */
const ITEMS_MAX = 5_000
const workMs = { instant: 300, demo: 3_000, real: 60_000 } as const

const itemSchema = z.looseObject({
  method: z.enum(['CREATE', 'UPDATE', 'DELETE']),
  data: z.looseObject({ id: z.coerce.string().min(1).max(100) }),
})
const wishSchema = z.looseObject({
  item_type: z.literal('PRODUCT_ITEM'),
  allow_upsert: z.union([z.boolean(), z.stringbool()]).default(true),
  requests: z.array(itemSchema).min(1).max(ITEMS_MAX),
})
type Item = z.infer<typeof itemSchema>

/** Plays POST /{catalog}/items_batch: accepted at once, done a little later. @source reference part 6, write */
export async function startBatch(world: World, request: GraphRequest): Promise<Answer> {
  const fields = await request.fields()
  if (fields === null) return refuse(problem(100, 'The body is neither JSON nor a form'))
  const parsed = checkParameters({ ...fields, requests: parseIfText(fields['requests']) }, wishSchema)
  if ('problem' in parsed) return refuse(parsed.problem)
  const { requests, allow_upsert: mayCreate } = parsed.value
  const ids = requests.map((item) => item.data.id)
  const doubles = [...new Set(ids.filter((id, index) => ids.indexOf(id) !== index))]
  const batch: Batch = { handle: `Ac${randomUUID().replaceAll('-', '')}`, status: 'in_progress', errors: [] }
  world.management.catalog.batches.set(batch.handle, batch)
  world.clock.schedule(workMs[world.tempo], () => {
    batch.errors = requests.flatMap((item, index) => {
      const message = apply(world, item, mayCreate)
      return message === null ? [] : [{ line: index + 1, id: item.data.id, message }]
    })
    batch.status = 'finished'
    world.onChange()
  })
  const validation = doubles.map((id) => ({ retailer_id: id, errors: [], warnings: [{ message: `${id} stands in the batch twice` }] }))
  return json({ handles: [batch.handle], ...(validation.length === 0 ? {} : { validation_status: validation }) })
}

function apply(world: World, item: Item, mayCreate: boolean): string | null {
  const { goods } = world.management
  const known = goods.findByRetailerId(item.data.id)
  const needsIt = item.method === 'DELETE' || (item.method === 'UPDATE' && !mayCreate)
  if (known === undefined) return needsIt ? 'The item is not there' : create(world, wishOf(item))
  if (item.method !== 'DELETE') return change(world, known, wishOf(item))
  goods.remove(known)
  return null
}

function change(world: World, known: Product, wish: ProductWish | string): string | null {
  return typeof wish === 'string' ? wish : (changeProduct(world, known, wish)?.details ?? null)
}

function create(world: World, wish: ProductWish | string): string | null {
  if (typeof wish === 'string') return wish
  const made = addProduct(world, wish)
  return 'problem' in made ? (made.problem.details ?? made.problem.message) : null
}

const feedSchema = z.looseObject({
  title: z.string().min(1).max(200).optional(),
  name: z.string().min(1).max(200).optional(),
  description: z.string().max(9_999).optional(),
  price: z
    .string()
    .regex(/^\d+(\.\d+)? [A-Z]{3}$/, { error: 'an amount and a currency, like "9.99 USD"' })
    .optional(),
  sale_price: z
    .string()
    .regex(/^\d+(\.\d+)? [A-Z]{3}$/)
    .optional(),
  availability: z.string().optional(),
  inventory: z.coerce.number().int().optional(),
  quantity_to_sell_on_facebook: z.coerce.number().int().optional(),
  image_link: z.string().optional(),
  image: z.array(z.looseObject({ url: z.string() })).optional(),
  link: z.string().optional(),
  brand: z.string().optional(),
  condition: z.string().optional(),
  status: z.enum(['active', 'archived', 'published', 'staging']).optional(),
  visibility: z.enum(['published', 'staging']).optional(),
  item_group_id: z.string().optional(),
  color: z.string().optional(),
  size: z.string().optional(),
})

/** Batches speak the words of the product feed; this turns them into those of the products edge. */
function wishOf(item: Item): ProductWish | string {
  const parsed = feedSchema.safeParse(item.data)
  if (!parsed.success) return z.prettifyError(parsed.error)
  const wish = checkParameters(dropEmpty(edgeFields(item.data.id, parsed.data)), productWishSchema)
  return 'problem' in wish ? (wish.problem.details ?? wish.problem.message) : wish.value
}

function edgeFields(retailerId: string, feed: z.infer<typeof feedSchema>): object {
  const { title, name = title, image_link, image, link, status, item_group_id, quantity_to_sell_on_facebook, ...same } = feed
  const [price, currency] = moneyOf(same.price)
  const [salePrice] = moneyOf(same.sale_price)
  return {
    ...same,
    retailer_id: retailerId,
    name,
    price,
    currency,
    sale_price: salePrice,
    inventory: same.inventory ?? quantity_to_sell_on_facebook,
    image_url: image_link ?? image?.[0]?.url,
    url: link,
    visibility: status === 'archived' || status === 'staging' ? 'staging' : same.visibility,
    retailer_product_group_id: item_group_id,
  }
}

function dropEmpty(wish: object): object {
  return Object.fromEntries(Object.entries(wish).filter(([, value]) => value !== undefined))
}

function moneyOf(text: string | undefined): readonly [number | undefined, string | undefined] {
  const [amount, currency] = (text ?? '').split(' ')
  return amount === undefined || currency === undefined ? [undefined, undefined] : [minorOf(Number(amount), currency), currency]
}

/** Plays GET /{catalog}/check_batch_request_status. */
export function readBatch(world: World, request: GraphRequest): Answer {
  const handle = request.url.searchParams.get('handle') ?? ''
  const batch = world.management.catalog.batches.get(handle)
  if (batch === undefined) return refuse(invalid('handle: no such batch'))
  const errors = batch.errors.map((one: BatchError) => ({ line: one.line, id: one.id, message: one.message }))
  return json({
    data: [
      {
        handle,
        status: batch.status,
        errors,
        errors_total_count: errors.length,
        warnings: [],
        warnings_total_count: 0,
        ids_of_invalid_requests: errors.map((one) => one.id),
      },
    ],
  })
}
