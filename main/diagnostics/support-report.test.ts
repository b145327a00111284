import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { strFromU8, unzipSync } from 'fflate'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { withoutSuspects, writeSupportReport } from './support-report.ts'

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'shopbell-report-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const line = '{"level":30,"time":"2026-11-23T01:02:03.004Z","msg":"call-failed","call":"customer.save","afterMs":30000}'

describe('a report for support', () => {
  it('S-06: holds logs and versions only, for us alone, and nothing that looks like a number, an address or a key', () => {
    const secrets = ['+886 912 345 678', '0912-345-678', 'mei@tea.example', 'EAAGm0PX4ZCpsBAKZ', 'ab'.repeat(32), 'Bearer s3cr3t-token']
    writeFileSync(join(folder, 'engine.log'), `${line}\n${secrets.join('\n')}\n`)
    writeFileSync(join(folder, 'shell.log.old'), line)
    for (const name of ['vault.db', 'preferences.json', 'engine.log.txt']) writeFileSync(join(folder, name), 'canary-customer')
    const target = join(folder, 'report.zip')
    const written = writeSupportReport({ logs: folder, target, versions: { shopbell: '1.0.0' } })
    const files = unzipSync(readFileSync(target))
    expect(Object.keys(files).toSorted()).toEqual(['engine.log', 'shell.log.old', 'versions.json'])
    expect(written).toMatchObject({ ok: true, value: { fileName: 'report.zip', sizeBytes: statSync(target).size } })
    expect(statSync(target).mode & 0o077).toBe(0)
    const all = Object.values(files)
      .map((bytes) => strFromU8(bytes))
      .join('\n')
    for (const secret of [...secrets, 's3cr3t', 'canary']) expect(all).not.toContain(secret)
    expect(strFromU8(files['engine.log'] ?? new Uint8Array())).toContain(line)
  })

  it('keeps times and small numbers, which tell what happened when', () => {
    expect(withoutSuspects(line)).toBe(line)
  })

  it('leaves nothing behind where it can not be written', () => {
    writeFileSync(join(folder, 'shell.log'), line)
    const target = join(folder, 'missing', 'report.zip')
    expect(writeSupportReport({ logs: folder, target, versions: {} })).toMatchObject({ error: { code: 'file-write-failed' } })
    expect(readdirSync(folder)).toEqual(['shell.log'])
  })
})
