import { z } from 'zod'
import { PhoneNumber } from '#contract/ipc/connection-shapes.ts'
import type { ConnectionId } from '#contract/kernel/values.ts'
import { sql, type ReadHandle, type WriteHandle } from '../store/index.ts'
import type { NumberFacts } from './rules.ts'

/** The connection as kept in the vault; its secrets are elsewhere. */
export type StoredConnection = {
  readonly connectionId: ConnectionId
  readonly kind: 'demo' | 'meta' | 'provider'
  readonly baseUrl: string
  readonly apiVersion: string
  readonly authHeader: string
  readonly wabaId: string
  readonly phoneNumberId: string
  readonly businessId: string | null
  readonly catalogId: string | null
  readonly tokenLast4: string
  readonly hasAppSecret: boolean
  /** `local`, `none`, or the address of a tunnel in front of the receiver. */
  readonly receiving: string
  /** Where Meta keeps that address. */
  readonly receivingLevel: 'account' | 'number'
  readonly verifyToken: string
  readonly receivingVerified: boolean
  readonly marketingEndpoint: boolean
  readonly number: NumberFacts | null
  readonly addedAt: number
}

type Row = Omit<StoredConnection, 'hasAppSecret' | 'receivingVerified' | 'marketingEndpoint' | 'number'> & {
  readonly hasAppSecret: number
  readonly receivingVerified: number
  readonly marketingEndpoint: number
  readonly number: string | null
}

/** The one connection of the vault, if any. */
export function readConnection(db: ReadHandle): StoredConnection | null {
  const row = db.get<Row>(sql`
    select connection_id as connectionId, kind, base_url as baseUrl, api_version as apiVersion, auth_header as authHeader, waba_id as wabaId,
      phone_number_id as phoneNumberId, business_id as businessId, catalog_id as catalogId, token_last4 as tokenLast4,
      has_app_secret as hasAppSecret, receiving, receiving_level as receivingLevel, verify_token as verifyToken,
      receiving_verified as receivingVerified, marketing_endpoint as marketingEndpoint, number, added_at as addedAt
    from connection order by added_at desc limit 1`)
  if (row === undefined) return null
  return {
    ...row,
    hasAppSecret: row.hasAppSecret === 1,
    receivingVerified: row.receivingVerified === 1,
    marketingEndpoint: row.marketingEndpoint === 1,
    number: parseNumber(row.number),
  }
}

function parseNumber(text: string | null): NumberFacts | null {
  // Facts of an older version may lack a field; they are read again soon, so they are simply not shown until then.
  const parsed = z
    .string()
    .transform((json) => JSON.parse(json))
    .pipe(PhoneNumber)
    .safeParse(text)
  return parsed.success ? parsed.data : null
}

/** Puts a connection in place of the one before; what was kept of that one goes with it. */
export function replaceConnection(db: WriteHandle, connection: StoredConnection): void {
  removeConnection(db)
  db.run(sql`
    insert into connection (connection_id, kind, base_url, api_version, auth_header, waba_id, phone_number_id, business_id, catalog_id,
      token_last4, has_app_secret, receiving, receiving_level, verify_token, receiving_verified, marketing_endpoint, number, added_at)
    values (${connection.connectionId}, ${connection.kind}, ${connection.baseUrl}, ${connection.apiVersion}, ${connection.authHeader}, ${connection.wabaId},
      ${connection.phoneNumberId}, ${connection.businessId}, ${connection.catalogId}, ${connection.tokenLast4}, ${connection.hasAppSecret ? 1 : 0},
      ${connection.receiving}, ${connection.receivingLevel}, ${connection.verifyToken}, ${connection.receivingVerified ? 1 : 0},
      ${connection.marketingEndpoint ? 1 : 0}, ${connection.number === null ? null : JSON.stringify(connection.number)}, ${connection.addedAt})`)
}

/** Forgets the connection with its checks and facts. */
export function removeConnection(db: WriteHandle): void {
  db.run(sql`delete from connection`)
}

/** Writes down whatever may change while the connection stays the same. */
export function saveConnection(db: WriteHandle, connection: StoredConnection): void {
  db.run(sql`
    update connection set api_version = ${connection.apiVersion}, token_last4 = ${connection.tokenLast4}, has_app_secret = ${connection.hasAppSecret ? 1 : 0},
      receiving = ${connection.receiving}, receiving_level = ${connection.receivingLevel}, receiving_verified = ${connection.receivingVerified ? 1 : 0},
      marketing_endpoint = ${connection.marketingEndpoint ? 1 : 0}, number = ${connection.number === null ? null : JSON.stringify(connection.number)}
    where connection_id = ${connection.connectionId}`)
}
