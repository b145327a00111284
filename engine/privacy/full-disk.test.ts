import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { privacyRoom, type PrivacyRoom } from '../../test/support/privacy-room.ts'
import { tempVault } from '../../test/support/temp-vault.ts'
import { newStoreKey, openStore, sql } from '../store/index.ts'
import { secureRandom } from '../kernel/index.ts'

// Three times the reserve has to be free beside an empty shop, or none is kept.
const DISK_BYTES = 24 * 1024 * 1024
const RESERVE_BYTES = 6 * 1024 * 1024

describe('a full disk', () => {
  let folder: string
  let disk: string
  let isMounted = false
  let room: PrivacyRoom | undefined
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'shopbell-full-'))
    disk = join(folder, 'disk')
    mkdirSync(disk)
    try {
      execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${DISK_BYTES}`, 'tmpfs', disk], { stdio: 'ignore' })
      isMounted = true
    } catch {
      isMounted = false
    }
  })
  afterEach(async () => {
    await room?.close()
    room = undefined
    if (isMounted) execFileSync('umount', [disk])
    rmSync(folder, { recursive: true, force: true })
  })

  it('ends an import with a word that says so, keeps everybody who was there, and leaves nothing half done', async (context) => {
    if (!isMounted) context.skip('needs an account that may mount a small disk')
    const key = newStoreKey(secureRandom)
    const open = () => {
      const spare = tempVault()
      spare.remove()
      const store = openStore({ file: join(disk, 'vault.db'), key, ballastBytes: RESERVE_BYTES })
      return { ...spare, folder: disk, store, remove: () => store.close() }
    }
    room = await privacyRoom(open())
    const { customerId } = await room.call('customer.save', { phone: '0912345678', name: 'Mei' })
    const list = join(folder, 'list.csv')
    const rows = Array.from({ length: 60_000 }, (_, index) => `Person number ${index},09${20_000_000 + index}`)
    writeFileSync(list, `Name,Phone\n${rows.join('\n')}\n`)
    expect(await room.failure('customer.import', { file: list, consent: { state: 'unknown' } })).toMatchObject({ code: 'disk-full' })
    expect((await room.call('customer.list', {})).customers.map((customer) => customer.name)).toEqual(['Mei'])
    await room.close()
    room = await privacyRoom(open())
    await room.customer.stop()
    const left = room.vault.store.read.get(sql`select (select count(*) from customer) as people, (select count(*) from import_row) as rows`)
    expect(left).toEqual({ people: 1, rows: 0 })
    fillUp(join(disk, 'filler'))
    expect(await room.failure('customer.export', { customerId, target: join(disk, 'mei.zip') })).toMatchObject({ code: 'disk-full' })
    expect(readdirSync(disk).filter((name) => name.endsWith('.part') || name.endsWith('.zip'))).toEqual([])
  })
})

function fillUp(path: string): void {
  try {
    for (;;) writeFileSync(path, Buffer.alloc(4096), { flag: 'a' })
  } catch {
    // Full, as wished.
  }
}
