import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { isAudited } from '#contract/ipc/audit.ts'
import { calls, type CallInput, type CallName, type CallOutput, type ParsedInput } from '#contract/ipc/index.ts'
import { fail, ok, type Result } from '#contract/kernel/result.ts'
import { manualClock, secureRandom } from '../kernel/index.ts'
import { sql, type Sql } from '../store/index.ts'
import { tempVault } from '../../test/support/temp-vault.ts'
import { addEntry } from './chain.ts'
import { createAudit } from './create.ts'
import type { Audit } from './face.ts'
import { onOneLine } from './rules.ts'

const NOON = Date.UTC(2026, 10, 23, 12)
const mei = { person: 'Mei', role: 'owner' } as const
const customerId = 'cus_00000000000000000000000001'

let vault: ReturnType<typeof tempVault>
let clock: ReturnType<typeof manualClock>
let audit: Audit

const open = (): Promise<Audit> => createAudit({ vault, clock, random: secureRandom })

const ask = async <N extends CallName>(name: N, input: CallInput<N>): Promise<CallOutput<N>> => {
  const context = { ...mei, signal: new AbortController().signal }
  const result = await audit.handlers[name]?.(calls[name].input.parse(input) as ParsedInput<N>, context)
  if (result?.ok !== true) throw new Error(JSON.stringify(result))
  return result.value
}
const exported: Result<unknown> = ok({ fileName: 'canary-name.zip', sizeBytes: 2_048, entries: 3, messages: 10 })
const about = (call: CallName, result: Result<unknown> = exported): void => audit.called({ call, who: mei, input: { customerId }, result })

/** The triggers stand in the way of everybody; who edits the file by another program has none. */
const behindTheBack = (...statements: readonly Sql[]): void =>
  vault.store.write((db) => {
    db.run(sql`drop trigger if exists audit_entry_fixed`)
    db.run(sql`drop trigger if exists audit_entry_stays`)
    for (const statement of statements) db.run(statement)
  })

beforeEach(async () => {
  vault = tempVault()
  clock = manualClock(NOON)
  vault.store.write((db) =>
    db.run(sql`insert into customer (customer_id, name, created_at, changed_at) values (${customerId}, '陳美玲', 0, 0)`),
  )
  audit = await open()
})
afterEach(async () => {
  await audit.stop()
  vault.remove()
})

