import { mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Role } from '#contract/ipc/define.ts'
import { FileHandles } from './file-handles.ts'
import { createWindowCalls } from './window-calls.ts'

let folder = ''
beforeAll(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), 'shopbell-calls-')))
  writeFileSync(join(folder, 'people.csv'), 'a')
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const us = { url: 'app://bundle/index.html', isMainFrame: true, isKnownWindow: true }
const refused = (code: string, params?: object) => ({
  ok: false,
  error: { code, ...(params === undefined ? {} : { params }), retry: 'never' },
})

const setUp = (role: Role = 'owner') => {
  const asked: unknown[] = []
  const refusals: unknown[] = []
  const handles = new FileHandles(() => 'one', mkdtempSync(join(folder, 'own-')))
  const call = createWindowCalls({
    answerShell: async (name, input) => ({ ok: true, value: { shell: name, input } }),
    callEngine: async (name, input) => {
      asked.push([name, input])
      return { ok: true, value: 'engine' }
    },
    handles,
    role: () => role,
    onRefused: (code, name) => void refusals.push([code, name]),
  })
  return { asked, refusals, handles, call }
}

describe('the door for calls from windows', () => {
  it('hands a call of the engine on with its defaults filled in', async () => {
    const { asked, call } = setUp()
    expect(await call(us, 'customer.list', {})).toEqual({ ok: true, value: 'engine' })
    expect(asked).toEqual([['customer.list', { search: '', limit: 100 }]])
  })

  it('answers calls of the shell itself', async () => {
    const { asked, call } = setUp()
    expect(await call(us, 'shell.state', {})).toEqual({ ok: true, value: { shell: 'shell.state', input: {} } })
    expect(asked).toEqual([])
  })

  it('refuses strangers before it looks at anything else, and says so to the log', async () => {
    const { refusals, call } = setUp()
    expect(await call({ ...us, url: 'about:blank' }, 'customer.list', {})).toEqual(refused('sender-refused'))
    expect(refusals).toEqual([['sender-refused', '']])
  })

  it.each([['no.such'], ['__proto__'], ['toString'], ['constructor'], [7], [undefined], [{ name: 'customer.list' }]])(
    'knows no call %j',
    async (name) => {
      const { call } = setUp()
      expect(await call(us, name, {})).toEqual(refused('call-unknown'))
    },
  )

  it('refuses an input of another shape, naming the field and not its content', async () => {
    const { asked, call } = setUp()
    expect(await call(us, 'customer.list', { limit: 'many' })).toEqual(refused('input-refused', { field: 'limit' }))
    expect(await call(us, 'customer.list', { extra: 1 })).toEqual(refused('input-refused', { field: '' }))
    expect(await call(us, 'customer.list', undefined)).toEqual(refused('input-refused', { field: '' }))
    expect(asked).toEqual([])
  })

  it('refuses an input over one megabyte, and one that is no plain data', async () => {
    const { call } = setUp()
    expect(await call(us, 'customer.list', { search: 'x'.repeat(1_048_576) })).toEqual(
      refused('frame-too-large', { limitBytes: 1_048_576 }),
    )
    expect(await call(us, 'customer.list', { search: 1n })).toEqual(refused('input-refused'))
  })

  it('puts the path in the place of the handle', async () => {
    const { asked, handles, call } = setUp()
    const file = handles.add(join(folder, 'people.csv'), 'read')
    await call(us, 'customer.inspectFile', { file })
    expect(asked).toEqual([['customer.inspectFile', { file: join(folder, 'people.csv') }]])
  })

  it('takes no path from a window', async () => {
    const { asked, call } = setUp()
    expect(await call(us, 'customer.inspectFile', { file: '/etc/passwd' })).toEqual(refused('file-handle-unknown'))
    expect(asked).toEqual([])
  })

  it('refuses a call above the role of the person', async () => {
    const { asked, call } = setUp('staff')
    expect(await call(us, 'customer.receipts', {})).toEqual(refused('role-too-low'))
    expect((await call(us, 'customer.tags', {})).ok).toBe(true)
    expect(asked).toEqual([['customer.tags', {}]])
  })
})
