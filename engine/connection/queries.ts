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
  readonly verifyToken: string
  readonly receivingVerified: boolean
  readonly number: NumberFacts | null
  readonly addedAt: number
}

type Row = Omit<StoredConnection, 'hasAppSecret' | 'receivingVerified' | 'number'> & {
  readonly hasAppSecret: number
  readonly receivingVerified: number
  readonly number: string | null
}

/** The one connection of the vault, if any. */
export function readConnection(db: ReadHandle): StoredConnection | null {
  const row = db.get<Row>(sql`
    select connection_id as connectionId, kind, base_url as baseUrl, api_version as apiVersion, auth_header as authHeader, waba_id as wabaId,
      phone_number_id as phoneNumberId, business_id as businessId, catalog_id as catalogId, token_last4 as tokenLast4,
      has_app_secret as hasAppSecret, receiving, verify_token as verifyToken, receiving_verified as receivingVerified, number, added_at as addedAt
    from connection order by added_at desc limit 1`)
  return row === undefined
    ? null
    : { ...row, hasAppSecret: row.hasAppSecret === 1, receivingVerified: row.receivingVerified === 1, number: parseNumber(row.number) }
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

/** Puts a connection in place of the one before. */
export function replaceConnection(db: WriteHandle, connection: StoredConnection): void {
  db.run(sql`delete from connection`)
  db.run(sql`
    insert into connection (connection_id, kind, base_url, api_version, auth_header, waba_id, phone_number_id, business_id, catalog_id,
      token_last4, has_app_secret, receiving, verify_token, receiving_verified, number, added_at)
    values (${connection.connectionId}, ${connection.kind}, ${connection.baseUrl}, ${connection.apiVersion}, ${connection.authHeader}, ${connection.wabaId},
      ${connection.phoneNumberId}, ${connection.businessId}, ${connection.catalogId}, ${connection.tokenLast4}, ${connection.hasAppSecret ? 1 : 0},
      ${connection.receiving}, ${connection.verifyToken}, ${connection.receivingVerified ? 1 : 0}, ${connection.number === null ? null : JSON.stringify(connection.number)}, ${connection.addedAt})`)
}

export function saveNumber(db: WriteHandle, connectionId: string, number: NumberFacts): void {
  db.run(sql`update connection set number = ${JSON.stringify(number)} where connection_id = ${connectionId}`)
}

export function saveVerified(db: WriteHandle, connectionId: string, isVerified: boolean): void {
  db.run(sql`update connection set receiving_verified = ${isVerified ? 1 : 0} where connection_id = ${connectionId}`)
}
