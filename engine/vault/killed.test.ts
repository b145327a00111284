import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { killKeyChanges } from '../../test/support/key-change-kills.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'shopbell-key-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

describe('a change of the key that is killed', () => {
  it('D-15: always leaves a vault that opens whole with one of the two keys', async () => {
    const outcome = await killKeyChanges(join(folder, 'shop'), { kills: 6, people: 3_000 })
    expect(outcome.problems).toEqual([])
    expect(outcome.old + outcome.new).toBe(6)
  })
})
