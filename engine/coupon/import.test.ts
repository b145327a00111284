import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { broadcastRoom, couponContent, NOON } from '../../test/support/broadcast-room.ts'
import { sql } from '../store/index.ts'

let kit: Awaited<ReturnType<typeof broadcastRoom>>
beforeEach(async () => {
  kit = await broadcastRoom()
})
afterEach(() => kit.remove())

const make = async (name = 'Web shop') => (await kit.must('coupon.save', { name, codes: 'unique', value: null })).couponId
function write(text: string | Uint8Array): string {
  const file = join(kit.vault.folder, 'codes.csv')
  writeFileSync(file, text)
  return file
}
const read = async (couponId: Awaited<ReturnType<typeof make>>, text: string | Uint8Array, dryRun = false) =>
  kit.must('coupon.importCodes', { couponId, file: write(text), dryRun })
const stored = () => kit.store.read.all<{ code: string }>(sql`select code from coupon_code order by seq`).map(({ code }) => code)

describe('reading codes', () => {
  it('takes one code a line, in any case and width, and says of each other row why not', async () => {
    const other = await make('Other')
    await read(other, 'TAKEN-1\nTAKEN-2\n')
    const couponId = await make()
    const result = await read(couponId, 'abc-001\n  ＡＢＣ００２\n\nABC-001\nA!B\nAB\n123456789012345678901\nTaken-1\n')
    expect(result).toEqual({
      fileName: 'codes.csv',
      rows: 7,
      added: 2,
      known: 0,
      refused: [
        { row: 4, text: 'ABC-001', reason: 'twice' },
        { row: 5, text: 'A!B', reason: 'characters' },
        { row: 6, text: 'AB', reason: 'length' },
        { row: 7, text: '123456789012345678901', reason: 'length' },
        { row: 8, text: 'TAKEN-1', reason: 'taken' },
      ],
    })
    expect(stored()).toEqual(['TAKEN-1', 'TAKEN-2', 'ABC-001', 'ABC002'])
    expect(await kit.must('coupon.get', { couponId })).toMatchObject({ origin: 'imported', counts: { codes: 2, free: 2 } })
  })

  it('finds the column by its name or by what stands in it', async () => {
    expect(await read(await make(), 'value;Coupon Code;note\n10;AAA111;x\n10;AAA222;y\n')).toMatchObject({ rows: 2, added: 2, refused: [] })
    expect(await read(await make(), '10,x y,BBB111\n10,x y,BBB222\n10,x y,BBB333\n')).toMatchObject({ rows: 3, added: 3 })
    expect(await read(await make(), '編號\t優惠碼\n1\tCCC111\n')).toMatchObject({ rows: 1, added: 1 })
    const file = write('你好,世界\n再見,朋友\n')
    expect(await kit.call('coupon.importCodes', { couponId: await make(), file })).toMatchObject({ error: { code: 'file-column-missing' } })
  })

  it('counts the same file again as known, and a dry run writes nothing', async () => {
    const couponId = await make()
    expect(await read(couponId, 'AAA111\nAAA222\n', true)).toMatchObject({ rows: 2, added: 2, known: 0 })
    expect(stored()).toEqual([])
    await read(couponId, 'AAA111\nAAA222\n')
    expect(await read(couponId, 'AAA111\nAAA222\nAAA333\n')).toMatchObject({ rows: 3, added: 1, known: 2, refused: [] })
  })

  it('reads two hundred thousand rows, each once', async () => {
    const couponId = await make()
    const lines = Array.from({ length: 200_000 }, (_, index) => `C${String(index).padStart(7, '0')}`)
    expect(await read(couponId, lines.join('\r\n'))).toMatchObject({ rows: 200_000, added: 200_000, known: 0, refused: [] })
    expect(await kit.must('coupon.get', { couponId })).toMatchObject({ counts: { codes: 200_000, free: 200_000 } })
    const page = await kit.must('coupon.codes', { couponId, search: 'c0199999', limit: 2 })
    expect(page).toMatchObject({ total: 1, codes: [{ code: 'C0199999', state: 'free' }], nextCursor: null })
  })

  it('has no pool where one code is for all, and needs a file', async () => {
    const shared = await kit.must('coupon.save', { name: 'All', codes: 'shared', sharedCode: 'TEA15', value: null })
    expect(await kit.call('coupon.importCodes', { couponId: shared.couponId, file: write('AAA111\n') })).toMatchObject({
      error: { code: 'coupon-fixed' },
    })
    expect(await kit.call('coupon.importCodes', { couponId: await make(), file: join(kit.vault.folder, 'none.csv') })).toMatchObject({
      error: { code: 'file-missing' },
    })
  })
})

