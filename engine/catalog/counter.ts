import type { ParsedInput } from '#contract/ipc/index.ts'
import { fail, ok, type Result } from '#contract/kernel/result.ts'
import type { CatalogDeps } from './deps.ts'
import { viewProduct } from './list.ts'
import { savePicture } from './picture-queries.ts'
import { pictureSize } from './picture-size.ts'
import { pictureSide, productRow, writeHidden, writeProduct } from './product-queries.ts'
import { viewContext } from './read-again.ts'
import { readProduct, type Product, type StoredProduct } from './stored-product.ts'

/** Photos made by the window are small. */
const PHOTO_MAX_BYTES = 512 * 1024

/** What the counter changes with one press: stock, hiding, a photo to look at. */
export const counterUseCases = (deps: CatalogDeps) => ({
  setAvailability: (input: ParsedInput<'catalog.setAvailability'>) => setAvailability(deps, input),
  setHidden: (input: ParsedInput<'catalog.setHidden'>) => setHidden(deps, input),
  setPhoto: (input: ParsedInput<'catalog.setPhoto'>) => setPhoto(deps, input),
})

const shown = (deps: CatalogDeps, retailerId: string): Result<Product> => {
  const product = viewProduct(deps.vault.store.read, retailerId, viewContext(deps))
  return product === undefined ? fail('product-missing', { retailerId }) : ok(product)
}

/** Tells Meta at once. Errors: product-missing (also for one that only waits here), connection-missing, those of the client. */
async function setAvailability(
  deps: CatalogDeps,
  { retailerId, availability }: ParsedInput<'catalog.setAvailability'>,
): Promise<Result<Product>> {
  const { store } = deps.vault
  const before = productRow(store.read, retailerId)?.product
  if (before === undefined || before.productId === '') return fail('product-missing', { retailerId })
  const api = deps.api()
  if (api === null) return fail('connection-missing')
  const done = await api.catalog.editProduct(before.productId, { availability })
  if (!done.ok) return done
  const readAt = deps.clock.now()
  const answer = await api.catalog.product(before.productId)
  // Meta may answer with what was before for a moment; what it took counts.
  const after: StoredProduct = { ...(answer.ok ? readProduct(answer.value) : before), retailerId, availability }
  store.write((db) => {
    writeProduct(db, after, { readAt, shorterSide: pictureSide(db, after) })
    db.afterCommit(() => deps.announcer.announce('catalog.changed', {}))
  })
  return shown(deps, retailerId)
}

/** Error: product-missing. */
function setHidden(deps: CatalogDeps, { retailerId, isHidden }: ParsedInput<'catalog.setHidden'>): Result<Product> {
  if (productRow(deps.vault.store.read, retailerId) === undefined) return fail('product-missing', { retailerId })
  deps.vault.store.write((db) => {
    writeHidden(db, retailerId, isHidden)
    db.afterCommit(() => deps.announcer.announce('catalog.changed', {}))
  })
  return shown(deps, retailerId)
}

/** Errors: product-missing, picture-refused (no JPEG, or too large). */
function setPhoto(deps: CatalogDeps, { retailerId, jpegBase64 }: ParsedInput<'catalog.setPhoto'>): Result<Product> {
  const { store } = deps.vault
  const product = productRow(store.read, retailerId)?.product
  if (product === undefined) return fail('product-missing', { retailerId })
  const bytes = new Uint8Array(Buffer.from(jpegBase64, 'base64'))
  const isJpeg = bytes[0] === 0xff && bytes[1] === 0xd8 && bytes[2] === 0xff
  const size = isJpeg ? pictureSize(bytes) : null
  if (size === null || bytes.byteLength > PHOTO_MAX_BYTES) return fail('picture-refused')
  const picture = { bytes, sizeBytes: bytes.byteLength, type: 'image/jpeg', ...size }
  store.write((db) => {
    savePicture(db, 'own', { retailerId, imageUrl: '', picture, at: deps.clock.now() })
    db.afterCommit(() => deps.announcer.announce('catalog.changed', {}))
  })
  return shown(deps, retailerId)
}
