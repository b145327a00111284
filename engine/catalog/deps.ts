import type { CloudApi } from '../cloud-api/index.ts'
import type { Announcer, Clock, Logger } from '../kernel/index.ts'
import type { OpenVault } from '../store/index.ts'

/** The part of Meta's interface that this room needs. */
export type CatalogApi = {
  readonly catalog: CloudApi['catalog']
  readonly business: Pick<CloudApi['business'], 'catalogs' | 'clientCatalogs'>
  readonly account: Pick<CloudApi['account'], 'readDetails'>
  readonly fetchImage: CloudApi['fetchImage']
}

export type CatalogDeps = {
  readonly vault: OpenVault
  readonly clock: Clock
  readonly logger: Logger
  readonly announcer: Announcer
  /** The client of the current connection; null while there is none. */
  readonly api: () => CatalogApi | null
  /** The catalog that the connection names; null lets Meta's own link decide. */
  readonly catalogId: () => string | null
}
