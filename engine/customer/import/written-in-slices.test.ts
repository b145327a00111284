import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { customerRoom, type CustomerRoom } from '../../../test/support/customers.ts'
import { patiently } from '../../../test/support/patiently.ts'
import { sql } from '../../store/index.ts'
import { importRowsOfPerson } from './personal-data.ts'

const UNKNOWN = { state: 'unknown' } as const
const ROWS = 2_000

let room: CustomerRoom
let list: string
beforeEach(async () => {
  room = await customerRoom()
  list = join(room.vault.folder, 'list.csv')
  const rows = Array.from({ length: ROWS }, (_, index) => `P${index},09${10_000_000 + ((index * 7_919) % 9_000_000)}`)
  writeFileSync(list, `Name,Phone\nRenamed,0966000222\n${rows.join('\n')}\n`)
  await room.call('customer.save', { phone: '0966000222', name: 'Old name' })
})
afterEach(() => room.close())

const people = () => room.vault.store.read.get<{ count: number }>(sql`select count(*) as count from customer`)?.count
const words = () => room.vault.store.read.get<{ count: number }>(sql`select count(*) as count from customer_words`)?.count
const isRunning = () => room.vault.store.read.get(sql`select 1 from import_run where state = 'running'`) !== undefined
type Told = { readonly phase: string; readonly rowsDone: number; readonly rowsTotal?: number; readonly outcome?: string }

/** Does something once, in the middle of the writing. */
const whileWriting = (work: () => void): Told[] => {
  const told: Told[] = []
  room.announcer.listen((name, data) => {
    if (name !== 'customer.importProgress') return
    const progress = data as Told
    if (progress.phase === 'writing' && !told.some(({ phase }) => phase === 'writing')) work()
    told.push(progress)
  })
  return told
}

describe('an import whose people are written bit by bit', () => {
  it('is cancelled while they are: all of them go again, changed facts return, and nothing is listed', async () => {
    let seen = 0
    const told = whileWriting(() => {
      seen = people() ?? 0
      void room.call('customer.cancelImport', {})
    })
    expect(await room.failure('customer.import', { file: list, consent: UNKNOWN })).toMatchObject({ code: 'call-cancelled' })
    expect(seen).toBeGreaterThan(1)
    expect(seen).toBeLessThan(ROWS)
    await vi.waitUntil(() => !isRunning(), patiently)
    expect([people(), words(), (await room.call('customer.imports', {})).imports]).toEqual([1, 1, []])
    expect((await room.call('customer.list', {})).customers[0]?.name).toBe('Old name')
    expect(told.at(-1)).toMatchObject({ phase: 'ended', outcome: 'cancelled' })
    expect((await room.call('customer.import', { file: list, consent: UNKNOWN })).counts.new).toBe(ROWS)
  })

  it('goes on at the next start when the shop is closed meanwhile, and can be cancelled then too', async () => {
    const { vault } = room
    const told = whileWriting(() => void room.customer.stop())
    expect(await room.failure('customer.import', { file: list, consent: UNKNOWN })).toMatchObject({ code: 'call-cancelled' })
    await room.customer.stop()
    const half = people() ?? 0
    expect(half).toBeLessThan(ROWS)
    expect(told.at(-1)?.outcome).toBe('later')
    const again = await customerRoom({ vault: { ...vault, remove: () => undefined } })
    const [run] = (await again.call('customer.imports', {})).imports
    expect(run?.state).toBe('running')
    expect(await again.failure('customer.import', { file: list, consent: UNKNOWN })).toMatchObject({ code: 'import-running' })
    await vi.waitUntil(() => !isRunning(), patiently)
    expect([people(), words()]).toEqual([ROWS + 1, ROWS + 1])
    const counts = { rows: ROWS + 1, new: ROWS, update: 1, same: 0, duplicate: 0, suppressed: 0, refused: 0, noConsent: ROWS + 1 }
    expect((await again.call('customer.imports', {})).imports).toMatchObject([{ state: 'done', by: 'owner', counts }])
    expect(await again.call('customer.undoImport', { importId: run!.importId })).toEqual({ removed: ROWS, restored: 1, stayed: 0 })
    expect(people()).toBe(1)
    await again.customer.stop()
  })

  it('leaves whoever was erased meanwhile out, and finds the row of somebody whose number has changed since', async () => {
    const highest = `+8869${Math.max(...Array.from({ length: ROWS }, (_, index) => 10_000_000 + ((index * 7_919) % 9_000_000)))}`
    whileWriting(() => room.vault.store.write((db) => room.customer.suppress(db, highest, null)))
    const run = await room.call('customer.import', { file: list, consent: UNKNOWN })
    expect(run.counts).toMatchObject({ new: ROWS - 1, suppressed: 1 })
    const found = (await room.call('customer.list', { search: '+886910000000' })).customers[0]
    await room.call('customer.save', { customerId: found!.customerId, phone: '0977123456' })
    const { read } = room.vault.store
    expect(importRowsOfPerson.count(read, found!.customerId)).toBe(1)
    room.vault.store.write((db) => importRowsOfPerson.erase(db, found!.customerId))
    expect(read.get(sql`select 1 from import_row where phone = '+886910000000' or facts like '%"P0"%'`)).toBeUndefined()
  })

  it('changes whoever stands far down in a list too, where nobody before them is changed', async () => {
    await room.call('customer.save', { phone: '0966000333', name: 'Old name' })
    const nobody = 'Nobody,none\n'.repeat(10_500)
    writeFileSync(list, `Name,Phone\n${nobody}Far,0966000222\n${nobody}Farther,0966000333\n`)
    expect((await room.call('customer.import', { file: list, consent: UNKNOWN })).counts).toMatchObject({ new: 0, update: 2 })
    const { customers } = await room.call('customer.list', {})
    expect(customers.map(({ name }) => name).toSorted()).toEqual(['Far', 'Farther'])
  })
})
