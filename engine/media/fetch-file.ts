import type { ErrorCode } from '#contract/errors/catalogue.ts'
import { fail, ok, type Result } from '#contract/kernel/result.ts'
import type { Clock } from '../kernel/index.ts'
import type { CloudApi } from '../cloud-api/index.ts'
import { LEAST_PACE } from './fetch-rules.ts'
import type { Sealed } from './sealed-file.ts'
import { trouble, type Shelf } from './shelf.ts'

export type FetchDeps = { readonly clock: Clock; readonly shelf: Shelf; readonly media: Pick<CloudApi['media'], 'download'> }

/** `sha256` is what the event said of the bytes, in base64 or hexadecimal digits; null where it said nothing. */
export type Wanted = { readonly mediaId: string; readonly sha256: string | null; readonly maxBytes: number }

export type Fetched = Sealed & { readonly storedName: string }

/**
 * Fetches a file from Meta straight into a sealed one. Held against the size and checksum that Meta names, and against the
 * checksum of the event that brought the message; what does not fit is gone from the disk when this answers.
 * @returns media-too-large (sizeBytes, limitBytes), media-damaged, network-timeout for a line on which too little moves, disk-full, disk-read-only, disk-failed, and those of the download
 */
export async function fetchFile({ clock, shelf, media }: FetchDeps, { mediaId, sha256, maxBytes }: Wanted): Promise<Result<Fetched>> {
  const begun = await shelf.begin()
  if (!begun.ok) return begun
  const incoming = begun.value
  const pace = watchPace(clock)
  let diskTrouble: ErrorCode | null = null
  const fetched = await media.download({
    media: mediaId,
    maxBytes,
    signal: pace.signal,
    async sink(bytes) {
      pace.moved(bytes.byteLength)
      try {
        await incoming.append(bytes)
      } catch (error) {
        diskTrouble = trouble(error)
        throw error
      }
    },
  })
  pace.end()
  if (fetched.ok && isSame(sha256, fetched.value.sha256)) {
    const sealed = await incoming.finish()
    return sealed.ok ? ok(sealed.value) : sealed
  }
  await incoming.abandon()
  if (diskTrouble !== null) return fail(diskTrouble)
  if (pace.isTooSlow()) return fail('network-timeout', undefined, 'now')
  return fetched.ok ? fail('media-damaged') : fetched
}

/** Ends a download on which too little moves: a body of one byte a second would never stop by itself. */
function watchPace(clock: Clock) {
  const ending = new AbortController()
  let moved = 0
  let tooSlow = false
  const look = (): void => {
    tooSlow = moved < LEAST_PACE.bytes
    moved = 0
    if (tooSlow) ending.abort()
    else forget = clock.after(LEAST_PACE.everyMs, look)
  }
  let forget = clock.after(LEAST_PACE.everyMs, look)
  return {
    signal: ending.signal,
    moved(bytes: number) {
      moved += bytes
    },
    isTooSlow: () => tooSlow,
    end: () => forget(),
  }
}

const isSame = (said: string | null, proven: string): boolean => said === null || toHex(said) === proven

/** Events write checksums in base64, providers sometimes in hexadecimal digits. */
const toHex = (text: string): string => (/^[0-9a-f]{64}$/i.test(text) ? text.toLowerCase() : Buffer.from(text, 'base64').toString('hex'))
