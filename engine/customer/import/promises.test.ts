import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { customerRoom, type CustomerRoom } from '../../../test/support/customers.ts'
import { patiently } from '../../../test/support/patiently.ts'
import { createAnnouncer, manualClock, secureRandom, silentLogger } from '../../kernel/index.ts'
import { sql, type OpenVault } from '../../store/index.ts'
import { createCustomer } from '../index.ts'

const golden = (name: string) => new URL(`../../../test/support/csv/${name}`, import.meta.url).pathname
const many = (rows: number) => `Name,Phone\n${Array.from({ length: rows }, (_, index) => `P${index},09${10_000_000 + index}`).join('\n')}\n`
const UNKNOWN = { state: 'unknown' } as const

let room: CustomerRoom
beforeEach(async () => {
  room = await customerRoom()
})
afterEach(() => room.close())

const file = (name: string, content: string | Uint8Array) => {
  const path = join(room.vault.folder, name)
  writeFileSync(path, content)
  return path
}
const names = async () => (await room.call('customer.list', {})).customers.map(({ name }) => name).toSorted()
const reasons = async (content: string | Uint8Array, more: object = {}) => {
  const run = await room.call('customer.import', { file: file('r.csv', content), consent: UNKNOWN, dryRun: true, ...more })
  return (await room.call('customer.importRows', { importId: run.importId })).rows.map(({ reason }) => reason)
}

describe('P-04: encodings', () => {
  it.each([
    ['utf-8.csv', '許功蓋'],
    ['utf-8-bom.csv', '許功蓋'],
    ['utf-16le-bom.csv', '許功蓋'],
    ['utf-16be-bom.csv', '許功蓋'],
    ['big5.csv', '許功蓋'],
    ['gb18030.csv', '张小丽'],
    ['shift_jis.csv', '佐藤 美咲'],
    ['windows-1252-semicolon.csv', 'João Conceição'],
  ])('P-04: %s gives the exact names', async (name, expected) => {
    await room.call('customer.import', { file: golden(name), consent: UNKNOWN })
    expect(await names()).toContain(expected)
  })

  it('P-04: names whose second bytes are backslashes are whole, and signs of Hong Kong that the decoder lacks are named, not garbled', async () => {
    const name = Buffer.from([0xb3, 0x5c, 0xa5, 0x5c, 0xbb, 0x5c])
    const lift = Buffer.from([0x8b, 0xfd])
    const bytes = Buffer.concat([Buffer.from('Name,Phone\n'), name, Buffer.from(',0912345678\n'), lift, name, Buffer.from(',0933111222\n')])
    expect(await reasons(bytes, { encoding: 'big5' })).toEqual(['none', 'undecodable-text'])
  })

  it('P-04: a row that can not be read is named, and another choice shows other samples', async () => {
    const mixed = Buffer.concat([Buffer.from('Name,Phone\n'), Buffer.from([0xff, 0xfe, 0x2c]), Buffer.from('0933111222\n')])
    expect(await reasons(mixed, { encoding: 'utf-8' })).toEqual(['undecodable-text'])
    const sample = async (encoding?: 'gb18030') =>
      (await room.call('customer.inspectFile', { file: golden('big5.csv'), ...(encoding === undefined ? {} : { encoding }) })).columns[0]
        ?.samples[0]
    expect(await sample()).toBe('許功蓋')
    expect(await sample('gb18030')).not.toBe('許功蓋')
  })
})

describe('P-05: a large list', () => {
  it('P-05: is cancelled at once, leaves nothing, and the next import begins', async () => {
    const path = file('large.csv', many(30_000))
    let askedAt = 0
    room.announcer.listen((name, data) => {
      if (name !== 'customer.importProgress' || askedAt > 0 || (data as { rowsDone: number }).rowsDone < 10_000) return
      askedAt = performance.now()
      void room.call('customer.cancelImport', {})
    })
    expect(await room.failure('customer.import', { file: path, consent: UNKNOWN })).toMatchObject({ code: 'call-cancelled' })
    expect(askedAt).toBeGreaterThan(0)
    expect(await names()).toEqual([])
    expect((await room.call('customer.import', { file: golden('utf-8.csv'), consent: UNKNOWN })).counts.new).toBe(4)
    expect(room.vault.store.read.get(sql`select count(distinct import_id) as runs from import_row`)).toEqual({ runs: 1 })
  })

  it('P-05: says how far it is and when it has ended, and cancelling nothing is no mistake', async () => {
    const phases: string[] = []
    room.announcer.listen((name, data) => name === 'customer.importProgress' && phases.push((data as { phase: string }).phase))
    await room.call('customer.import', { file: file('l.csv', many(3_000)), consent: UNKNOWN })
    expect([phases[0], phases.includes('writing'), phases.at(-1)]).toEqual(['reading', true, 'ended'])
    expect(await room.call('customer.cancelImport', {})).toEqual({ isCancelled: false })
  })
})

