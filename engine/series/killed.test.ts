import { describe, expect, it } from 'vitest'
import { broadcastRoom, NOON } from '../../test/support/broadcast-room.ts'
import { dailySeries, HOUR, MINUTE, recipients } from '../../test/support/daily-series.ts'
import { sql, StoreError, type Store } from '../store/index.ts'

describe('a kill', () => {
  /** The same vault for an engine that dies before its nth transaction from `arm` on; what it does afterwards never comes about. */
  function mortal(store: Store) {
    let left = Infinity
    const write: Store['write'] = (work, options) => {
      if (left <= 0) throw new StoreError('failed')
      left -= 1
      return store.write(work, options)
    }
    const proxy = new Proxy(store, { get: (target, key) => (key === 'write' ? write : Reflect.get(target, key)) })
    return { store: proxy, arm: (writes: number) => void (left = writes), isDead: () => left <= 0 }
  }

  it('between any two steps of a time sends it to everybody once, and nobody is lost', async () => {
    let deaths = 0
    for (let writes = 0, isDead = true; isDead; writes += 1) {
      const first = await broadcastRoom()
      const phones = [first.add().phone, first.add().phone]
      const { seriesId } = await first.must('series.save', { ...dailySeries, mostTimes: 1 })
      await first.must('series.approve', { seriesId })
      await first.end()
      const { vault, clock } = first
      const open = (epoch: number, store = vault.store) => {
        vault.store.write((db) => db.run(sql`update vault_fact set value = ${String(epoch)} where name = 'send-epoch'`))
        return broadcastRoom({ vault: { ...vault, epoch, store }, clock })
      }
      const mortalStore = mortal(vault.store)
      const doomed = await open(2, mortalStore.store)
      clock.set(NOON + 2 * HOUR - 5_000)
      mortalStore.arm(writes)
      await clock.advance(40_000)
      isDead = mortalStore.isDead()
      deaths += Number(isDead)
      mortalStore.arm(0)
      await doomed.end().catch(() => undefined)
      const last = await open(3)
      await clock.advance(2 * MINUTE)
      // Killed before its first message, a run may look as if it had been interrupted for hours: then it asks, and a person goes on.
      for (const { broadcastId, state } of (await last.must('broadcast.list', {})).broadcasts)
        if (state === 'paused') await last.must('broadcast.resume', { broadcastId })
      await clock.advance(MINUTE)
      const got = recipients([...doomed.sent, ...last.sent])
      expect(got, `killed before transaction ${writes + 1}`).toHaveLength(phones.length)
      expect(new Set(got)).toEqual(new Set(phones))
      expect(last.store.read.all(sql`select state from series_time`)).toEqual([{ state: 'sent' }])
      expect(last.store.read.all(sql`select 1 as one from broadcast`)).toHaveLength(1)
      await last.end()
      vault.remove()
    }
    // Noting the time, the draft, the seal, the start and the messages: fewer would mean that nothing was tried.
    expect(deaths).toBeGreaterThan(6)
  })
})
