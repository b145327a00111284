import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { customerRoom, type CustomerRoom } from '../../../test/support/customers.ts'
import { sql } from '../../store/index.ts'

const golden = (name: string) => new URL(`../../../test/support/csv/${name}`, import.meta.url).pathname

describe('an import', () => {
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
  const agreed = () => ({ state: 'agreed' as const, source: 'till-qr' as const, detail: 'till 2', at: room.clock.now() - 86_400_000 })
  const people = async () =>
    (await room.call('customer.list', {})).customers
      .map(({ name, phone, tags, offers }) => ({ name, phone, tags, offers }))
      .toSorted((one, other) => one.phone!.localeCompare(other.phone!))
  const rowsOf = async (importId: string) =>
    (await room.call('customer.importRows', { importId: importId })).rows.map(({ row, verdict, reason, sameAsRow }) => [
      row,
      verdict,
      reason,
      sameAsRow,
    ])
  const count = (table: 'customer' | 'import_run' | 'import_row' | 'consent_event' | 'customer_words') => {
    const tables = {
      customer: sql`customer`,
      import_run: sql`import_run`,
      import_row: sql`import_row`,
      consent_event: sql`consent_event`,
      customer_words: sql`customer_words`,
    }
    return room.vault.store.read.get<{ n: number }>(sql`select count(*) as n from ${tables[table]}`)?.n
  }

  const taiwan = [
    { name: '王小明', phone: '+886223456789', tags: ['茶具'], offers: 'yes' },
    { name: '許功蓋', phone: '+886912345678', tags: ['VIP', '老客戶'], offers: 'yes' },
    { name: '陳美玲', phone: '+886933111222', tags: ['VIP', '生日'], offers: 'yes' },
    { name: '林佳蓉', phone: '+886955000111', tags: [], offers: 'yes' },
  ]

  it.each(['utf-8.csv', 'utf-8-bom.csv', 'big5.csv', 'utf-16le-bom.csv', 'utf-16be-bom.csv', 'utf-16le-no-bom.csv'])(
    'brings the same people from %s',
    async (name) => {
      const run = await room.call('customer.import', { file: golden(name), consent: agreed() })
      expect(run).toMatchObject({
        fileName: name,
        state: 'done',
        counts: { rows: 4, new: 4, update: 0, same: 0, duplicate: 0, suppressed: 0, refused: 0, noConsent: 0 },
      })
      expect(await people()).toEqual(taiwan)
      expect((await room.call('customer.list', { search: '蓋' })).customers.map((customer) => customer.name)).toEqual(['許功蓋'])
    },
  )

  it.each([
    ['gb18030.csv', ['张小丽', '刘强']],
    ['shift_jis.csv', ['佐藤 美咲', '鈴木 太郎']],
    ['windows-1252-semicolon.csv', ['João Conceição', 'Lúcia Araújo']],
    ['tabs.tsv', ['許功蓋', '陳美玲']],
  ])('brings exact names from %s', async (name, names) => {
    await room.call('customer.import', { file: golden(name), consent: { state: 'unknown' } })
    expect((await people()).map((person) => person.name).toSorted()).toEqual(names.toSorted())
  })

  it('shows columns, samples and a guess before anything is done', async () => {
    const looked = await room.call('customer.inspectFile', { file: golden('big5.csv') })
    expect(looked).toMatchObject({
      encoding: 'big5',
      delimiter: ',',
      hasUndecodable: false,
      guess: { name: '姓名', phone: '手機號碼', tags: '標籤', note: '備註' },
    })
    expect(looked.columns[0]).toEqual({ header: '姓名', samples: ['許功蓋', '陳美玲', '林佳蓉', '王小明'] })
    expect((await room.call('customer.inspectFile', { file: golden('semicolon.csv') })).delimiter).toBe(';')
    expect((await room.call('customer.inspectFile', { file: golden('big5.csv'), encoding: 'gb18030' })).columns[0]?.samples[0]).not.toBe(
      '許功蓋',
    )
    expect(count('customer')).toBe(0)
  })

  it('keeps line ends and quotes inside cells, and gives up one broken row only', async () => {
    const run = await room.call('customer.import', { file: golden('quotes.csv'), consent: { state: 'unknown' } })
    expect(run.counts).toMatchObject({ rows: 4, new: 3, refused: 1, noConsent: 3 })
    expect((await people()).map((person) => person.name)).toEqual(['Mei "May" Chen', 'Ada 5" Lin', 'Bo Wang'])
    expect(await rowsOf(run.importId)).toEqual([
      [2, 'new', 'none', null],
      [3, 'new', 'none', null],
      [4, 'refused', 'too-few-columns', null],
      [5, 'new', 'none', null],
    ])
    const mei = (await room.call('customer.list', { search: 'Mei' })).customers[0]
    expect((await room.call('customer.get', { customerId: mei!.customerId })).note).toBe('first line\nsecond line, with comma')
  })

  it('says of each row what becomes of it and why', async () => {
    await room.call('customer.save', { phone: '0966000222', name: '原名', tags: ['old'], note: 'kept' })
    await room.call('customer.save', { phone: '0977000333', name: '不變' })
    room.vault.store.write((db) => room.customer.suppress(db, '+886988000444', null))
    const csv = [
      '姓名,電話,標籤,備註',
      '新人,0912345678,,',
      '同一人,+886 912 345 678,,',
      '改名,0966000222,new,also',
      '不變,0977000333,,',
      '被刪,0988000444,,',
      '科學,8.86912E+11,,',
      '少零,912345679,,',
      '空,,,',
      '字,陳美玲,,',
      '短,+886912,,',
      '只有名字',
      '',
      '墨一,+5215512345678,,',
      '墨二,+525512345678,,',
      'b\u0000d,0912000999,,',
    ].join('\n')
    const input = { file: file('list.csv', csv), consent: { state: 'unknown' as const } }
    const dry = await room.call('customer.import', { ...input, dryRun: true })
    const counts = { rows: 14, new: 2, update: 1, same: 1, duplicate: 2, suppressed: 1, refused: 7, noConsent: 3 }
    expect(dry).toMatchObject({ state: 'dry-run', counts, undoUntil: null })
    expect(count('customer')).toBe(2)
    const run = await room.call('customer.import', input)
    expect(run).toMatchObject({ state: 'done', counts })
    const expected = [
      [2, 'new', 'none', null],
      [3, 'duplicate', 'same-as-row', 2],
      [4, 'update', 'none', null],
      [5, 'same', 'none', null],
      [6, 'suppressed', 'erased-before', null],
      [7, 'refused', 'number-scientific', null],
      [8, 'refused', 'number-lost-zero', null],
      [9, 'refused', 'no-number', null],
      [10, 'refused', 'number-unreadable', null],
      [11, 'refused', 'number-wrong-length', null],
      [12, 'refused', 'too-few-columns', null],
      [14, 'new', 'none', null],
      [15, 'duplicate', 'same-as-row', 14],
      [16, 'refused', 'undecodable-text', null],
    ]
    expect(await rowsOf(dry.importId)).toEqual(expected)
    expect(await rowsOf(run.importId)).toEqual(expected)
    const rows = await room.call('customer.importRows', { importId: run.importId, verdict: 'refused', limit: 2 })
    expect([rows.rows.map((row) => [row.name, row.phoneAsWritten]), rows.nextCursor]).toEqual([
      [
        ['科學', '8.86912E+11'],
        ['少零', '912345679'],
      ],
      '8',
    ])
    // The erased person is not written down again, not even as a row.
    expect(
      room.vault.store.read.get(
        sql`select phone, phone_as_written as written, facts from import_row where import_id = ${run.importId} and row = 6`,
      ),
    ).toEqual({ phone: null, written: '', facts: '{"name":""}' })
    const changed = (await room.call('customer.list', { search: '改名' })).customers[0]
    expect(await room.call('customer.get', { customerId: changed!.customerId })).toMatchObject({ tags: ['new', 'old'], note: 'kept\nalso' })
    expect((await room.call('customer.imports', {})).imports.map((past) => past.state)).toEqual(['done'])
  })

  it('records where and when people agreed, by the day of the row where it has one, and never lifts a later refusal', async () => {
    const refused = await room.call('customer.save', { phone: '0933111222' })
    await room.call('customer.recordConsent', { customerId: refused.customerId, decision: 'no', source: 'chat', detail: '取消' })
    const csv = '電話,同意日期\n0912345678,2026-03-05\n0933111222,2026-03-05\n0955000111,03/04/2026\n'
    const run = await room.call('customer.import', { file: file('c.csv', csv), consent: agreed(), tags: ['till'] })
    expect(run.counts).toMatchObject({ new: 2, update: 1, noConsent: 1 })
    expect((await people()).map((person) => [person.phone, person.offers, person.tags])).toEqual([
      ['+886912345678', 'yes', ['till']],
      ['+886933111222', 'no', ['till']],
      ['+886955000111', 'yes', ['till']],
    ])
    const dates = (await room.call('customer.list', {})).customers.map((customer) => [customer.phone, customer.offersAt])
    expect(Object.fromEntries(dates)).toMatchObject({
      '+886912345678': Date.parse('2026-03-05T00:00:00+08:00'),
      '+886955000111': agreed().at,
    })
    expect(
      (await room.call('customer.import', { file: join(room.vault.folder, 'c.csv'), consent: agreed(), tags: ['till'] })).counts,
    ).toMatchObject({ new: 0, update: 0, same: 3 })
    expect(
      await room.failure('customer.import', { file: golden('utf-8.csv'), consent: { ...agreed(), source: 'whatsapp-preference' } }),
    ).toMatchObject({ code: 'consent-source-missing' })
    expect(
      await room.failure('customer.import', { file: golden('utf-8.csv'), consent: { ...agreed(), at: room.clock.now() + 3 * 86_400_000 } }),
    ).toMatchObject({ code: 'input-refused' })
  })

  it('reads a file without a header, with a separator line, and in the chosen country', async () => {
    await room.call('customer.import', {
      file: file('bare.csv', 'Mei,0912345678\nLin,0933111222\n'),
      consent: { state: 'unknown' },
      columns: { phone: '#2', name: '#1' },
    })
    await room.call('customer.import', {
      file: file('sep.csv', 'sep=;\r\nName;Phone\r\nAna;9123 4567\r\n'),
      consent: { state: 'unknown' },
      defaultCountry: 'HK',
    })
    expect((await people()).map((person) => [person.name, person.phone])).toEqual([
      ['Ana', '+85291234567'],
      ['Mei', '+886912345678'],
      ['Lin', '+886933111222'],
    ])
  })

  it('tells of undecodable rows and of an encoding that can not be', async () => {
    const mixed = Buffer.concat([
      Buffer.from('Name,Phone\nMei,0912345678\n'),
      Buffer.from([0xff, 0xfe, 0x2c]),
      Buffer.from('0933111222\nLin,0955000111\n'),
    ])
    const run = await room.call('customer.import', { file: file('mixed.csv', mixed), consent: { state: 'unknown' }, encoding: 'utf-8' })
    expect(await rowsOf(run.importId)).toEqual([
      [2, 'new', 'none', null],
      [3, 'refused', 'undecodable-text', null],
      [4, 'new', 'none', null],
    ])
    expect(await room.failure('customer.inspectFile', { file: golden('utf-16le-bom.csv'), encoding: 'windows-1252' })).toMatchObject({
      code: 'file-encoding-wrong',
    })
  })

  it('finds the encoding when the first non-ASCII name stands far below', async () => {
    const ascii = Array.from({ length: 8000 }, (_, index) => `Person ${index},09${String(10_000_000 + index)}`).join('\n')
    const big5 = Buffer.from([0xb3, 0x5c, 0xa5, 0x5c, 0xbb, 0x5c])
    const run = await room.call('customer.import', {
      file: file('late.csv', Buffer.concat([Buffer.from(`Name,Phone\n${ascii}\n`), big5, Buffer.from(',0933111222\n')])),
      consent: { state: 'unknown' },
    })
    expect(run.counts).toMatchObject({ rows: 8001, refused: 0 })
    expect((await room.call('customer.list', { search: '許功蓋' })).total).toBe(1)
  })

  describe('refuses, and leaves nothing behind:', () => {
    const nothing = [0, 0, 0]
    const leftBehind = () => [count('customer'), count('import_run'), count('import_row')]
    const refused = (path: string, more: object = {}) =>
      room.failure('customer.import', { file: path, consent: { state: 'unknown' }, ...more })

    it.each([
      ['a file that is not there', () => join(room.vault.folder, 'none.csv'), { code: 'file-missing' }],
      ['a folder', () => room.vault.folder, { code: 'file-unreadable' }],
      ['an empty file', () => file('e.csv', ''), { code: 'file-empty' }],
      ['a file of blanks', () => file('b.csv', '\ufeff \r\n\r\n'), { code: 'file-empty' }],
      ['a header without people', () => file('h.csv', 'Name,Phone\n'), { code: 'file-empty' }],
      [
        'random bytes',
        () =>
          file(
            'r.csv',
            Uint8Array.from({ length: 5000 }, (_, index) => (index * 7919) % 256),
          ),
        { code: 'file-not-text', params: { kind: 'other' } },
      ],
      ['a broken archive', () => file('x.csv', Buffer.from('PK\u0003\u0004rest')), { code: 'file-unreadable' }],
      ['a picture', () => file('p.csv', Buffer.from('\u0089PNG\r\n', 'latin1')), { code: 'file-not-text', params: { kind: 'picture' } }],
      [
        'columns without a number',
        () => file('c.csv', 'Name,City\nMei,Taipei\n'),
        { code: 'file-column-missing', params: { field: 'phone', column: '' } },
      ],
    ])('%s', async (_what, path, expected) => {
      expect(await refused(path())).toMatchObject(expected)
      expect(leftBehind()).toEqual(nothing)
    })

    it('a chosen column that is not there', async () => {
      expect(await refused(golden('utf-8.csv'), { columns: { phone: 'Mobile' } })).toMatchObject({
        code: 'file-column-missing',
        params: { field: 'phone', column: 'Mobile' },
      })
      expect(leftBehind()).toEqual(nothing)
    })

    it('100 MB in one line, before memory grows', async () => {
      const path = file('line.csv', Buffer.concat([Buffer.from('Name,Phone\nMei,0912345678\n'), Buffer.alloc(100 * 1024 * 1024, 'x')]))
      global.gc?.()
      const before = process.memoryUsage().rss
      expect(await refused(path)).toMatchObject({ code: 'file-line-too-long', params: { row: 3 } })
      expect((process.memoryUsage().rss - before) / 1024 / 1024).toBeLessThan(60)
      expect(await refused(file('line1.csv', Buffer.alloc(100 * 1024 * 1024, 'x')))).toMatchObject({ code: 'file-line-too-long' })
      expect(
        await refused(file('quote.csv', Buffer.concat([Buffer.from('Name,Phone\n"'), Buffer.alloc(100 * 1024 * 1024, 'x')]))),
      ).toMatchObject({ code: 'file-line-too-long' })
      expect(leftBehind()).toEqual(nothing)
    })

    it('a cancelled one', async () => {
      const path = file(
        'big.csv',
        `Name,Phone\n${Array.from({ length: 20_000 }, (_, index) => `P${index},09${10_000_000 + index}`).join('\n')}\n`,
      )
      const cancel = new AbortController()
      room.announcer.listen((name, data) => {
        if (name === 'customer.importProgress' && (data as { rowsDone: number }).rowsDone > 5000) cancel.abort()
      })
      expect(await room.failure('customer.import', { file: path, consent: { state: 'unknown' } }, { signal: cancel.signal })).toMatchObject(
        { code: 'call-cancelled' },
      )
      expect(leftBehind()).toEqual(nothing)
    })
  })

  it('runs alone and lets others take turns meanwhile', async () => {
    const path = file(
      'big.csv',
      `Name,Phone\n${Array.from({ length: 8_000 }, (_, index) => `P${index},09${10_000_000 + index}`).join('\n')}\n`,
    )
    const running = room.call('customer.import', { file: path, consent: agreed() })
    expect(await room.failure('customer.import', { file: path, consent: agreed() })).toMatchObject({ code: 'import-running' })
    const totals: number[] = []
    let isDone = false
    void running.finally(() => (isDone = true))
    while (!isDone) {
      totals.push((await room.call('customer.list', { limit: 1 })).total)
      await new Promise((resolve) => setImmediate(resolve))
    }
    // Others got many turns, also while people were written, who appear bit by bit and never go again.
    expect(new Set(totals).size).toBeGreaterThan(10)
    expect(totals).toEqual(totals.toSorted((one, other) => one - other))
    expect([totals[0], totals.at(-1)]).toEqual([0, 8_000])
    expect((await running).counts.new).toBe(8_000)
    expect(count('customer_words')).toBe(8_000)
  })

  it('judges again what changed between reading and writing', async () => {
    const path = file(
      'race.csv',
      `Name,Phone\nMei,0912345678\nLin,0933111222\n${Array.from({ length: 3000 }, (_, index) => `P${index},09${10_000_000 + index}`).join('\n')}\n`,
    )
    let isFirst = true
    room.announcer.listen((name, data) => {
      if (name !== 'customer.importProgress' || (data as { rowsDone: number }).rowsDone < 100 || !isFirst) return
      isFirst = false
      room.vault.store.write((db) => {
        room.customer.recognise(db, { phone: '+886912345678', userId: null, username: null, profileName: 'Wrote in', at: room.clock.now() })
        room.customer.suppress(db, '+886933111222', null)
      })
    })
    const run = await room.call('customer.import', { file: path, consent: agreed() })
    expect(run.counts).toMatchObject({ rows: 3002, new: 3000, update: 1, suppressed: 1 })
    expect((await room.call('customer.list', { search: '912345678' })).customers).toMatchObject([{ name: 'Mei', offers: 'yes' }])
  })

  describe('can be undone', () => {
    it('for seven days: added people go, changed facts return, who wrote since stays without the claimed consent', async () => {
      const old = await room.call('customer.save', { phone: '0966000222', name: '原名', tags: ['old'], note: 'kept' })
      const csv = '姓名,電話,標籤,備註\n甲,0912345678,,\n乙,0933111222,,\n改名,0966000222,new,also\n丙,0955000111,,\n'
      const run = await room.call('customer.import', { file: file('u.csv', csv), consent: agreed() })
      expect(run.undoUntil).toBe(room.clock.now() + 7 * 86_400_000)
      const wrote = room.customer.findByNumber(room.vault.store.read, '+886933111222')!
      room.vault.store.write((db) => room.customer.noteInbound(db, wrote.customerSeq, room.clock.now()))
      await room.call('customer.save', { customerId: old.customerId, addressAs: '王太太' })
      expect(await room.call('customer.undoImport', { importId: run.importId })).toEqual({ removed: 2, restored: 1, stayed: 1 })
      expect(await people()).toEqual([
        { name: '乙', phone: '+886933111222', tags: [], offers: 'unknown' },
        { name: '原名', phone: '+886966000222', tags: ['old'], offers: 'unknown' },
      ])
      expect(await room.call('customer.get', { customerId: old.customerId })).toMatchObject({ note: 'kept', addressAs: '王太太' })
      expect([count('consent_event'), count('import_row'), count('customer_words')]).toEqual([0, 0, 2])
      expect((await room.call('customer.imports', {})).imports).toMatchObject([{ state: 'undone', undoUntil: null }])
      expect(await room.failure('customer.undoImport', { importId: run.importId })).toMatchObject({ code: 'import-undo-too-late' })
    })

    it('but not later, nor a dry run', async () => {
      const run = await room.call('customer.import', { file: golden('utf-8.csv'), consent: agreed() })
      const dry = await room.call('customer.import', { file: golden('utf-8.csv'), consent: agreed(), dryRun: true })
      expect(await room.failure('customer.undoImport', { importId: dry.importId })).toMatchObject({ code: 'import-missing' })
      room.clock.set(room.clock.now() + 7 * 86_400_000 + 1)
      expect(await room.failure('customer.undoImport', { importId: run.importId })).toMatchObject({ code: 'import-undo-too-late' })
    })
  })

  it('keeps what rows say about people no longer than needed', async () => {
    const done = await room.call('customer.import', { file: golden('utf-8.csv'), consent: agreed() })
    const dry = await room.call('customer.import', { file: golden('gb18030.csv'), consent: agreed(), dryRun: true })
    await room.clock.advance(25 * 3_600_000)
    expect(room.vault.store.read.all(sql`select distinct import_id as id from import_row`)).toEqual([{ id: done.importId }])
    expect(await room.failure('customer.importRows', { importId: dry.importId })).toMatchObject({ code: 'import-missing' })
    await room.clock.advance(7 * 86_400_000)
    expect(room.vault.store.read.all(sql`select distinct facts, phone, phone_as_written as written, before from import_row`)).toEqual([
      { facts: '{}', phone: null, written: '', before: null },
    ])
    expect((await rowsOf(done.importId)).length).toBe(4)
  })
})