describe('P-06: CSV', () => {
  it.each([
    ['line ends, delimiters and quotes inside quotes', '"Mei ""May"", Chen\nof Taipei",0912345678', ['none']],
    ['a lone quote', 'Ada 5" Lin,0912345678\nBo,0933111222', ['none', 'none']],
    ['a quote that never closes', '"Ada,0912345678\nBo,0933111222', ['too-few-columns', 'none']],
    ['a NUL', 'A\0da,0912345678\nBo,0933111222', ['undecodable-text', 'none']],
    ['a row that is too short', 'Ada\nBo,0933111222', ['too-few-columns', 'none']],
  ])('P-06: with %s', async (_what, rows, expected) => {
    expect(await reasons(`Name,Phone\n${rows}\n`)).toEqual(expected)
  })

  it.each([';', '\t', '|'])('P-06: with %j between the cells', async (sign) => {
    expect(await reasons(`Name${sign}Phone\nMei${sign}0912345678\n`)).toEqual(['none'])
  })

  it('P-06: with a cell of more than 1 MB, or more than 1,000 columns, is refused', async () => {
    const refused = (content: string) => room.failure('customer.import', { file: file('wide.csv', content), consent: UNKNOWN })
    expect(await refused(`Name,Phone\n${'x'.repeat(1_100_000)}`)).toMatchObject({ code: 'file-line-too-long' })
    expect(await refused(`Phone${',x'.repeat(1_001)}\n0912345678${',x'.repeat(1_001)}\n`)).toMatchObject({ code: 'file-no-columns' })
  })
})

describe('P-08: numbers', () => {
  it.each([
    ['8.86912E+11', 'number-scientific'],
    ['8,86912E+11', 'number-scientific'],
    ['912345678', 'number-lost-zero'],
    ['+886912', 'number-wrong-length'],
    ['call me', 'number-unreadable'],
    ['', 'no-number'],
    ['0912-345-678', 'none'],
    ["'0912345678", 'none'],
    ['="0912345678"', 'none'],
    ['００886 912 345 678'.replace('００', '00'), 'none'],
    ['+886 (0) 912 345 678', 'none'],
  ])('P-08: %j is reported as %s, never repaired', async (written, reason) => {
    expect(await reasons(`Name,Phone\nMei,"${written.replaceAll('"', '""')}"\n`)).toEqual([reason])
  })

  it('P-08: belong to the country that was chosen', async () => {
    await room.call('customer.import', { file: file('hk.csv', 'Name,Phone\nAna,9123 4567\n'), consent: UNKNOWN, defaultCountry: 'HK' })
    expect((await room.call('customer.list', {})).customers[0]?.phone).toBe('+85291234567')
    expect(await reasons('Name,Phone\nAna,9123 4567\n', { defaultCountry: 'TW' })).not.toEqual(['none'])
  })
})

describe('P-09: all of a file or nothing', () => {
  /** The engine dies at one of its transactions: nothing is written from then on. */
  const dying = (vault: OpenVault, diesAt: number): OpenVault => {
    let writes = 0
    const write: OpenVault['store']['write'] = (...work) => {
      writes += 1
      if (writes >= diesAt) throw new Error('dead')
      return vault.store.write(...work)
    }
    return { ...vault, store: { ...vault.store, write } }
  }

  const base = { clock: manualClock(), random: secureRandom, logger: silentLogger, announcer: createAnnouncer() }

  /** Brings the file in with an engine that dies at that transaction, starts another one, and says what it finds. */
  const dieAndStart = async (path: string, diesAt: number) => {
    const ill = await createCustomer({ ...base, vault: dying(room.vault, diesAt) }).catch(() => null)
    if (ill !== null) {
      const bring = ill.handlers['customer.import'] as unknown as (input: unknown, context: unknown) => Promise<unknown>
      const context = { role: 'owner', person: 'owner', signal: new AbortController().signal }
      await bring({ file: path, consent: UNKNOWN, tags: [], dryRun: false }, context).catch(() => undefined)
      await ill.stop().catch(() => undefined)
    }
    const again = await createCustomer({ ...base, vault: room.vault })
    await vi.waitUntil(() => room.vault.store.read.get(sql`select 1 from import_run where state = 'running'`) === undefined, patiently)
    await base.clock.advance(1)
    await again.stop()
    const found = room.vault.store.read.get<Readonly<Record<'people' | 'words' | 'done' | 'rows', number>>>(sql`
      select (select count(*) from customer) as people, (select count(*) from customer_words) as words,
        (select count(*) from import_run where state = 'done') as done, (select count(*) from import_row) as rows`)
    room.vault.store.write((db) => {
      db.run(sql`delete from customer`)
      db.run(sql`delete from import_run`)
    })
    return found
  }

  it('P-09: wherever the engine dies, the next start has all people of the file or none, and a list of imports that says so', async () => {
    const path = file('a.csv', many(600))
    const none = { people: 0, words: 0, done: 0, rows: 0 }
    const whole = { people: 600, words: 600, done: 1, rows: 600 }
    const found: unknown[] = []
    for (let diesAt = 1; diesAt <= 13; diesAt += 1) found.push(await dieAndStart(path, diesAt))
    // Early deaths leave nothing, late ones everything, and there is nothing in between.
    const firstWhole = found.findIndex((one) => JSON.stringify(one) === JSON.stringify(whole))
    expect(firstWhole).toBeGreaterThan(0)
    expect(found).toEqual(found.map((_, index) => (index < firstWhole ? none : whole)))
  })

  it('P-09: a dry run says of every row what would happen, and writes it to a file that a spreadsheet computes nothing in', async () => {
    await room.call('customer.save', { phone: '0966000222', name: 'Old' })
    room.vault.store.write((db) => room.customer.suppress(db, '+886988000444', null))
    const csv = 'Name,Phone\n=1+1,0912345678\nNew name,0966000222\nGone,0988000444\nBad,8.86912E+11\nTwice,0912345678\n'
    const dry = await room.call('customer.import', { file: file('d.csv', csv), consent: UNKNOWN, dryRun: true })
    expect(dry.counts).toEqual({ rows: 5, new: 1, update: 1, same: 0, duplicate: 1, suppressed: 1, refused: 1, noConsent: 2 })
    const target = join(room.vault.folder, 'rows.csv')
    expect(await room.call('customer.writeImportRows', { importId: dry.importId, target })).toMatchObject({ rows: 5 })
    const { readFileSync } = await import('node:fs')
    const lines = readFileSync(target, 'utf8').split('\r\n')
    expect(lines[1]).toBe('2,"0912345678","\'=1+1","新增",""')
    expect(lines[4]).toContain('8.86912E+11')
    expect(lines.some((line) => line.includes('988000444'))).toBe(false)
    expect(await room.call('customer.writeImportRows', { importId: dry.importId, target, verdicts: ['refused'] })).toMatchObject({
      rows: 1,
    })
    expect(await room.failure('customer.writeImportRows', { importId: 'imp_00000000000000000000000000', target })).toMatchObject({
      code: 'import-missing',
    })
  })
})

