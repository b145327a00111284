import { createHash } from 'node:crypto'

/** Version that the simulator speaks. It answers under other version numbers too. */
const API_VERSION = 'v25.0'

/** Ids and secrets of the played business; digits, as Meta's are, and the same for the same seed. */
export type Identity = {
  readonly appId: string
  readonly businessId: string
  readonly wabaId: string
  readonly phoneNumberId: string
  readonly catalogId: string
  readonly apiVersion: string
  readonly appSecret: string
}

/** Makes the ids of a seed, in blocks that tell them apart. */
export function makeIdentity(options: { readonly seed: number; readonly appSecret: string | null }): Identity {
  const tail = String(options.seed % 1_000_000).padStart(9, '0')
  return {
    appId: `300000${tail}`,
    businessId: `200000${tail}`,
    wabaId: `100000${tail}`,
    phoneNumberId: `700000${tail}`,
    catalogId: `500000${tail}`,
    apiVersion: API_VERSION,
    appSecret: options.appSecret ?? derive(options.seed, 'app secret').slice(0, 32),
  }
}

/** The token when none is given. It protects nothing, and says in its first word that it is no token of Meta. */
export function makeToken(seed: number): string {
  return `SIMULATOR-${derive(seed, 'token').slice(0, 32)}`
}

function derive(seed: number, label: string): string {
  return createHash('sha256').update(`${label}|${seed}`).digest('hex')
}
