import { isBuyable, hasAmount, type Product, type StoredProduct } from './stored-product.ts'

type Problem = Product['problems'][number]

/** Meta's advice for pictures of products, in pixels of the shorter side. @source Meta's product data specification, image_link */
const PICTURE_MIN_PIXELS = 500

/** Meta's names for faults that have words here. @source reference part 6, product fields */
const faultCodes: Readonly<Record<string, Problem['code']>> = {
  MISSING_IMAGE: 'no-picture',
  IMAGE_FETCH_FAILED: 'picture-not-fetched',
  IMAGE_RESOLUTION_LOW: 'picture-too-small',
  MISSING_DESCRIPTION: 'no-description',
  MISSING_PRICE: 'no-price',
}

/**
 * What keeps customers from seeing or buying a product, the worst first; each kind once. Meta leaves the review empty for
 * what it never looked at, so an empty one is no problem.
 * @param shorterSide of the picture in pixels, where it was fetched and could be measured
 */
export function problemsOf(product: StoredProduct, shorterSide: number | null): Problem[] {
  const found = [...blocking(product), ...lacking(product, shorterSide), ...told(product)]
  return [...new Map(found.toReversed().map((problem) => [problem.code === 'other' ? problem.detail : problem.code, problem])).values()]
    .toReversed()
    .slice(0, 20)
}

function blocking({ reviewStatus, refusedFor, isPublished }: StoredProduct): Problem[] {
  const found: Problem[] = []
  if (reviewStatus === 'rejected') found.push({ code: 'refused', detail: refusedFor.join(', ').slice(0, 300), blocks: true })
  if (!isPublished) found.push({ code: 'hidden-at-meta', detail: '', blocks: true })
  if (reviewStatus === 'outdated') found.push({ code: 'outdated', detail: '', blocks: true })
  if (reviewStatus !== null && !['approved', 'rejected', 'outdated'].includes(reviewStatus))
    found.push({ code: 'in-review', detail: reviewStatus === 'pending' ? '' : reviewStatus, blocks: true })
  return found
}

function lacking(product: StoredProduct, shorterSide: number | null): Problem[] {
  const codes: Problem['code'][] = []
  if (product.imageUrl === null) codes.push('no-picture')
  if (product.imageUrl !== null && product.imageStatus === 'FETCH_FAILED') codes.push('picture-not-fetched')
  if (!hasAmount(product.price)) codes.push('no-price')
  if (!isBuyable(product.availability) || product.inventory === 0) codes.push('no-stock')
  if (product.description === '') codes.push('no-description')
  if (shorterSide !== null && shorterSide < PICTURE_MIN_PIXELS) codes.push('picture-too-small')
  return codes.map((code) => ({ code, detail: '', blocks: false }))
}

const told = ({ errors }: StoredProduct): Problem[] =>
  errors.map(({ type, words }) => ({ code: faultCodes[type] ?? 'other', detail: words, blocks: false }))
