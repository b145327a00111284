import { createHash, timingSafeEqual } from 'node:crypto'
import type { ToolToken } from '#contract/ipc/integration.ts'
import type { z } from 'zod'
import { sql, type ReadHandle, type WriteHandle } from '../../store/index.ts'

export type TokenView = z.infer<typeof ToolToken>
export type Scope = TokenView['scopes'][number]

type Row = Omit<TokenView, 'scopes'> & { readonly scopes: string; readonly hash: string }

const TOKEN_BYTES = 32
const PREFIX = 'sbt_'

/** A new key as it is shown once. 256 random bits need no slow hash. */
export const newToken = (bytes: (count: number) => Uint8Array): string =>
  `${PREFIX}${Buffer.from(bytes(TOKEN_BYTES)).toString('base64url')}`

export const hashOf = (token: string): string => createHash('sha256').update(token).digest('hex')

const rows = (db: ReadHandle): Row[] =>
  db.all<Row>(sql`
    select token_id as tokenId, name, hash, scopes, created_at as createdAt, last_used_at as lastUsedAt from tool_token order by created_at, token_id`)

export const allTokens = (db: ReadHandle): TokenView[] =>
  rows(db).map(({ hash: _hash, scopes, ...row }) => ({ ...row, scopes: scopes.split(',') as Scope[] }))

export function insertToken(
  db: WriteHandle,
  row: { readonly tokenId: string; readonly name: string; readonly hash: string; readonly scopes: readonly Scope[]; readonly at: number },
): void {
  db.run(sql`
    insert into tool_token (token_id, name, hash, scopes, created_at) values (${row.tokenId}, ${row.name}, ${row.hash}, ${row.scopes.join(',')}, ${row.at})`)
}

export const removeToken = (db: WriteHandle, tokenId: string): boolean =>
  db.run(sql`delete from tool_token where token_id = ${tokenId}`).changes > 0

export const noteUse = (db: WriteHandle, tokenId: string, at: number): void =>
  void db.run(sql`update tool_token set last_used_at = ${at} where token_id = ${tokenId}`)

/** Whose key an authorization header holds. Every key is compared, each in constant time, so that nothing is told by how long it takes. */
export function findToken(db: ReadHandle, authorization: string | undefined): TokenView | undefined {
  const given = Buffer.from(hashOf(/^Bearer ([\w-]{1,200})$/i.exec(authorization ?? '')?.[1] ?? ''), 'hex')
  let found: Row | undefined
  for (const row of rows(db)) if (timingSafeEqual(Buffer.from(row.hash, 'hex'), given)) found = row
  if (found === undefined) return undefined
  const { hash: _hash, scopes, ...view } = found
  return { ...view, scopes: scopes.split(',') as Scope[] }
}
