import { z } from 'zod'
import { ConnectionSetup } from '#contract/ipc/connection-shapes.ts'
import type { CallOutput } from '#contract/ipc/index.ts'
import { sql, type ReadHandle, type WriteHandle } from '../../store/index.ts'

export type Setup = CallOutput<'connection.beginSetup'>

type Row = {
  readonly step: string
  readonly kind: string
  readonly baseUrl: string
  readonly apiVersion: string
  readonly authHeader: string
  readonly hasAppSecret: number
  readonly key: string
  readonly numbers: string
  readonly chosen: string | null
}

const json = z.string().transform((text) => JSON.parse(text) as unknown)

/** The wizard as it was left; null when none is under way. */
export function readSetup(db: ReadHandle): Setup | null {
  const row = db.get<Row>(sql`
    select step, kind, base_url as baseUrl, api_version as apiVersion, auth_header as authHeader, has_app_secret as hasAppSecret,
      key_facts as key, numbers, chosen from connection_setup`)
  if (row === undefined) return null
  return ConnectionSetup.parse({
    ...row,
    hasAppSecret: row.hasAppSecret === 1,
    key: json.parse(row.key),
    numbers: json.parse(row.numbers),
    chosen: row.chosen === null ? null : json.parse(row.chosen),
  })
}

/** Keeps the wizard's progress in place of what was there. */
export function saveSetup(db: WriteHandle, setup: Setup, now: number): void {
  db.run(sql`
    insert into connection_setup (id, step, kind, base_url, api_version, auth_header, has_app_secret, key_facts, numbers, chosen, begun_at)
    values (1, ${setup.step}, ${setup.kind}, ${setup.baseUrl}, ${setup.apiVersion}, ${setup.authHeader}, ${setup.hasAppSecret ? 1 : 0},
      ${JSON.stringify(setup.key)}, ${JSON.stringify(setup.numbers)}, ${setup.chosen === null ? null : JSON.stringify(setup.chosen)}, ${now})
    on conflict (id) do update set step = excluded.step, kind = excluded.kind, base_url = excluded.base_url, api_version = excluded.api_version,
      auth_header = excluded.auth_header, has_app_secret = excluded.has_app_secret, key_facts = excluded.key_facts, numbers = excluded.numbers,
      chosen = excluded.chosen`)
}

export function removeSetup(db: WriteHandle): void {
  db.run(sql`delete from connection_setup`)
}
