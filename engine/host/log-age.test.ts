import { appendFileSync, existsSync, mkdtempSync, openSync, readFileSync, rmSync, writeFileSync, writeSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { ReadHandle, WriteHandle } from '../store/index.ts'
import { logLinesByAge } from './log-age.ts'
import { createRedactor, openLog } from './log-output.ts'

const DAY_MS = 86_400_000
const NOW = Date.UTC(2026, 10, 23)
const line = (daysAgo: number, event: string): string =>
  `${JSON.stringify({ level: 30, time: new Date(NOW - daysAgo * DAY_MS).toISOString(), event })}\n`
// Logs stand in files, not in the database.
const db = null as unknown as ReadHandle & WriteHandle

let folder = ''
beforeEach(() => void (folder = mkdtempSync(join(tmpdir(), 'shopbell-logs-'))))
afterEach(() => rmSync(folder, { recursive: true, force: true }))
const path = (name: string): string => join(folder, name)
const read = (name: string): string => readFileSync(path(name), 'utf8')

describe('logs', () => {
  it('G-09: lose each line that is older than the rule, also where a file is written to for months, the shell’s as well', () => {
    writeFileSync(path('engine.log'), line(90, 'old') + line(31, 'older') + 'no json\n' + line(29, 'kept') + line(1, 'young'))
    writeFileSync(path('engine.log.1'), line(200, 'long ago'))
    writeFileSync(path('shell.log'), line(31, 'shell old') + line(2, 'shell young'))
    writeFileSync(path('shell.log.old'), line(10, 'shell kept'))
    const source = logLinesByAge(path('engine.log'))
    const before = NOW - 30 * DAY_MS
    expect(source.count(db, before)).toEqual({ count: 3, held: 0 })
    expect(source.remove(db, before, 100)).toBe(3)
    expect(read('engine.log')).toBe(line(29, 'kept') + line(1, 'young'))
    expect(existsSync(path('engine.log.1'))).toBe(false)
    expect(read('shell.log')).toBe(line(2, 'shell young'))
    expect(read('shell.log.old')).toBe(line(10, 'shell kept'))
    expect(source.count(db, before)).toEqual({ count: 0, held: 0 })
  })

  it('go on at their end for whoever has them open', () => {
    writeFileSync(path('shell.log'), line(31, 'old'))
    const open = openSync(path('shell.log'), 'a')
    logLinesByAge(path('engine.log')).remove(db, NOW - 30 * DAY_MS, 100)
    writeSync(open, line(0, 'next'))
    appendFileSync(path('shell.log'), line(0, 'last'))
    expect(read('shell.log')).toBe(line(0, 'next') + line(0, 'last'))
  })

  it('are turned over while they are written to, and never grow without end', () => {
    writeFileSync(path('engine.log'), 'x'.repeat(5_242_870))
    const logger = openLog({ file: path('engine.log'), toStandardError: false, redactor: createRedactor() })
    logger.info('first')
    logger.info('second')
    expect(read('engine.log.1')).toHaveLength(5_242_870)
    expect(read('engine.log').trim().split('\n')).toHaveLength(2)
  })
})