describe('the log of acts', () => {
  it('tells who did what, newest first, by person, act, customer and time', async () => {
    about('customer.export')
    clock.set(NOON + 1_000)
    about('customer.erase', fail('erase-confirmation-wrong', { confirmWith: 'phone' }))
    audit.denied({ call: 'staff.save', who: { person: 'Jun', role: 'staff' }, code: 'role-too-low' })
    const { entries, total } = await ask('audit.list', {})
    expect(total).toBe(3)
    expect(entries.map(({ act, outcome, code, person, role }) => [act, outcome, code, person, role])).toEqual([
      ['staff.save', 'refused', 'role-too-low', 'Jun', 'staff'],
      ['customer.erase', 'refused', 'erase-confirmation-wrong', 'Mei', 'owner'],
      ['customer.export', 'done', null, 'Mei', 'owner'],
    ])
    expect(entries[2]?.facts).toEqual({ sizeBytes: 2_048, entries: 3, messages: 10 })
    expect((await ask('audit.list', { customerId })).total).toBe(2)
    expect((await ask('audit.list', { customerId: 'cus_00000000000000000000000009' })).total).toBe(0)
    expect((await ask('audit.list', { person: 'Jun' })).total).toBe(1)
    expect((await ask('audit.list', { act: 'customer.export' })).total).toBe(1)
    expect((await ask('audit.list', { since: NOON + 500 })).total).toBe(2)
    expect((await ask('audit.list', { until: NOON, act: 'customer.export' })).entries.map(({ index }) => index)).toEqual([1])
    expect(await ask('audit.choices', {})).toEqual({
      people: ['Jun', 'Mei'],
      acts: ['customer.erase', 'customer.export', 'staff.save'],
    })
    const first = await ask('audit.list', { limit: 2 })
    const second = await ask('audit.list', { limit: 2, cursor: first.nextCursor ?? '' })
    expect([...first.entries, ...second.entries].map(({ index }) => index)).toEqual([3, 2, 1])
    expect(second.nextCursor).toBeNull()
  })

  it('gives the acts of a time in the order of the clock, page by page, also when the clock jumped', async () => {
    for (const at of [5, 1, 4, 2, 3, 3]) {
      clock.set(NOON + at * 1_000)
      about('customer.export')
    }
    const seen: number[] = []
    for (let cursor: string | null | undefined = undefined; cursor !== null;) {
      const span = { since: NOON + 2_000, until: NOON + 4_000, person: 'Mei', limit: 1 } as CallInput<'audit.list'>
      const page: CallOutput<'audit.list'> = await ask('audit.list', cursor === undefined ? span : { ...span, cursor })
      expect(page).toMatchObject({ total: 4, isTotalMore: false })
      seen.push(...page.entries.map(({ index }) => index))
      cursor = page.nextCursor
    }
    expect(seen).toEqual([3, 6, 5, 4])
    expect((await ask('audit.list', { cursor: 'not a place' })).entries).toHaveLength(6)
  })

  it('A-03: is checked in portions, and other work gets its turn between them', async () => {
    const key = Buffer.from((await vault.secrets.get('audit')) ?? '', 'hex')
    const act = {
      at: NOON,
      act: 'customer.export',
      outcome: 'done',
      code: null,
      person: 'Mei',
      role: 'owner',
      subject: null,
      facts: {},
    } as const
    vault.store.write((db) => {
      for (let entry = 0; entry < 5_000; entry += 1) addEntry(db, key, act)
    })
    let turns = 0
    let isOver = false
    const takeTurns = (): void => {
      turns += 1
      if (!isOver) setImmediate(takeTurns)
    }
    setImmediate(takeTurns)
    expect(await ask('audit.verify', {})).toMatchObject({ isWhole: true, entries: 5_000 })
    isOver = true
    // At most 500 entries are checked without a turn for others.
    expect(turns).toBeGreaterThanOrEqual(9)
    expect(await ask('audit.list', { limit: 1 })).toMatchObject({ total: 5_000, isTotalMore: false })
  })

  it('A-04: has one entry for each call of the owner or one that asks again, and none for other calls', async () => {
    const marked = (Object.keys(calls) as CallName[]).filter((name) => isAudited(calls[name]))
    for (const call of marked) audit.called({ call, who: mei, input: {}, result: ok({}) })
    for (const call of (Object.keys(calls) as CallName[]).filter((name) => !isAudited(calls[name])))
      audit.called({ call, who: mei, input: {}, result: ok({}) })
    const seen: string[] = []
    for (let cursor: string | null | undefined = undefined; cursor !== null;) {
      const page: CallOutput<'audit.list'> = await ask('audit.list', cursor === undefined ? { limit: 500 } : { limit: 500, cursor })
      seen.push(...page.entries.map(({ act }) => act))
      cursor = page.nextCursor
    }
    expect(seen.toSorted()).toEqual(marked.toSorted())
    for (const call of [
      'customer.export',
      'customer.erase',
      'staff.save',
      'connection.replaceKey',
      'customer.recordConsent',
      'session.confirmTotp',
    ] as const)
      expect(marked).toContain(call)
  })

  it.each([
    ['edited', [sql`update audit_entry set person = 'Jun' where entry_index = 2`], 2],
    ['given another fact', [sql`update audit_entry set facts = '{"rows":1}' where entry_index = 3`], 3],
    ['taken out', [sql`delete from audit_entry where entry_index = 2`], 3],
    [
      'put in',
      [
        sql`insert into audit_entry select 5, at, act, outcome, code, person, role, subject, facts, chain from audit_entry where entry_index = 4`,
      ],
      5,
    ],
    [
      'swapped',
      [
        sql`update audit_entry set entry_index = 99 where entry_index = 2`,
        sql`update audit_entry set entry_index = 2 where entry_index = 3`,
        sql`update audit_entry set entry_index = 3 where entry_index = 99`,
      ],
      2,
    ],
  ])('A-01: names the first entry that was %s', async (_how, statements, bad) => {
    for (let entry = 0; entry < 4; entry += 1) about('customer.export')
    expect(await ask('audit.verify', {})).toMatchObject({ isWhole: true, entries: 4, firstBad: null, behindBy: 0 })
    behindTheBack(...statements)
    expect(await ask('audit.verify', {})).toMatchObject({ isWhole: false, firstBad: bad })
  })

  it('A-01: refuses to be changed or shortened by any statement of ours', () => {
    about('customer.export')
    expect(() => vault.store.write((db) => db.run(sql`update audit_entry set at = 0`))).toThrow(/append-only|constraint/)
    expect(() => vault.store.write((db) => db.run(sql`delete from audit_entry`))).toThrow(/append-only|constraint/)
  })

  it('A-02: is behind its seal when its end was cut, and says so ever after', async () => {
    for (let entry = 0; entry < 5; entry += 1) about('customer.export')
    await audit.stop()
    behindTheBack(sql`delete from audit_entry where entry_index > 3`)
    expect(await ask('audit.verify', {})).toMatchObject({ isWhole: false, firstBad: null, behindBy: 2, entries: 3 })
    audit = await open()
    about('customer.export')
    await audit.stop()
    audit = await open()
    expect(await ask('audit.verify', {})).toMatchObject({ isWhole: false, firstBad: null, behindBy: 2, entries: 5 })
    expect((await ask('audit.list', { act: 'audit.missing' })).entries[0]).toMatchObject({ person: 'Shopbell', facts: { entries: 2 } })
  })

  it('is whole when a kill left the seal a moment behind the log', async () => {
    about('customer.export')
    await audit.stop()
    about('customer.export')
    audit = await open()
    expect(await ask('audit.verify', {})).toMatchObject({ isWhole: true, entries: 2, behindBy: 0 })
  })

  it('A-05: holds nothing of a customer, and cannot be tied to one who was erased', async () => {
    about('customer.export')
    const [before] = (await ask('audit.list', {})).entries
    expect(before?.subject).toMatch(/^[0-9a-f]{24}$/)
    const rows = JSON.stringify(vault.store.read.all(sql`select * from audit_entry`))
    expect(rows).not.toMatch(/陳|cus_|canary/)
    const [source] = audit.personalData
    expect(source?.collect(vault.store.read, customerId).items).toHaveLength(1)
    vault.store.write((db) => {
      source?.erase(db, customerId)
      db.run(sql`delete from customer where customer_id = ${customerId}`)
    })
    expect(vault.store.read.all(sql`select * from audit_subject`)).toEqual([])
    expect((await ask('audit.list', { customerId })).total).toBe(0)
    expect(await ask('audit.verify', {})).toMatchObject({ isWhole: true, entries: 1 })
  })

  it('A-06: counts up whatever the clock does, and keeps every name on its line', async () => {
    about('customer.export')
    clock.set(NOON - 86_400_000)
    audit.called({ call: 'customer.export', who: { person: 'Mei\n\u001b[31m\u202eevil', role: 'owner' }, input: {}, result: ok({}) })
    const { entries } = await ask('audit.list', {})
    expect(entries.map(({ index }) => index)).toEqual([2, 1])
    expect(entries[0]?.person).toBe('Mei [31m evil')
    expect(onOneLine('陳美玲')).toBe('陳美玲')
    expect(await ask('audit.verify', {})).toMatchObject({ isWhole: true })
  })

  it('goes out as a table with its chain, and nothing in it computes', async () => {
    audit.called({ call: 'customer.export', who: { person: '=1+1', role: 'owner' }, input: {}, result: ok({}) })
    const target = join(vault.folder, 'log.csv')
    expect(await ask('audit.export', { target })).toMatchObject({ fileName: 'log.csv', entries: 1 })
    const text = readFileSync(target, 'utf8')
    expect(text).toContain(`"'=1+1"`)
    expect(text).toMatch(/"[0-9a-f]{64}"/)
  })
})