describe('columns', () => {
  it('that were chosen are remembered for the same headers in any order, also for facts of the shop', async () => {
    const size = await room.call('customer.saveField', { label: 'Shoe size', kind: 'number' })
    const first = file('one.csv', 'Kunde,Rufnummer,Size,Shoe size\nMei,0912345678,x,38\nLin,0933111222,x,much\n')
    const looked = await room.call('customer.inspectFile', { file: first })
    expect([looked.isRemembered, looked.guess.fields]).toEqual([false, [{ fieldId: size.fieldId, column: 'Shoe size' }]])
    const columns = { phone: 'Rufnummer', name: 'Kunde', fields: [{ fieldId: size.fieldId, column: 'Shoe size' }] }
    await room.call('customer.import', { file: first, consent: UNKNOWN, columns })
    const people = (await room.call('customer.list', {})).customers
    expect(people.find(({ name }) => name === 'Mei')?.fields).toMatchObject([{ fieldId: size.fieldId, value: '38' }])
    // What is no number is left out; the person comes all the same.
    expect(people.find(({ name }) => name === 'Lin')?.fields).toEqual([])
    const second = file('two.csv', 'Shoe size,Rufnummer,Kunde,Size\n39,0912345678,Mei,y\n')
    expect(await room.call('customer.inspectFile', { file: second })).toMatchObject({ isRemembered: true, guess: columns })
    const run = await room.call('customer.import', { file: second, consent: UNKNOWN, columns })
    expect(run.counts).toMatchObject({ update: 1 })
    await room.call('customer.undoImport', { importId: run.importId })
    expect((await room.call('customer.list', { search: 'Mei' })).customers[0]?.fields).toMatchObject([{ value: '38' }])
  })

  it('of cards are known, and a card without a number is named', async () => {
    const cards =
      'BEGIN:VCARD\nVERSION:3.0\nFN:Mei\nTEL;TYPE=CELL:0912345678\nBDAY:--0314\nCATEGORIES:VIP\nEND:VCARD\nBEGIN:VCARD\nFN:Nobody\nEND:VCARD\nBEGIN:VCARD\nEND:VCARD\n'
    const path = file('people.csv', cards)
    expect(await room.call('customer.inspectFile', { file: path })).toMatchObject({
      format: 'vcard',
      guess: { phone: 'Phone', name: 'Name', tags: 'Tags' },
    })
    const run = await room.call('customer.import', { file: path, consent: UNKNOWN })
    expect((await room.call('customer.importRows', { importId: run.importId })).rows.map(({ row, reason }) => [row, reason])).toEqual([
      [1, 'none'],
      [2, 'no-number'],
      [3, 'card-unreadable'],
    ])
    expect((await room.call('customer.list', {})).customers).toMatchObject([{ name: 'Mei', tags: ['VIP'] }])
  })
})
