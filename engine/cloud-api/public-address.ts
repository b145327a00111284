import { lookup as systemLookup } from 'node:dns'
import { BlockList, isIPv6, type LookupFunction } from 'node:net'
import { ADDRESS_REFUSED } from './http-exchange.ts'

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
export const publicLookup: LookupFunction = (hostname, options, callback) => {
  systemLookup(hostname, { ...options, all: true }, (error, addresses) => {
    const refused =
      error ??
      (addresses.some(({ address }) => isPrivateAddress(address))
        ? Object.assign(new Error('a host of Meta may not be in a local network'), { code: ADDRESS_REFUSED })
        : null)
    const first = addresses?.[0]
    if (refused !== null || first === undefined) callback(refused ?? Object.assign(new Error('no address'), { code: 'ENOTFOUND' }), '', 0)
    else if (options.all === true) callback(null, addresses)
    else callback(null, first.address, first.family)
  })
}
