import { expect, it, onTestFinished } from 'vitest'
import { tempVault } from '../../test/support/temp-vault.ts'
import { sql, type WriteHandle } from '../store/index.ts'
import { countUses, type Uses } from './count-uses.ts'

it('products are counted in messages that Meta took, of any kind, and in orders', () => {
  const opened = tempVault()
  onTestFinished(() => opened.remove())
  const watchers: Parameters<Uses['ledger']['watch']>[1][] = []
  let hear: Parameters<Uses['inbox']['onInbound']>[0] = () => {}
  countUses({
    ledger: { watch: (_, listener) => void watchers.push(listener) },
    inbox: { onInbound: (listener) => void (hear = listener) },
  })
  const change = { runId: 'r', customerSeq: null, reason: null, metaCode: null, wamid: null, waId: null, userId: null, at: 1 }
  const list = { sections: [{ product_items: [{ product_retailer_id: 'A' }, { product_retailer_id: 'B "two"' }] }] }
  const send = (db: WriteHandle, sendId: string, body: object) => {
    db.run(sql`
      insert into send (send_id, run_id, rkey, body, body_sha256, state, changed_at)
      values (${sendId}, 'r', ${sendId}, ${JSON.stringify(body)}, '', 'accepted', 1)`)
    for (const state of ['accepted', 'delivered'] as const) watchers[0]?.(db, { ...change, sendId, state })
  }
  opened.store.write((db) => {
    db.run(sql`
      insert into run (run_id, owner, purpose, state, pace_per_second, seal_hash, created_at)
      values ('r', 'reply', 'reply', 'running', 1, '', 1)`)
    send(db, 'one', { interactive: { type: 'product_list', action: list } })
    send(db, 'two', { interactive: { type: 'product', action: { product_retailer_id: 'A' } } })
    send(db, 'three', { text: { body: 'hello' } })
    hear(db, { content: { kind: 'order', items: [{ retailerId: 'A' }, { retailerId: 'A' }] } })
    hear(db, { content: { kind: 'text' } })
  })
  const counts = opened.store.read.all(sql`select retailer_id, times_sent, times_ordered from product_note order by retailer_id`)
  expect([counts, watchers.length]).toEqual([
    [
      { retailer_id: 'A', times_sent: 2, times_ordered: 1 },
      { retailer_id: 'B "two"', times_sent: 1, times_ordered: 0 },
    ],
    2,
  ])
})
