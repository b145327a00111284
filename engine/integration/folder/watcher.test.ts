import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { rename } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { CallInput } from '#contract/ipc/index.ts'
import { openToolShop, toolClock } from '../../../test/support/tool-shop.ts'
import { tempVault } from '../../../test/support/temp-vault.ts'
import { sql, StoreError } from '../../store/index.ts'

let vault: ReturnType<typeof tempVault>
let clock: ReturnType<typeof toolClock>
let shop: Awaited<ReturnType<typeof openToolShop<ReturnType<typeof toolClock>>>>
let folder: string

const rule = (more: Partial<CallInput<'integration.saveRule'>> = {}): CallInput<'integration.saveRule'> => ({
  pattern: 'orders*.csv',
  kind: 'order',
  template: { from: 'text', text: 'order_ready' },
  language: null,
  phone: 'Phone',
  name: null,
  reference: 'Order',
  notBefore: null,
  latest: null,
  values: { order: { from: 'column', column: 'Order' } },
  encoding: null,
  ...more,
})

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'shopbell-drop-'))
  vault = tempVault()
  clock = toolClock()
  shop = await openToolShop(vault, clock)
  for (const phone of ['+886912345678', '+886922111222']) await shop.must('customer.save', { phone })
  await shop.must('integration.saveRule', rule())
  await shop.must('integration.setFolder', { folder, isOn: true })
})
afterEach(async () => {
  await shop.close()
  vault.remove()
  rmSync(folder, { recursive: true, force: true })
})

const drop = (name: string, text: string | Uint8Array) => writeFileSync(join(folder, name), text)
/** Looks, lets the file stand still, and looks again. */
async function look(): Promise<Awaited<ReturnType<typeof shop.must<'integration.lookNow'>>>> {
  await shop.must('integration.lookNow', {})
  await clock.advance(1_600)
  return shop.must('integration.lookNow', {})
}
const result = (place: string, name: string) =>
  readFileSync(join(folder, place, `${name}.result.csv`), 'utf8')
    .trim()
    .split('\r\n')
    .slice(1)
const words = (place: string, name: string) => result(place, name).map((line) => line.split(',')[2]?.replaceAll('"', ''))
const notices = () => vault.store.read.get<{ n: number }>(sql`select count(*) as n from tool_notice`)?.n

