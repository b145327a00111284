import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { openLog } from './log.ts'

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'shopbell-log-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

it('S-05: writes what kind of error it was and where, never what it said', () => {
  const log = openLog(folder)
  log.info('engine-started', { pid: 7 })
  log.error('bug', new TypeError('key x-secret-42 for +886912345678'))
  log.error('bug', 'a text with secret-43')
  log.close()
  const lines = readFileSync(join(folder, 'shell.log'), 'utf8')
    .trim()
    .split('\n')
    .map((line): Record<string, unknown> => JSON.parse(line))
  expect(lines.map(({ event, kind }) => [event, kind])).toEqual([
    ['engine-started', undefined],
    ['bug', 'TypeError'],
    ['bug', 'string'],
  ])
  expect(String(lines[1]?.['stack'])).toContain('log.test.ts')
  // The whole number: 886 alone is in each thousandth time of day.
  expect(readFileSync(join(folder, 'shell.log'), 'utf8')).not.toMatch(/secret|886912|912345678/)
})

it('puts a file aside that grows too large while it is written to', () => {
  writeFileSync(join(folder, 'shell.log'), 'x'.repeat(1_999_900))
  const log = openLog(folder)
  log.info('first', { pid: 7 })
  log.info('second', { pid: 7 })
  log.close()
  expect(readFileSync(join(folder, 'shell.log.old'), 'utf8')).toContain('first')
  expect(readFileSync(join(folder, 'shell.log'), 'utf8')).toMatch(/^\{.*"second".*\}\n$/u)
})

it('puts a file aside that has grown too large', () => {
  writeFileSync(join(folder, 'shell.log'), 'x'.repeat(2_000_001))
  const log = openLog(folder)
  log.info('app-started')
  log.close()
  expect([statSync(join(folder, 'shell.log.old')).size, statSync(join(folder, 'shell.log')).size < 1_000]).toEqual([2_000_001, true])
})
