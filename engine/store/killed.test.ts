import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { killMigration } from '../../test/support/migration-kills.ts'
import { migrations } from './migrations/index.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'shopbell-step-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

// All of them, with twenty kills each: npm run faults -- --scenario migrations
const some = migrations.filter((_, index) => index > 0 && index % 12 === 0).map(({ number }) => number)

describe('a step of the schema that is killed', () => {
  it.each(some)('D-07: %i is taken whole at the next opening, and no row is lost', async (step) => {
    const { problems } = await killMigration(folder, step, 3)
    expect(problems).toEqual([])
  })
})
