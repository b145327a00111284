import { createHash } from 'node:crypto'
import { MEDIA_LIMITS } from '#contract/cloud-api/limits.ts'
import { fail, ok, type Result } from '#contract/kernel/result.ts'
import { fromFailure, type CallDeps } from '../call.ts'
import type { Connections } from '../connections.ts'
import type { AnswerSink, HttpExchange } from '../http-exchange.ts'
import { findMediaPlace, type MediaPlace } from '../media-place.ts'
import { readMedia, type MediaFacts } from './read-media.ts'

/** What downloads need besides calls. */
export type DownloadDeps = {
  readonly calls: CallDeps
  readonly connections: Connections
  readonly number: string
  /** The header with the key. */
  readonly keyHeader: { readonly name: string; readonly value: string }
}

/** `maxBytes` is the most that is taken; Meta's own largest size unless said otherwise. */
export type Download = {
  readonly media: string
  readonly sink: AnswerSink
  readonly maxBytes?: number
  /** Ends the download; it answers network-unreachable then. */
  readonly signal?: AbortSignal
}

/**
 * Fetches a file of a message, piece by piece into the sink. Its address lives five minutes, so it is asked for first, and
 * once more where it has died meanwhile. The sink has bytes already when a late check fails: it must throw them away then.
 * @returns media-gone, media-too-large (sizeBytes, limitBytes), media-damaged, address-refused, file-write-failed (the sink), and what calls return
 * @source reference part 4, download
 */
export async function downloadMedia(deps: DownloadDeps, download: Download): Promise<Result<MediaFacts>> {
  for (let round = 0; round < 2; round += 1) {
    const facts = await readMedia(deps.calls, deps.number, download.media)
    if (!facts.ok) return facts
    const fetched = await fetchFile(deps, facts.value, download)
    if (fetched !== 'gone') return fetched
  }
  return fail('media-gone')
}

async function fetchFile(deps: DownloadDeps, facts: MediaFacts, download: Download): Promise<Result<MediaFacts> | 'gone'> {
  const limitBytes = download.maxBytes ?? MEDIA_LIMITS.document.maxBytes
  const { sizeBytes } = facts
  if (sizeBytes > limitBytes) return fail('media-too-large', { sizeBytes, limitBytes })
  const place = placeOf(deps, facts.url)
  if (place === null) return fail('address-refused')
  const hash = createHash('sha256')
  let received = 0
  const exchange = await place.http.exchange({
    method: 'GET',
    path: place.path,
    headers: { [deps.keyHeader.name]: deps.keyHeader.value, 'user-agent': 'Shopbell' },
    body: null,
    maxAnswerBytes: sizeBytes,
    signal: download.signal,
    sink(bytes) {
      hash.update(bytes)
      received += bytes.byteLength
      return download.sink(bytes)
    },
  })
  const refused = refusalOf(exchange)
  if (refused !== null) return refused
  return received === sizeBytes && hash.digest('hex') === facts.sha256 ? ok(facts) : fail('media-damaged')
}

/** A key of Meta goes to Meta's media hosts; a provider's key is the provider's alone, who hands Meta's files on under the same path. */
function placeOf({ connections, keyHeader }: DownloadDeps, url: string): MediaPlace | null {
  const place = findMediaPlace(connections, url)
  return place === null || keyHeader.name === 'authorization' ? place : { http: connections.api, path: place.path }
}

function refusalOf(exchange: HttpExchange): Result<never> | 'gone' | null {
  if (exchange.kind === 'failed') return exchange.cause === 'too-large' ? fail('media-damaged') : fromFailure(exchange)
  const { status } = exchange
  if (status === 200) return null
  if (status === 404) return 'gone'
  if (status >= 300 && status < 400) return fail('redirect-refused', { httpStatus: status })
  if (status === 401 || status === 403) return fail('meta-permission-missing', { httpStatus: status })
  return fail('meta-answer-unreadable', { httpStatus: status }, status >= 500 ? 'now' : 'never')
}
