import { existsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, expect, it } from 'vitest'
import { tempInMemory } from './temp-in-memory.mjs'

const before = process.env['TMPDIR']
afterEach(() => {
  if (before === undefined) delete process.env['TMPDIR']
  else process.env['TMPDIR'] = before
})

it('leaves a folder alone that somebody chose', () => {
  process.env['TMPDIR'] = '/somewhere/else'
  expect(tempInMemory().env).toEqual({})
})

it('gives a folder of its own or none, and takes it away with what was left in it', () => {
  delete process.env['TMPDIR']
  const [one, other] = [tempInMemory(), tempInMemory()]
  const folders = [one.env.TMPDIR, other.env.TMPDIR].filter((folder) => folder !== undefined)
  expect(new Set(folders).size).toBe(folders.length)
  for (const folder of folders) writeFileSync(join(folder, 'left-over'), 'x')
  one.remove()
  other.remove()
  expect(folders.filter((folder) => existsSync(folder))).toEqual([])
})
