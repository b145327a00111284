import { createHttp, type Http, type HttpOptions } from './http.ts'
import { publicLookup } from './public-address.ts'

/** Connections to the API's own host and, once needed, to Meta's other hosts. */
export type Connections = {
  readonly origin: string
  readonly api: Http
  /** Another host, which must stand in the public internet; made at the first need. */
  at(origin: string): Http
  /** Takes no more requests for the API's host and waits for those under way; the others end. */
  retire(): Promise<void>
  close(): Promise<void>
}

/** More connections than any pace needs: 1,000 messages a second at 60 ms each. */
const CONNECTIONS = 64
const CONNECTIONS_ELSEWHERE = 4

/** Opens nothing before the first request. The API's own host may be this computer (demo shop), others may not. */
export function createConnections(options: Omit<HttpOptions, 'connections' | 'lookup'>): Connections {
  const api = createHttp({ ...options, connections: CONNECTIONS })
  const others = new Map<string, Http>()
  const closeOthers = () => Promise.all([...others.values()].map((http) => http.close()))
  return {
    origin: options.origin,
    api,
    at(origin) {
      const known = others.get(origin) ?? createHttp({ ...options, origin, connections: CONNECTIONS_ELSEWHERE, lookup: publicLookup })
      others.set(origin, known)
      return known
    },
    async retire() {
      await api.retire()
      await closeOthers()
    },
    async close() {
      await Promise.all([api.close(), closeOthers()])
    },
  }
}
