import type { Connections } from './connections.ts'
import type { Http } from './http.ts'

const MEDIA_HOSTS = /(^|\.)(fbsbx\.com|fbcdn\.net)$/

/** Where a file lies and over which connections it comes; null for an address that is not asked. */
export type MediaPlace = { readonly http: Http; readonly path: string }

/**
 * Accepts the API's own origin and Meta's media hosts over TLS, nothing else: addresses come in from outside and must not
 * lead into a local network.
 */
export function findMediaPlace(connections: Connections, address: string): MediaPlace | null {
  const url = URL.canParse(address) ? new URL(address) : null
  if (url === null || url.username !== '' || url.password !== '') return null
  const path = `${url.pathname}${url.search}`
  if (url.origin === connections.origin) return { http: connections.api, path }
  if (url.protocol !== 'https:' || url.port !== '' || !MEDIA_HOSTS.test(url.hostname)) return null
  return { http: connections.at(url.origin), path }
}
