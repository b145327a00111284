import { setImmediate as nextTurn } from 'node:timers/promises'
import type { ReadHandle } from '../store/index.ts'
import type { CatalogApi, CatalogDeps } from './deps.ts'
import { pictureBytes, savePicture, wantsPicture, withoutPicture, type KeptPicture, type Wanted } from './picture-queries.ts'
import { pictureSize } from './picture-size.ts'
import { refreshProblems } from './product-queries.ts'
import { inTime } from './queue.ts'

/** Larger pictures are measured and not kept: lists must stay quick, and the phone loads its own copy from Meta. */
const PICTURE_MAX_BYTES = 256 * 1024
/** All pictures together; beyond that the vault would grow past what a shop expects of it. */
const ALL_MAX_BYTES = 400 * 1024 * 1024
const AT_ONCE = 4
/** So many failures of the network in a row, and the rest waits for the next reading. */
const FAILURES_IN_A_ROW = 12
/** How long a reading waits for its pictures; slow ones come after it by themselves. */
const PATIENCE_MS = 3_000

export type Pictures = {
  /**
   * Begins to fetch what is missing, unless that is going on; resolves when all are there or patience ends. A photo on a
   * shop's own site is not fetched from there, but as Meta's copy, where `copies` names one by the product's code.
   */
  fetch(api: CatalogApi, copies?: ReadonlyMap<string, string>): Promise<void>
  /** Ends fetching: a picture that comes after this is not kept. */
  stop(): void
}

/** Fetches missing pictures into the vault, four at a time. A picture that fails is tried again with the next reading. */
export function createPictures(deps: CatalogDeps): Pictures {
  const { clock } = deps
  let isStopped = false
  let running: Promise<void> | null = null
  let copies: ReadonlyMap<string, string> = new Map()
  const begin = (api: CatalogApi): Promise<void> => {
    running ??= fetchAll(
      deps,
      createFetcher(api, (retailerId) => copies.get(retailerId)),
      () => isStopped,
    ).finally(() => {
      running = null
    })
    return running
  }
  return {
    async fetch(api, fresh) {
      if (isStopped) return
      if (fresh !== undefined) copies = fresh
      await inTime(clock, begin(api), PATIENCE_MS)
    },
    stop() {
      isStopped = true
    },
  }
}

type Fetched = Awaited<ReturnType<CatalogApi['fetchImage']>>
type Fetcher = (wanted: Wanted) => Promise<{ readonly answer: Fetched; readonly isCopy: boolean }>

/** Asks at the product's own address, and where that is none of Meta's, for Meta's copy. */
const createFetcher =
  (api: CatalogApi, copyOf: (retailerId: string) => string | undefined): Fetcher =>
  async ({ retailerId, imageUrl }) => {
    const answer = await api.fetchImage(imageUrl)
    const copy = answer.ok || answer.error.code !== 'address-refused' ? undefined : copyOf(retailerId)
    return copy === undefined ? { answer, isCopy: false } : { answer: await api.fetchImage(copy), isCopy: true }
  }

async function fetchAll(deps: CatalogDeps, fetchOne: Fetcher, isStopped: () => boolean): Promise<void> {
  const { vault, logger, announcer } = deps
  const waiting = await missingPictures(vault.store.read, isStopped)
  if (isStopped()) return
  const counts = { kept: 0, missing: 0, failedInARow: 0 }
  let left = ALL_MAX_BYTES - pictureBytes(vault.store.read)
  const worker = async () => {
    while (!isStopped() && left > 0 && counts.failedInARow < FAILURES_IN_A_ROW) {
      const wanted = waiting.shift()
      if (wanted === undefined) return
      const { answer, isCopy } = await fetchOne(wanted)
      if (isStopped()) return
      if (!answer.ok) {
        counts.missing += 1
        counts.failedInARow = answer.error.code.startsWith('network-') ? counts.failedInARow + 1 : 0
        continue
      }
      counts.failedInARow = 0
      left -= keep(deps, wanted, { ...answer.value, isCopy })
      counts.kept += 1
      // Lists show pictures as they come, in steps.
      if (counts.kept % 100 === 0) announcer.announce('catalog.changed', {})
    }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, worker))
  if (isStopped()) return
  if (counts.missing > 0) logger.warn('catalog-pictures-missing', { count: counts.missing })
  if (counts.kept % 100 !== 0) announcer.announce('catalog.changed', {})
}

/** All that are missing, found in parts with a turn for everybody else between them. */
async function missingPictures(db: ReadHandle, isStopped: () => boolean): Promise<Wanted[]> {
  const missing: Wanted[] = []
  for (let after: string | null = ''; after !== null && !isStopped();) {
    const part: ReturnType<typeof withoutPicture> = withoutPicture(db, after)
    missing.push(...part.wanted)
    after = part.last
    await nextTurn()
  }
  return missing
}

/** Keeps one picture, unless the product has another address by now; gives the bytes that it takes. */
function keep(
  deps: CatalogDeps,
  wanted: Wanted,
  fetched: { readonly bytes: Uint8Array; readonly type: string; readonly isCopy: boolean },
): number {
  // A copy may be smaller than the photo that customers see, so its size says nothing.
  const size = fetched.isCopy ? null : pictureSize(fetched.bytes)
  const sizeBytes = fetched.bytes.byteLength
  const bytes = sizeBytes > PICTURE_MAX_BYTES ? null : fetched.bytes
  const picture: KeptPicture = { bytes, sizeBytes, type: fetched.type, width: size?.width ?? null, height: size?.height ?? null }
  deps.vault.store.write((db) => {
    if (!wantsPicture(db, wanted)) return
    savePicture(db, 'meta', { ...wanted, picture, at: deps.clock.now() })
    refreshProblems(db, wanted.retailerId)
  })
  return bytes === null ? 0 : sizeBytes
}
