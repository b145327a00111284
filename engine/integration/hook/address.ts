import { lookup as systemLookup } from 'node:dns'
import { BlockList, isIP, isIPv6, type LookupFunction } from 'node:net'
import { fail, ok, type Result } from '#contract/kernel/result.ts'

const list = (v4: readonly (readonly [string, number])[], v6: readonly (readonly [string, number])[]): BlockList => {
  const blocks = new BlockList()
  for (const [network, prefix] of v4) blocks.addSubnet(network, prefix, 'ipv4')
  for (const [network, prefix] of v6) blocks.addSubnet(network, prefix, 'ipv6')
  return blocks
}

/** This computer and the shop's own network: the only places where a program may be told without encryption. */
const near = list(
  [
    ['10.0.0.0', 8],
    ['127.0.0.0', 8],
    ['172.16.0.0', 12],
    ['192.168.0.0', 16],
  ],
  [
    ['::1', 128],
    ['fc00::', 7],
  ],
)

/** Where no program of a shop is: link-local addresses, among them those at which clouds hand out keys, and what nobody listens at. */
const nowhere = list(
  [
    ['0.0.0.0', 8],
    ['100.100.100.200', 32],
    ['169.254.0.0', 16],
    ['192.0.0.0', 24],
    ['224.0.0.0', 3],
  ],
  [
    ['::', 128],
    ['64:ff9b::', 96],
    ['fd00:ec2::254', 128],
    ['fe80::', 10],
    ['ff00::', 8],
  ],
)

const holds = (blocks: BlockList, address: string): boolean => blocks.check(address, isIPv6(address) ? 'ipv6' : 'ipv4')

/** Whether events may be told to this address: over https anywhere but nowhere, over http only near by. */
export const mayConnect = (address: string, protocol: string): boolean =>
  !holds(nowhere, address) && (protocol === 'https:' || holds(near, address))

/** Thrown by the lookup for a name that leads where nothing may be told. */
export const HOOK_ADDRESS_REFUSED = 'ESHOPBELLHOOK'

/** Checks the very addresses that are then connected to, so that a name that changes its answer gains nothing. */
export const hookLookup =
  (protocol: string): LookupFunction =>
  (hostname, options, callback) => {
    systemLookup(hostname, { ...options, all: true }, (error, addresses) => {
      const isRefused = error === null && addresses.some(({ address }) => !mayConnect(address, protocol))
      const refused = isRefused ? Object.assign(new Error('events are not told there'), { code: HOOK_ADDRESS_REFUSED }) : error
      const first = addresses?.[0]
      if (refused !== null || first === undefined) callback(refused ?? Object.assign(new Error('no address'), { code: 'ENOTFOUND' }), '', 0)
      else if (options.all === true) callback(null, addresses)
      else callback(null, first.address, first.family)
    })
  }

const hostOf = (url: URL): string => url.hostname.replace(/^\[(.*)\]$/, '$1')

/**
 * Reads an address as somebody typed it. Error: address-refused for anything but https, or http on this computer or in the
 * shop's own network; for addresses with a name and password in them, and for places where clouds hand out keys.
 */
export function readHookUrl(text: string): Result<URL> {
  if (!URL.canParse(text)) return fail('address-refused')
  const url = new URL(text)
  const host = hostOf(url)
  const isKnown = url.protocol === 'https:' || url.protocol === 'http:'
  if (!isKnown || url.username !== '' || url.password !== '' || url.hash !== '') return fail('address-refused')
  if (isIP(host) !== 0 && !mayConnect(host, url.protocol)) return fail('address-refused')
  // A name is looked up when something is told; the word metadata and its like lead to a cloud's keys only.
  if (/^(metadata|instance-data)(\.|$)/i.test(host)) return fail('address-refused')
  return ok(url)
}

/** For the connection itself: a literal address never comes to the lookup. */
export const mayTry = (url: URL): boolean => isIP(hostOf(url)) === 0 || mayConnect(hostOf(url), url.protocol)
