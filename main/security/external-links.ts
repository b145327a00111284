import { domainToASCII } from 'node:url'

const LONGEST = 2_048
// Signs that a browser, a terminal or a person may read in another way than the parser does.
const UNSAFE_SIGNS = /[\s\\\p{Cc}\p{Cf}]/u

/** An address that may be opened in the browser, with the host as it is shown to the person. */
export type ExternalLink = { readonly url: string; readonly host: string }

const isNamedHost = (host: string): boolean => host.includes('.') && !host.startsWith('[') && !/^[\d.]+$/.test(host)

/**
 * Decides whether an address may leave the app. Only https to a named host, without credentials and of a sane length; names in
 * other scripts are shown in their plain spelling, so that a look-alike can be seen.
 * @returns undefined when it may not
 */
export const allowExternalLink = (address: string): ExternalLink | undefined => {
  if (address.length > LONGEST || UNSAFE_SIGNS.test(address) || !/^https:\/\/[^/]/i.test(address)) return undefined
  if (!URL.canParse(address)) return undefined
  const url = new URL(address)
  const host = domainToASCII(url.hostname)
  if (url.username !== '' || url.password !== '' || !isNamedHost(host)) return undefined
  return { url: url.href, host: url.port === '' ? host : `${host}:${url.port}` }
}
