import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { calls } from '#contract/ipc/index.ts'
import { privacyRoom, type PrivacyRoom } from '../../../test/support/privacy-room.ts'
import { tempVault } from '../../../test/support/temp-vault.ts'

let room: PrivacyRoom
let newestProven: number | null
beforeEach(async () => {
  newestProven = null
  room = await privacyRoom(tempVault(), {
    backup: () => ({
      holding: () => ({ files: 0, seconds: 0 }),
      rewriteWithout: async () => ({ rewritten: 0, waiting: [] }),
      newestProven: () => newestProven,
    }),
  })
})
afterEach(() => room.close())

/** What a restore or a rescue leaves. */
function leave(name: string): string {
  const folder = join(room.vault.folder, name)
  mkdirSync(join(folder, 'media'), { recursive: true })
  writeFileSync(join(folder, 'vault.db'), Buffer.alloc(1_000))
  writeFileSync(join(folder, 'vault.json'), '{}')
  writeFileSync(join(folder, 'media', 'a'), Buffer.alloc(500))
  return folder
}

describe('earlier states of the shop beside the vault', () => {
  it('G-05: are named before somebody is erased who may stand in them, with what they are and their day', async () => {
    const early = await room.call('customer.save', { phone: '0911000001', name: 'Lin' })
    const restoredAt = room.clock.now() + 1_000
    leave(`set-aside-${restoredAt}`)
    leave(`damaged-${restoredAt + 5}`)
    leave('ready-abcdef')
    room.clock.set(restoredAt + 10)
    const late = await room.call('customer.save', { phone: '0911000002', name: 'Mo' })
    expect((await room.call('customer.erasePreview', { customerId: early.customerId })).asides).toEqual([
      { kind: 'restored', at: restoredAt },
      { kind: 'rescued', at: restoredAt + 5 },
    ])
    expect((await room.call('customer.erasePreview', { customerId: late.customerId })).asides).toEqual([])
  })

  it('stay until a backup that was made after them has been proven, and say so', async () => {
    const at = room.clock.now()
    const folder = leave(`set-aside-${at}`)
    for (const proven of [null, at - 1, at]) {
      newestProven = proven
      expect((await room.call('privacy.asides', {})).asides).toEqual([
        { name: `set-aside-${at}`, kind: 'restored', at, sizeBytes: 1_502, neededFor: 'backup-not-proven' },
      ])
      expect(await room.failure('privacy.removeAside', { name: `set-aside-${at}` })).toMatchObject({ code: 'aside-still-needed' })
    }
    expect(existsSync(join(folder, 'vault.db'))).toBe(true)
  })

  it('go whole, one at a time, and nothing else goes', async () => {
    const at = room.clock.now()
    const [gone, stays] = [leave(`set-aside-${at}`), leave(`damaged-${at + 5}`)]
    newestProven = at + 1
    expect((await room.call('privacy.removeAside', { name: `set-aside-${at}` })).asides).toMatchObject([
      { kind: 'rescued', neededFor: 'backup-not-proven' },
    ])
    expect([existsSync(gone), existsSync(stays), existsSync(room.vault.file)]).toEqual([false, true, true])
    for (const name of [`set-aside-${at}`, `ready-1`, `vault-1`])
      expect(await room.failure('privacy.removeAside', { name })).toMatchObject({ code: 'file-missing' })
  })

  it('belong to the owner, who proves again who they are, and leave an entry in the log', () => {
    expect(calls['privacy.removeAside']).toMatchObject({ role: 'owner', stepUp: true })
    expect(calls['privacy.removeAside'].audited).not.toBe(false)
    expect(calls['privacy.asides'].role).toBe('owner')
    expect(calls['privacy.removeAside'].input.safeParse({ name: '../vault-1' }).success).toBe(false)
  })
})
