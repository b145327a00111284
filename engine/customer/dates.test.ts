import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { customerRoom, type CustomerRoom } from '../../test/support/customers.ts'
import { tempFolder } from '../../test/support/temp-folder.ts'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { sql } from '../store/index.ts'

let room: CustomerRoom
let files: ReturnType<typeof tempFolder>
beforeEach(async () => {
  room = await customerRoom()
  files = tempFolder()
})
afterEach(async () => {
  await room.close()
  files.remove()
})

const birthday = { date: 'birthday', month: 3, day: 14, year: 1985 }
const wedding = { date: 'Wedding', month: 2, day: 29, year: null }

function list(text: string): string {
  const file = join(files.folder, 'people.csv')
  writeFileSync(file, text)
  return file
}
const load = (text: string) => room.call('customer.import', { file: list(text), consent: { state: 'unknown' } })
const cardOf = async (search: string) => {
  const { customers } = await room.call('customer.list', { search })
  return room.call('customer.get', { customerId: customers[0]?.customerId ?? '' })
}

describe('the days that matter to a customer', () => {
  it('are kept as they are saved, all at once', async () => {
    const { customerId, dates } = await room.call('customer.save', { phone: '0912 345 678', dates: [wedding, birthday] })
    expect(dates).toEqual([wedding, birthday])
    expect((await room.call('customer.save', { customerId, name: 'A' })).dates).toHaveLength(2)
    expect((await room.call('customer.save', { customerId, dates: [birthday] })).dates).toEqual([birthday])
  })

  it.each([
    [[{ date: 'birthday', month: 2, day: 30, year: null }]],
    [[{ date: 'birthday', month: 2, day: 29, year: 2025 }]],
    [[birthday, { ...birthday, date: ' birthday ' }]],
    [[{ ...birthday, date: ' ' }]],
  ])('are days of the calendar, one of a name: not %j', async (dates) => {
    expect(await room.failure('customer.save', { phone: '0912 345 678', dates })).toMatchObject({ code: 'input-refused' })
  })

  it('come from the columns of a list', async () => {
    await load('姓名,手機,生日,下次保養\n陳美玲,0912345678,民國74年3月14日,2027/1/5\n林志明,0922333444,不詳,\n')
    expect((await cardOf('陳美玲')).dates).toEqual([birthday, { date: 'service-due', month: 1, day: 5, year: 2027 }])
    expect((await cardOf('林志明')).dates).toEqual([])
  })

  it('change by a second list, never lose a known year, and come back with its undo', async () => {
    const phone = '0912345678'
    const { customerId } = await room.call('customer.save', { phone, name: 'A', dates: [birthday, wedding] })
    expect((await load(`手機,生日\n${phone},3/14\n`)).counts).toMatchObject({ same: 1 })
    const { importId, counts } = await load(`手機,生日,下次服務\n${phone},4/15,5/1\n`)
    expect(counts).toMatchObject({ update: 1 })
    const changed = { date: 'birthday', month: 4, day: 15, year: null }
    const due = { date: 'service-due', month: 5, day: 1, year: null }
    expect((await room.call('customer.get', { customerId })).dates).toEqual([wedding, changed, due])
    await room.call('customer.undoImport', { importId })
    expect((await room.call('customer.get', { customerId })).dates).toEqual([wedding, birthday])
  })

  it('are part of export and erasure', async () => {
    const { customerId } = await room.call('customer.save', { phone: '0912 345 678', dates: [birthday] })
    const source = room.customer.personalData.find(({ kind }) => kind === 'dates')
    expect(source?.collect(room.vault.store.read, customerId).items).toEqual([birthday])
    room.vault.store.write((db) => expect(source?.erase(db, customerId)).toBe(1))
    expect(room.vault.store.read.all(sql`select 1 from customer_date`)).toEqual([])
  })
})

describe('people of a group', () => {
  it('are listed by the condition that the groups give', async () => {
    await room.call('customer.save', { phone: '0912 345 678', name: 'A', dates: [birthday] })
    await room.call('customer.save', { phone: '0912 345 679', name: 'B' })
    const groupId = 'grp_0000000001'
    expect(await room.failure('customer.list', { groupId })).toMatchObject({ code: 'group-missing' })
    room.customer.meetGroups((_, id) =>
      id === groupId ? sql`exists (select 1 from customer_date d where d.customer_seq = c.seq and d.date = 'birthday')` : undefined,
    )
    const { customers, total } = await room.call('customer.list', { groupId })
    expect([customers.map(({ name }) => name), total]).toEqual([['A'], 1])
  })
})
