import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openOldStore } from '../../test/support/old-store.ts'
import { tempFolder } from '../../test/support/temp-folder.ts'
import { openStore, sql } from '../store/index.ts'
import { join } from 'node:path'

const key = 'ab'.repeat(32)
let temp: ReturnType<typeof tempFolder>
beforeEach(() => {
  temp = tempFolder()
})
afterEach(() => temp.remove())

const END = 1_800_000_000_000

/** A vault as an older Shopbell left it: one broadcast with a code each, two with one word for all, and a draft. */
function oldVault(file: string): void {
  const store = openOldStore(file, key, 150)
  store.write((db) => {
    const broadcast = (id: string, approved: number, coupon: unknown) =>
      db.run(sql`
        insert into broadcast (broadcast_id, name, content, approved, created_at, saved_at, approved_at)
        values (${id}, ${`Name of ${id}`}, ${JSON.stringify({ coupon })}, ${approved}, 10, 10, ${approved === 0 ? null : 20})`)
    broadcast('brc_each', 1, { kind: 'one-each', prefix: 'TEA-', endsAt: END })
    broadcast('brc_all1', 1, { kind: 'one-for-all', code: 'TEA15', endsAt: END })
    broadcast('brc_all2', 1, { kind: 'one-for-all', code: 'TEA15', endsAt: END + 1 })
    broadcast('brc_draft', 0, { kind: 'one-for-all', code: 'LATER', endsAt: null })
    broadcast('brc_none', 1, null)
    db.run(sql`insert into customer (seq, customer_id, name, created_at, changed_at) values (1, 'cus_1', 'Mei', 0, 0)`)
    for (const [code, send, state] of [
      ['TEA-AAA', 'snd_1', 'sent'],
      ['TEA-CCC', 'snd_2', 'released'],
      ['TEA-EEE', 'snd_3', 'reserved'],
    ] as const)
      db.run(sql`
        insert into coupon_code (code, broadcast_id, send_id, customer_seq, state, expires_at, created_at)
        values (${code}, 'brc_each', ${send}, 1, ${state}, ${END}, 20)`)
  })
  store.close()
}

describe('codes of an older Shopbell', () => {
  it('become codes of coupons of their broadcasts; none is lost', () => {
    const file = join(temp.folder, 'vault.db')
    oldVault(file)
    const store = openStore({ file, key })
    expect(
      store.read.all(sql`
        select c.name, c.codes, c.prefix, c.ends_at as endsAt, c.uses_per_code as uses, c.origin, c.broadcast_id as broadcastId
        from coupon c order by c.seq`),
    ).toEqual([
      { name: 'Name of brc_each', codes: 'unique', prefix: 'TEA-', endsAt: END, uses: 1, origin: 'broadcast', broadcastId: 'brc_each' },
      {
        name: expect.stringMatching(/brc_all[12]$/u),
        codes: 'shared',
        prefix: '',
        endsAt: END + 1,
        uses: null,
        origin: 'broadcast',
        broadcastId: expect.any(String),
      },
    ])
    expect(
      store.read.all(
        sql`select code, state, send_id as sendId, customer_seq as customerSeq, expires_at as expiresAt from coupon_code order by seq`,
      ),
    ).toEqual([
      { code: 'TEA-AAA', state: 'issued', sendId: 'snd_1', customerSeq: 1, expiresAt: END },
      { code: 'TEA-CCC', state: 'free', sendId: 'snd_2', customerSeq: 1, expiresAt: END },
      { code: 'TEA-EEE', state: 'reserved', sendId: 'snd_3', customerSeq: 1, expiresAt: END },
      { code: 'TEA15', state: 'issued', sendId: null, customerSeq: null, expiresAt: null },
    ])
    expect(
      store.read.all(sql`
        select b.broadcast_id as broadcastId, c.codes, b.ends_at as endsAt from coupon_broadcast b join coupon c on c.seq = b.coupon_seq order by 1`),
    ).toEqual([
      { broadcastId: 'brc_all1', codes: 'shared', endsAt: END },
      { broadcastId: 'brc_all2', codes: 'shared', endsAt: END + 1 },
      { broadcastId: 'brc_each', codes: 'unique', endsAt: END },
    ])
    store.close()
  })
})
