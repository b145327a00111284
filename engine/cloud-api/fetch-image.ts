import { lookup as systemLookup } from 'node:dns'
import { BlockList, isIPv6, type LookupFunction } from 'node:net'
import { fail, ok, type Result } from '#contract/kernel/result.ts'
import { fromFailure } from './call.ts'
import type { FetchedImage } from './face.ts'
import { ADDRESS_REFUSED, createHttp, type Http, type HttpOptions } from './http.ts'

/** Meta's own limit for pictures in messages. */
const MAX_IMAGE_BYTES = 5 * 1024 * 1024

const MEDIA_HOSTS = /(^|\.)(fbsbx\.com|fbcdn\.net)$/

export type ImageFetcher = { fetch(url: string): Promise<Result<FetchedImage>>; close(): Promise<void> }

/** The API's own origin is served by its own connections; it may be this computer (demo shop), media hosts may not. */
export function createImageFetcher(
  apiOrigin: string,
  api: Http,
  options: Omit<HttpOptions, 'origin' | 'connections' | 'lookup'>,
): ImageFetcher {
  const hosts = new Map<string, Http>()
  const httpFor = (url: URL): Http | null => {
    if (url.origin === apiOrigin) return api
    if (url.protocol !== 'https:' || url.port !== '' || !MEDIA_HOSTS.test(url.hostname)) return null
    const known = hosts.get(url.origin) ?? createHttp({ ...options, origin: url.origin, connections: 4, lookup: publicLookup })
    hosts.set(url.origin, known)
    return known
  }
  return {
    async fetch(address) {
      const url = URL.canParse(address) ? new URL(address) : null
      const http = url === null || url.username !== '' || url.password !== '' ? null : httpFor(url)
      return url === null || http === null ? fail('address-refused') : fetchOnce(http, url)
    },
    async close() {
      await Promise.all([...hosts.values()].map((http) => http.close()))
    },
  }
}

async function fetchOnce(http: Http, url: URL): Promise<Result<FetchedImage>> {
  const exchange = await http.exchange({
    method: 'GET',
    path: `${url.pathname}${url.search}`,
    headers: {},
    body: null,
    maxAnswerBytes: MAX_IMAGE_BYTES,
  })
  if (exchange.kind === 'failed') return fromFailure(exchange)
  if (exchange.status >= 300 && exchange.status < 400) return fail('redirect-refused', { httpStatus: exchange.status })
  const type = exchange.status === 200 ? imageTypeOf(exchange.body) : null
  return type === null ? fail('meta-answer-unreadable', { httpStatus: exchange.status }) : ok({ bytes: exchange.body, type })
}

/** The type that the first bytes prove; headers and names are not believed. */
export function imageTypeOf(bytes: Uint8Array): FetchedImage['type'] | null {
  const startsWith = (offset: number, ...expected: readonly number[]) => expected.every((byte, index) => bytes[offset + index] === byte)
  if (startsWith(0, 0xff, 0xd8, 0xff)) return 'image/jpeg'
  if (startsWith(0, 0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a)) return 'image/png'
  if (startsWith(0, 0x52, 0x49, 0x46, 0x46) && startsWith(8, 0x57, 0x45, 0x42, 0x50)) return 'image/webp'
  return null
}

const nonPublic = new BlockList()
for (const [network, prefix] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['224.0.0.0', 3],
] as const)
  nonPublic.addSubnet(network, prefix, 'ipv4')
for (const [network, prefix] of [
  ['::', 127],
  ['64:ff9b::', 96],
  ['fc00::', 7],
  ['fe80::', 10],
  ['ff00::', 8],
] as const)
  nonPublic.addSubnet(network, prefix, 'ipv6')

/** True for addresses of this computer, of local networks, and others that no public server has. IPv4 inside IPv6 is seen through. */
export const isPrivateAddress = (address: string): boolean => nonPublic.check(address, isIPv6(address) ? 'ipv6' : 'ipv4')

/** Checks the very addresses that are then connected to, so that a name that changes its answer gains nothing. */
const publicLookup: LookupFunction = (hostname, options, callback) => {
  systemLookup(hostname, { ...options, all: true }, (error, addresses) => {
    const refused =
      error ??
      (addresses.some(({ address }) => isPrivateAddress(address))
        ? Object.assign(new Error('a media host may not be in a local network'), { code: ADDRESS_REFUSED })
        : null)
    const first = addresses?.[0]
    if (refused !== null || first === undefined) callback(refused ?? Object.assign(new Error('no address'), { code: 'ENOTFOUND' }), '', 0)
    else if (options.all === true) callback(null, addresses)
    else callback(null, first.address, first.family)
  })
}
