import type { z } from 'zod'
import { businessAccountSchema, phoneNumberSchema, type BusinessAccountNode, type PhoneNumberNode } from '#contract/cloud-api/answers.ts'
import { KeyFacts } from '#contract/ipc/connection-shapes.ts'
import { TimestampMs } from '#contract/kernel/values.ts'
import { sql, type ReadHandle, type WriteHandle } from '../../store/index.ts'
import type { KnownKey } from '../key.ts'

/** What Meta last said; each part null until it was asked. */
export type KeptFacts = {
  readonly number: PhoneNumberNode | null
  readonly account: BusinessAccountNode | null
  readonly key: KnownKey | null
  /** When the number was last read, ms. */
  readonly readAt: number | null
}

const knownKeySchema = KeyFacts.extend({ dataAccessEndsAt: TimestampMs.nullable() })

/** The facts kept of the present connection. Facts of an older version that no longer fit count as not read. */
export function readFacts(db: ReadHandle): KeptFacts {
  const rows = new Map(
    db
      .all<{ name: string; value: string; readAt: number }>(sql`select name, value, read_at as readAt from connection_fact`)
      .map((row) => [row.name, row]),
  )
  const parse = <S extends z.ZodType>(name: string, schema: S): z.output<S> | null => {
    const row = rows.get(name)
    const parsed = row === undefined ? undefined : schema.safeParse(JSON.parse(row.value))
    return parsed?.success === true ? parsed.data : null
  }
  return {
    number: parse('number', phoneNumberSchema),
    account: parse('account', businessAccountSchema),
    key: parse('key', knownKeySchema),
    readAt: rows.get('number')?.readAt ?? null,
  }
}

/** Keeps one answer in place of the one before; without a connection there is nothing to keep it for. */
export function saveFact(
  db: WriteHandle,
  connectionId: string,
  fact: { readonly name: 'number' | 'account' | 'key'; readonly value: unknown; readonly at: number },
): void {
  db.run(sql`
    insert into connection_fact (name, connection_id, value, read_at)
    select ${fact.name}, connection_id, ${JSON.stringify(fact.value)}, ${fact.at} from connection where connection_id = ${connectionId}
    on conflict (name) do update set connection_id = excluded.connection_id, value = excluded.value, read_at = excluded.read_at`)
}
