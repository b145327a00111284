import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { addCustomers } from '../../../test/support/backup-room.ts'
import { tempStore } from '../../../test/support/temp-store.ts'
import { openStore } from '../open.ts'
import { sql } from '../sql.ts'
import { salvage } from './salvage.ts'

const PAGE_BYTES = 4_096
const PEOPLE = 2_000

let temp: ReturnType<typeof tempStore>
let bytes: Buffer
let places: readonly { readonly name: string; readonly page: number; readonly isLeaf: number; readonly isIndex: number }[]
beforeEach(() => {
  temp = tempStore()
  addCustomers(temp.store, PEOPLE)
  temp.store.write((db) => db.run(sql`insert into customer_tag (customer_seq, tag) select seq, 'tag ' || (seq % 7) from customer`))
  places = temp.store.read.all(sql`
    select s.name, d.pageno - 1 as page, d.pagetype = 'leaf' as isLeaf, d.name <> 'customer' as isIndex
    from dbstat d join sqlite_schema s on s.name = d.name where s.tbl_name = 'customer' order by s.name, d.path`)
  temp.store.close()
  bytes = readFileSync(temp.file)
})
afterEach(() => temp.remove())

let attempts = 0
/** Flips one bit on each of some pages and brings back what is left. */
async function salvagedAfter(pages: readonly number[]) {
  attempts += 1
  const broken = Buffer.from(bytes)
  for (const page of pages) broken[page * PAGE_BYTES + 100 + (page % 3_000)]! ^= 1
  const damaged = join(temp.folder, `damaged-${attempts}.db`)
  const target = join(temp.folder, `target-${attempts}.db`)
  writeFileSync(damaged, broken)
  const report = await salvage({ damaged, key: temp.key, target })
  const store = openStore({ file: target, key: temp.key, mustExist: true })
  const people = store.read.all<{ seq: number; name: string }>(sql`select seq, name from customer`)
  const check = store.read.get<{ integrity_check: string }>(sql`pragma integrity_check`)?.integrity_check
  const counted = store.read.get<{ n: number }>(sql`select coalesce(sum(rows), 0) as n from customer_count`)?.n
  const broke = store.read.all(sql`pragma foreign_key_check`)
  store.close()
  return { report, people, check, counted, broke }
}

/** The same pages each time; which ones does not matter. */
function randomPages(count: number, seed: number): number[] {
  const pages: number[] = []
  let state = seed
  for (let index = 0; index < count; index += 1) {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648
    pages.push(1 + (state % (Math.floor(bytes.length / PAGE_BYTES) - 1)))
  }
  return pages
}

const rootOfCustomers = (): number => places.find(({ name }) => name === 'customer')!.page
const lastLeafOfCustomers = (): number => places.findLast(({ name, isLeaf }) => name === 'customer' && isLeaf === 1)!.page

/** A page in the middle of each index, so that none can count the rows. */
function everyIndexOfCustomers(): number[] {
  const leaves = places.filter(({ isIndex, isLeaf }) => isIndex === 1 && isLeaf === 1)
  const names = [...new Set(leaves.map(({ name }) => name))]
  return names.map((name) => {
    const own = leaves.filter((leaf) => leaf.name === name)
    return own[own.length >> 1]!.page
  })
}

describe('a rescue row by row', () => {
  it('brings everything back from a file that is whole', async () => {
    const { people, report, counted, check } = await salvagedAfter([])
    expect([people.length, counted, check]).toEqual([PEOPLE, PEOPLE, 'ok'])
    expect(report.filter(({ lost }) => lost !== 0)).toEqual([])
  })

  it('D-06: from four damaged pages reads nothing wrong, and every loss is counted', async () => {
    for (const seed of [1, 2]) {
      const found = await salvagedAfter(randomPages(4, seed))
      const wrong = found.people.filter(({ seq, name }) => name !== `Customer ${seq - 1}`)
      const customers = found.report.find(({ table }) => table === 'customer')!
      expect([wrong, found.check, found.broke, customers.kept]).toEqual([[], 'ok', [], found.people.length])
      expect(customers.kept + (customers.lost ?? PEOPLE - customers.kept)).toBe(PEOPLE)
    }
  })

  it('D-06: counts a whole table that is lost with its first page, and what stood beyond the last place that can be read', async () => {
    const root = await salvagedAfter([rootOfCustomers(), ...everyIndexOfCustomers()])
    expect(root.report.find(({ table }) => table === 'customer')).toEqual({ table: 'customer', kept: 0, lost: PEOPLE })
    const last = await salvagedAfter([lastLeafOfCustomers(), ...everyIndexOfCustomers()])
    const customers = last.report.find(({ table }) => table === 'customer')!
    expect(customers.lost).toBeGreaterThan(0)
    expect(customers.kept + (customers.lost ?? 0)).toBe(PEOPLE)
  })

  it('D-06: of one page at a time loses at most about what stood there', async () => {
    const losses: number[] = []
    for (const page of randomPages(5, 9)) {
      const { report } = await salvagedAfter([page])
      losses.push(report.reduce((sum, { lost }) => sum + (lost ?? 0), 0))
    }
    losses.sort((one, other) => one - other)
    expect(losses[2]).toBeLessThan(120)
  })
})
