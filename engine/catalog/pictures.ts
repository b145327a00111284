import type { Result } from '#contract/kernel/result.ts'
import type { Clock, Logger } from '../kernel/index.ts'
import type { Store } from '../store/index.ts'
import { savePicture, withoutPicture } from './queries.ts'

/** A fetched picture; the type is proven by its first bytes. Drawings that could carry scripts (SVG) never come as one of these. */
export type Picture = { readonly bytes: Uint8Array; readonly type: 'image/jpeg' | 'image/png' | 'image/webp' }
export type FetchPicture = (url: string) => Promise<Result<Picture>>

/** Larger pictures are left out: lists must stay quick, and the phone loads its own copy from Meta. */
const PICTURE_MAX_BYTES = 256 * 1024
const AT_ONCE = 4
/** A catalog with slow pictures must not hold up the reading; the rest comes with the next one. */
const PATIENCE_MS = 30_000

/**
 * Fetches missing pictures into the vault, four at a time, until patience ends.
 * @returns how many were kept; a picture that fails is only counted in the log and tried again with the next reading
 */
export async function fetchPictures(
  deps: { readonly store: Store; readonly clock: Clock; readonly logger: Logger },
  fetchPicture: FetchPicture,
): Promise<number> {
  const { store, clock, logger } = deps
  const waiting = withoutPicture(store.read)
  const endsAt = clock.monotonic() + PATIENCE_MS
  let kept = 0
  let refused = 0
  const worker = async () => {
    for (let product = waiting.shift(); product !== undefined && clock.monotonic() < endsAt; product = waiting.shift()) {
      const answer = await fetchPicture(product.imageUrl)
      if (!answer.ok || answer.value.bytes.byteLength > PICTURE_MAX_BYTES) {
        refused += 1
        continue
      }
      const fetched = { product, picture: answer.value }
      store.write((db) => savePicture(db, fetched.product, fetched.picture))
      kept += 1
    }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, worker))
  if (refused > 0) logger.warn('catalog-pictures-missing', { count: refused })
  return kept
}