describe('a coupon', () => {
  it('draws as many codes as asked for, and more when asked again', async () => {
    const first = await kit.must('coupon.save', { name: 'Tea', codes: 'unique', prefix: 'T', count: 6_000, value: null })
    expect(first.counts).toMatchObject({ codes: 6_000, free: 6_000 })
    const more = await kit.must('coupon.save', {
      couponId: first.couponId,
      name: 'Tea 2',
      codes: 'unique',
      prefix: 'T',
      count: 10,
      value: null,
    })
    expect(more).toMatchObject({ name: 'Tea 2', counts: { codes: 6_010 } })
    expect(stored().every((code) => code.length <= 15)).toBe(true)
    expect(new Set(stored()).size).toBe(6_010)
  })

  it('keeps the kind of its codes, and no word is two coupons', async () => {
    const { couponId } = await kit.must('coupon.save', { name: 'Tea', codes: 'unique', prefix: 'T', count: 1, value: null })
    const call = (more: object) => kit.call('coupon.save', { couponId, name: 'Tea', codes: 'unique', prefix: 'T', value: null, ...more })
    expect(await call({ prefix: 'U' })).toMatchObject({ error: { code: 'coupon-fixed' } })
    expect(await call({ codes: 'shared' })).toMatchObject({ error: { code: 'coupon-fixed' } })
    const shared = { name: 'All', codes: 'shared', sharedCode: 'TEA15', value: null } as const
    await kit.must('coupon.save', shared)
    expect(await kit.call('coupon.save', shared)).toMatchObject({ error: { code: 'coupon-code-refused' } })
  })

  it('lists its codes by what became of them, page by page', async () => {
    const { couponId } = await kit.must('coupon.save', { name: 'Tea', codes: 'unique', prefix: 'T', count: 5, value: null })
    const first = await kit.must('coupon.codes', { couponId, limit: 3 })
    const second = await kit.must('coupon.codes', { couponId, limit: 3, cursor: first.nextCursor ?? '' })
    expect([first.codes.length, second.codes.length, first.total, second.nextCursor]).toEqual([3, 2, 5, null])
    const states = await Promise.all(
      (['free', 'reserved', 'issued', 'used', 'expired'] as const).map(
        async (state) => (await kit.must('coupon.codes', { couponId, state })).total,
      ),
    )
    expect(states).toEqual([5, 0, 0, 0, 0])
  })

  it('has lists as long as the numbers it tells, whatever became of its codes, and the end that the till goes by', async () => {
    const endsAt = NOON + 60_000
    const { couponId } = await kit.must('coupon.save', { name: 'Tea', codes: 'unique', prefix: 'T', count: 5, value: null, endsAt })
    const { handoutId } = await kit.must('coupon.issue', { couponId, count: 3, requestId: 'request-0001' })
    const [code] = (await kit.must('coupon.codes', { couponId, handoutId })).codes
    await kit.must('coupon.redeem', { code: code?.code ?? '', requestId: 'request-0002' })
    const { couponId: word } = await kit.must('coupon.save', { name: 'Word', codes: 'shared', sharedCode: 'AUTUMN', value: null, endsAt })
    const look = async () => {
      for (const id of [couponId, word]) {
        const { counts } = await kit.must('coupon.get', { couponId: id })
        for (const state of ['free', 'reserved', 'issued', 'used', 'expired'] as const)
          expect([state, (await kit.must('coupon.codes', { couponId: id, state })).total]).toEqual([state, counts[state]])
        expect(counts.free + counts.reserved + counts.issued + counts.used + counts.expired).toBe(counts.codes)
      }
      const shown = (await kit.must('coupon.codes', { couponId: word })).codes[0]?.state
      return [(await kit.must('coupon.get', { couponId })).counts, (await kit.must('coupon.check', { code: 'AUTUMN' })).verdict, shown]
    }
    expect(await look()).toMatchObject([{ free: 2, issued: 2, used: 1, expired: 0, givenOut: 3 }, 'good', 'issued'])
    kit.clock.set(endsAt)
    expect(await look()).toMatchObject([{ free: 0, issued: 0, used: 1, expired: 4, givenOut: 3 }, 'expired', 'expired'])
    // A broadcast promised its people a later end.
    const { broadcastId } = await kit.must('broadcast.draft', { content: couponContent })
    kit.store.write((db) =>
      db.run(sql`
        insert into coupon_broadcast (broadcast_id, coupon_seq, ends_at)
        select ${broadcastId}, seq, ${endsAt + 60_000} from coupon where coupon_id = ${word}`),
    )
    expect(await look()).toMatchObject([{}, 'good', 'issued'])
  })
})
