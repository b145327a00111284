import { z } from 'zod'
import type { World } from '../../../behaviour/world.ts'
import { type Answer, type Problem, json, problem, refuse } from '../../problems.ts'
import { checkParameters, invalid, parseIfText, success } from '../answers.ts'
import type { GraphRequest } from '../area.ts'
import { type Product, emptyProduct } from './goods.ts'
import { planProductReview } from './product-review.ts'

const availabilities = ['in stock', 'out of stock', 'preorder', 'available for order', 'discontinued', 'pending', 'mark_as_sold'] as const
const conditions = ['new', 'refurbished', 'used', 'used_like_new', 'used_good', 'used_fair', 'cpo', 'open_box_new'] as const
const address = z.url({ protocol: /^https?$/ }).max(2_000)
const amount = z.coerce.number().int().min(0)

/** Everything that can be given of an article, each part as it must be. @source reference part 6, product fields */
export const productWishSchema = z.looseObject({
  retailer_id: z.coerce.string().min(1).max(100).optional(),
  name: z.string().min(1).max(200).optional(),
  description: z.string().max(9_999).optional(),
  price: amount.optional(),
  currency: z
    .string()
    .regex(/^[A-Z]{3}$/, { error: 'three capital letters' })
    .optional(),
  sale_price: amount.optional(),
  sale_price_start_date: z.string().optional(),
  sale_price_end_date: z.string().optional(),
  availability: z.enum(availabilities).optional(),
  inventory: amount.optional(),
  image_url: address.optional(),
  additional_image_urls: z.array(address).max(20).optional(),
  url: address.optional(),
  brand: z.string().max(100).optional(),
  category: z.string().optional(),
  condition: z.enum(conditions).optional(),
  visibility: z.enum(['published', 'staging']).optional(),
  retailer_product_group_id: z.string().optional(),
  color: z.string().max(200).optional(),
  size: z.string().max(200).optional(),
})

/** What an article was asked to be. */
export type ProductWish = z.infer<typeof productWishSchema>

/** Plays POST /{catalog}/products: prices come in the smallest unit. @source reference part 6, write */
export async function createProduct(world: World, request: GraphRequest): Promise<Answer> {
  const wish = await readWish(request)
  if ('problem' in wish) return refuse(wish.problem)
  const made = addProduct(world, wish.value)
  return 'problem' in made ? refuse(made.problem) : json({ id: made.product.id })
}

/** Adds an article and has it reviewed. */
export function addProduct(world: World, wish: ProductWish): { readonly product: Product } | { readonly problem: Problem } {
  const { retailer_id: retailerId, name, price, currency } = wish
  const missing = Object.entries({ retailer_id: retailerId, name, price, currency }).find(([, value]) => value === undefined)
  if (retailerId === undefined || name === undefined || price === undefined || currency === undefined) {
    const field = missing?.[0] ?? ''
    return { problem: problem(100, `The parameter ${field} is required.`, { message: `(#100) The parameter ${field} is required.` }) }
  }
  const { goods } = world.management
  if (goods.findByRetailerId(retailerId) !== undefined) {
    return { problem: problem(10_800, `retailer_id ${retailerId} is there already`, { message: '(#10800) Duplicate retailer_id' }) }
  }
  const wrong = checkSale(wish, price)
  if (wrong !== null) return { problem: wrong }
  const product = goods.add({ ...emptyProduct, ...fieldsOf(wish), retailerId, name, priceMinor: price, currency })
  planProductReview(world, product)
  world.onChange()
  return { product }
}

/** Plays POST /{product}. */
export async function editProduct(world: World, request: GraphRequest): Promise<Answer> {
  const wish = await readWish(request)
  if ('problem' in wish) return refuse(wish.problem)
  const wrong = changeProduct(world, productOf(world, request), wish.value)
  return wrong === null ? success() : refuse(wrong)
}

/** Changes what is given; words and pictures are reviewed again. */
export function changeProduct(world: World, product: Product, wish: ProductWish): Problem | null {
  const { goods } = world.management
  if (wish.retailer_id !== undefined && wish.retailer_id !== product.retailerId) {
    if (goods.findByRetailerId(wish.retailer_id) !== undefined) return invalid(`retailer_id ${wish.retailer_id} is there already`)
    goods.rename(product, wish.retailer_id)
  }
  const wrong = checkSale(wish, wish.price ?? product.priceMinor)
  if (wrong !== null) return wrong
  const before = JSON.stringify([product.name, product.description, product.imageUrl, product.url])
  Object.assign(product, fieldsOf(wish))
  if (JSON.stringify([product.name, product.description, product.imageUrl, product.url]) !== before) planProductReview(world, product)
  world.onChange()
  return null
}

/** Plays DELETE /{product}. */
export function deleteProduct(world: World, request: GraphRequest): Answer {
  world.management.goods.remove(productOf(world, request))
  world.onChange()
  return success()
}

/** The article that the path names; the route has made sure that it is there. */
export function productOf(world: World, request: GraphRequest): Product {
  const product = world.management.goods.find(request.ids['product'] ?? '')
  if (product === undefined) throw new Error('the route let an article through that is not there')
  return product
}

function checkSale(wish: ProductWish, priceMinor: number): Problem | null {
  return wish.sale_price !== undefined && wish.sale_price >= priceMinor ? invalid('sale_price must be lower than price') : null
}

function fieldsOf(wish: ProductWish): Partial<Omit<Product, 'id' | 'retailerId'>> {
  const all = {
    name: wish.name,
    description: wish.description,
    priceMinor: wish.price,
    currency: wish.currency,
    salePriceMinor: wish.sale_price,
    saleStart: wish.sale_price_start_date,
    saleEnd: wish.sale_price_end_date,
    availability: wish.availability,
    inventory: wish.inventory,
    imageUrl: wish.image_url,
    additionalImageUrls: wish.additional_image_urls,
    url: wish.url,
    brand: wish.brand,
    category: wish.category,
    condition: wish.condition,
    visibility: wish.visibility,
    groupRetailerId: wish.retailer_product_group_id,
    color: wish.color,
    size: wish.size,
  }
  return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined))
}

async function readWish(request: GraphRequest): Promise<{ readonly value: ProductWish } | { readonly problem: Problem }> {
  const fields = await request.fields()
  if (fields === null) return { problem: problem(100, 'The body is neither JSON nor a form') }
  const pictures = fields['additional_image_urls']
  return checkParameters(pictures === undefined ? fields : { ...fields, additional_image_urls: parseIfText(pictures) }, productWishSchema)
}
