import type { World } from '../../../behaviour/world.ts'
import type { Product, ProductError } from './goods.ts'

/** How long fetching a picture and reviewing an article take. */
const stepMs = { instant: 500, demo: 4_000, real: 120_000 } as const

/** Goods that may not be sold by messages, as far as the played reviewer knows words. @source reference part 15, violation types */
const forbidden: readonly (readonly [string, RegExp])[] = [
  ['ALCOHOL', /\bwine\b|\bbeer\b|whisky|威士忌|紅酒|白酒|啤酒/i],
  ['TOBACCO', /tobacco|cigarette|香菸|菸草|電子煙/i],
  ['WEAPONS', /\bgun\b|rifle|槍/i],
  ['DRUGS', /prescription|處方藥/i],
]

/** Fetches the picture, then reviews; what changes meanwhile starts it anew. */
export function planProductReview(world: World, product: Product): void {
  product.reviewStatus = 'pending'
  product.rejectionReasons = []
  product.errors = missingParts(product)
  product.imageFetchStatus = product.imageUrl === '' ? 'NO_STATUS' : 'OUTDATED'
  const { imageUrl, name, description } = product
  const isSame = (): boolean => product.imageUrl === imageUrl && product.name === name && product.description === description
  world.clock.schedule(stepMs[world.tempo], () => {
    if (imageUrl === '' || !isSame()) return
    const isThere = canBeFetched(imageUrl)
    product.imageFetchStatus = isThere ? 'FETCHED' : 'FETCH_FAILED'
    if (!isThere) product.errors = [...product.errors, error('IMAGE_FETCH_FAILED', 'The picture could not be fetched', imageUrl)]
  })
  world.clock.schedule(2 * stepMs[world.tempo], () => {
    if (!isSame() || !world.management.goods.has(product)) return
    const found = forbidden.filter(([, words]) => words.test(`${name} ${description}`)).map(([word]) => word)
    product.rejectionReasons = found
    product.reviewStatus = found.length === 0 ? 'approved' : 'rejected'
    world.onChange()
  })
}

function missingParts(product: Product): readonly ProductError[] {
  return [
    ...(product.imageUrl === '' ? [error('MISSING_IMAGE', 'The picture is missing', 'Add the address of a picture')] : []),
    ...(product.description === '' ? [error('MISSING_DESCRIPTION', 'The description is missing', 'Say what it is')] : []),
    ...(product.url === '' ? [error('MISSING_LINK', 'The link is missing', 'Add the page of the product')] : []),
  ]
}

function error(errorType: string, title: string, description: string): ProductError {
  return { errorType, title, description, priority: errorType.startsWith('MISSING_LINK') ? 'LOW' : 'HIGH' }
}

/** The simulator fetches nothing: an address with a picture's look counts as one. */
function canBeFetched(url: string): boolean {
  const address = URL.parse(url)
  if (address === null) return url.startsWith('/')
  return /^https?:$/.test(address.protocol) && !/missing|404/.test(address.pathname)
}
