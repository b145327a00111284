import type { RescueKind } from '#contract/ipc/vault.ts'
import type { Salvaged } from '../store/index.ts'

/** What a table holds, by how its name begins; the longest beginning that fits counts. */
const kinds: readonly (readonly [RescueKind, readonly string[]])[] = [
  ['customers', ['customer', 'duplicate', 'former_key', 'identity_doubt', 'not_same', 'phone_book', 'tag_act']],
  ['consents', ['consent', 'suppression']],
  ['chats', ['conversation', 'history_phase']],
  ['messages', ['message', 'raw_event']],
  ['sends', ['attempt', 'run', 'send', 'status_event']],
  ['broadcasts', ['broadcast', 'series', 'spend_sum']],
  ['coupons', ['coupon', 'redemption']],
  ['raffles', ['raffle']],
  ['orders', ['customer_order', 'order_']],
  ['products', ['product']],
  ['templates', ['template']],
  ['quick-replies', ['quick_reply']],
  ['automations', ['automation']],
  ['files', ['media_', 'shop_file']],
  ['groups', ['customer_group']],
  ['imports', ['import_']],
  ['people', ['sign_in_try', 'staff']],
  ['requests', ['erase_receipt', 'erasure_', 'export_record', 'exported_file', 'privacy_']],
  ['acts', ['audit_']],
  ['connection', ['account_notice', 'connection', 'quality_reading', 'webhook_field']],
  ['prices', ['price_']],
  ['tools', ['drop_rule', 'dropped_file', 'event_hook', 'hook_delivery', 'tool_']],
  ['settings', ['sealed_secret', 'setting', 'vault_fact']],
]

/** The kind of entries that a table holds; `other` for one that nobody gave a kind, which a test refuses. */
export function kindOfTable(table: string): RescueKind {
  const fitting = kinds
    .flatMap(([kind, beginnings]) => beginnings.map((beginning) => ({ kind, beginning })))
    .filter(({ beginning }) => table.startsWith(beginning))
  return fitting.toSorted((one, other) => other.beginning.length - one.beginning.length)[0]?.kind ?? 'other'
}

/** What came of each table, with the kind that a person knows it by. */
export const withKinds = (tables: readonly Salvaged[]) => tables.map((row) => ({ ...row, kind: kindOfTable(row.table) }))