describe('a file that a tool drops', () => {
  it('is read row by row, answered beside it, and moved away', async () => {
    drop('orders-1.csv', 'Phone,Order\n0912345678,1042\n0922-111-222,1043\n')
    const view = await look()
    expect(view.files).toMatchObject([{ fileName: 'orders-1.csv', state: 'done', rows: 2, sent: 2, refused: 0 }])
    expect(readdirSync(join(folder, 'done')).toSorted()).toEqual(['orders-1.csv', 'orders-1.csv.result.csv'])
    expect(result('done', 'orders-1.csv')[0]).toMatch(/^2,"1042","done","ntc_\w+",""$/)
    expect(readdirSync(folder).toSorted()).toEqual(['done', 'failed', 'working'])
    await clock.advance(5_000)
    expect(shop.messenger.bodies).toHaveLength(2)
  })

  it('with half its rows refused says why of each, and sends the rest', async () => {
    drop('orders-1.csv', 'Phone,Order\n0912345678,1042\nnobody,1043\n+886955555555,1044\n0922111222,1045\n')
    await look()
    expect(words('done', 'orders-1.csv')).toEqual(['done', 'refused', 'refused', 'done'])
    expect(result('done', 'orders-1.csv')[1]).toContain('customer-number-refused (number-unreadable)')
    expect(result('done', 'orders-1.csv')[2]).toContain('customer-missing')
  })

  it('that comes twice sends nothing twice, with references and without', async () => {
    await shop.must('integration.saveRule', rule({ pattern: 'plain*.csv', reference: null }))
    for (const [index, name] of ['orders-1.csv', 'orders-1.csv', 'orders-2.csv', 'plain-1.csv', 'plain-2.csv'].entries()) {
      drop(name, 'Phone,Order\n0912345678,1042\n')
      await look()
      expect(notices()).toBe(index < 3 ? 1 : 2)
    }
    expect(words('done', 'orders-1 (2).csv')).toEqual(['known'])
    expect(words('done', 'plain-2.csv')).toEqual(['known'])
  })

  it('is left alone while it is being written', async () => {
    drop('orders-1.csv', 'Phone,Order\n0912')
    await shop.must('integration.lookNow', {})
    drop('orders-1.csv', 'Phone,Order\n0912345678,1042\n')
    await clock.advance(1_600)
    await shop.must('integration.lookNow', {})
    drop('orders-2.csv.tmp', 'Phone,Order\n0912345678,1042\n')
    drop('orders-3.csv', '')
    expect(existsSync(join(folder, 'orders-1.csv'))).toBe(true)
    await look()
    expect(readdirSync(folder)).toEqual(expect.arrayContaining(['orders-2.csv.tmp', 'orders-3.csv']))
    renameSync(join(folder, 'orders-2.csv.tmp'), join(folder, 'orders-2.csv'))
    await look()
    expect(words('done', 'orders-1.csv')).toEqual(['done'])
    expect(words('done', 'orders-2.csv')).toEqual(['known'])
  })

  it('goes on where it stood when the engine was killed in the middle, and nothing is doubled', async () => {
    const rows = Array.from({ length: 120 }, (_, index) => `0912345678,${1_000 + index}`)
    mkdirSync(join(folder, 'working'), { recursive: true })
    drop('orders-1.csv', `Phone,Order\n${rows.join('\n')}\n`)
    await shop.must('integration.lookNow', {})
    await clock.advance(1_600)
    const { write } = vault.store
    let writes = 0
    // The third group of rows never comes to the disk, and neither does anything after it.
    Object.assign(vault.store, {
      write: (work: Parameters<typeof write>[0]) => {
        const before = notices() ?? 0
        if (before >= 100) throw new StoreError('full')
        writes += 1
        return write(work)
      },
    })
    await shop.must('integration.lookNow', {})
    expect([notices(), writes > 1, existsSync(join(folder, 'working', 'orders-1.csv'))]).toEqual([100, true, true])
    expect((await shop.must('integration.folder', {})).state).toBe('full')
    Object.assign(vault.store, { write })
    await shop.close()
    shop = await openToolShop(vault, clock)
    await look()
    expect(notices()).toBe(120)
    expect(new Set(words('done', 'orders-1.csv'))).toEqual(new Set(['done']))
    expect(words('done', 'orders-1.csv')).toHaveLength(120)
  })

  it('of JSON is read in each of its usual forms', async () => {
    await shop.must(
      'integration.saveRule',
      rule({ pattern: '*.json', phone: 'phone', reference: 'id', values: { order: { from: 'column', column: 'id' } } }),
    )
    drop('a.json', JSON.stringify([{ phone: '0912345678', id: 1, more: { deep: true } }]))
    drop('b.json', JSON.stringify({ shop: 'x', orders: [{ phone: '0912345678', id: 2 }] }))
    drop('c.json', '{"phone":"0912345678","id":3}\n{"phone":"0912345678","id":4}\n')
    drop('d.json', '{"phone":')
    await look()
    expect(notices()).toBe(4)
    expect(words('failed', 'd.json')).toEqual(['refused'])
  })

  it('in an old encoding is read rightly, and rows that can’t be read in the chosen one are refused', async () => {
    // 電話,單號 in Big5.
    const big5 = Buffer.from([0xb9, 0x71, 0xb8, 0xdc, 0x2c, 0xb3, 0xe6, 0xb8, 0xb9, 0x0a, ...Buffer.from('0912345678,1042\n')])
    await shop.must(
      'integration.saveRule',
      rule({ pattern: 'big5.csv', phone: '電話', reference: '單號', values: { order: { from: 'column', column: '單號' } } }),
    )
    drop('big5.csv', big5)
    await shop.must('integration.saveRule', rule({ pattern: 'wrong.csv', encoding: 'utf-8' }))
    drop('wrong.csv', Buffer.concat([Buffer.from('Phone,Order\n0912345678,'), Buffer.from([0xb3, 0xe6]), Buffer.from('\n0922111222,7\n')]))
    await look()
    expect(words('done', 'big5.csv')).toEqual(['done'])
    expect(words('done', 'wrong.csv')).toEqual(['refused', 'done'])
    expect(result('done', 'wrong.csv')[0]).toContain('folder-text-unreadable')
  })

  it('that nobody knows how to read, or without a column, fails as a whole and says why', async () => {
    drop('stock.csv', 'Article,Count\nTEA,3\n')
    drop('orders-9.csv', 'Telephone,Order\n0912345678,1\n')
    const { files } = await look()
    expect(Object.fromEntries(files.map(({ fileName, state, reason }) => [fileName, [state, reason]]))).toEqual({
      'orders-9.csv': ['failed', 'file-column-missing'],
      'stock.csv': ['failed', 'folder-rule-missing'],
    })
    expect(result('failed', 'orders-9.csv')[0]).toContain('file-column-missing (Phone)')
  })

  it('that is a link is let lie, and a place that is a link takes nothing', async () => {
    const outside = mkdtempSync(join(tmpdir(), 'shopbell-outside-'))
    writeFileSync(join(outside, 'secret.csv'), 'Phone,Order\n0912345678,1\n')
    symlinkSync(join(outside, 'secret.csv'), join(folder, 'orders-1.csv'))
    await look()
    expect([notices(), existsSync(join(folder, 'orders-1.csv'))]).toEqual([0, true])
    rmSync(join(folder, 'done'), { recursive: true })
    symlinkSync(outside, join(folder, 'done'))
    drop('orders-2.csv', 'Phone,Order\n0912345678,1\n')
    expect((await look()).state).toBe('away')
    expect([notices(), readdirSync(outside)]).toEqual([0, ['secret.csv']])
    rmSync(outside, { recursive: true })
  })

  it('waits for its folder, which may go away and come back', async () => {
    renameSync(folder, `${folder}-away`)
    expect((await look()).state).toBe('away')
    // A drive that is away must not be made anew in its place.
    expect(existsSync(folder)).toBe(false)
    renameSync(`${folder}-away`, folder)
    drop('orders-1.csv', 'Phone,Order\n0912345678,1042\n')
    expect((await look()).state).toBe('watching')
    expect(words('done', 'orders-1.csv')).toEqual(['done'])
  })

  it('that another program holds is tried again', async () => {
    const { Watcher } = await import('./watcher.ts')
    await shop.must('integration.setFolder', { isOn: false })
    let refusals = 0
    const held = {
      rename: (async (from: string, to: string) => {
        refusals += 1
        if (refusals === 1) throw Object.assign(new Error('held'), { code: 'EBUSY' })
        return rename(from, to)
      }) as typeof rename,
    }
    drop('orders-1.csv', 'Phone,Order\n0912345678,1042\n')
    const deps = { ...shop.deps, referenceKey: () => '00' }
    const watcher = new Watcher(deps, folder, held)
    for (let turn = 0; turn < 3; turn += 1) {
      await watcher.look()
      await clock.advance(1_600)
    }
    await watcher.stop()
    expect([refusals, words('done', 'orders-1.csv')]).toEqual([2, ['done']])
  })

  it('of 100 MB is read in small parts', async () => {
    const filler = 'x'.repeat(200_000)
    const parts = Array.from({ length: 520 }, (_, index) => `${index % 2 === 0 ? '0912345678' : 'nobody'},${index},${filler}\n`)
    drop('orders-big.csv', `Phone,Order,More\n${parts.join('')}`)
    expect(statSync(join(folder, 'orders-big.csv')).size).toBeGreaterThan(100_000_000)
    const before = process.memoryUsage().rss
    const { files } = await look()
    expect(files[0]).toMatchObject({ rows: 520, sent: 260, refused: 260 })
    expect(process.memoryUsage().rss - before).toBeLessThan(400 * 1024 * 1024)
  })

  it('is shown before it is mapped, and nothing is sent for that', async () => {
    drop('orders-1.csv', 'Phone,Order\n0912345678,1042\n')
    const shown = await shop.must('integration.inspectFile', { file: join(folder, 'orders-1.csv') })
    expect(shown).toMatchObject({ columns: ['Phone', 'Order'], rows: [['0912345678', '1042']], encoding: 'utf-8' })
    expect(notices()).toBe(0)
  })
})

describe('the choice of a folder', () => {
  it('refuses the vault’s own, what holds it, and what is no folder', async () => {
    for (const bad of [vault.folder, join(vault.folder, '..'), '/', 'relative']) {
      expect(await shop.call('integration.setFolder', { folder: bad })).toMatchObject({ error: { code: 'folder-refused' } })
    }
    expect(await shop.call('integration.setFolder', { folder: join(folder, 'gone') })).toMatchObject({ error: { code: 'folder-missing' } })
    expect((await shop.must('integration.folder', {})).folder).toBe(folder)
  })

  it('keeps one rule for one pattern, and only for templates that are there', async () => {
    expect(await shop.call('integration.saveRule', rule({ pattern: 'ORDERS*.csv' }))).toMatchObject({
      error: { code: 'folder-rule-taken' },
    })
    expect(await shop.call('integration.saveRule', rule({ pattern: 'x', template: { from: 'text', text: 'gone' } }))).toMatchObject({
      error: { code: 'template-missing' },
    })
  })
})
