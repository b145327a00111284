import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { packagesNeeded } from './packages.mjs'

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'shopbell-lock-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const lock = { '': {}, 'node_modules/a': { version: '1.0.0' }, 'node_modules/b-win': { version: '2.0.0', optional: true } }

const lay = (wanted: object | string, installed: object | undefined): void => {
  writeFileSync(join(folder, 'package-lock.json'), typeof wanted === 'string' ? wanted : JSON.stringify({ packages: wanted }))
  if (installed === undefined) return
  mkdirSync(join(folder, 'node_modules'))
  writeFileSync(join(folder, 'node_modules', '.package-lock.json'), JSON.stringify({ packages: installed }))
}

describe('whether packages must be installed', () => {
  it('not when everything is as the lock file says, but for other platforms', () => {
    lay(lock, { 'node_modules/a': { version: '1.0.0' } })
    expect(packagesNeeded(folder)).toBeUndefined()
  })

  it.each([
    ['nothing is installed', lock, undefined, 'no packages are installed yet'],
    ['one is missing', lock, {}, 'node_modules/a is missing'],
    ['one has another version', lock, { 'node_modules/a': { version: '1.0.1' } }, 'node_modules/a has another version'],
    [
      'an optional one has another version',
      lock,
      { 'node_modules/a': { version: '1.0.0' }, 'node_modules/b-win': { version: '1.9.0' } },
      'node_modules/b-win has another version',
    ],
    [
      'one is left over',
      lock,
      { 'node_modules/a': { version: '1.0.0' }, 'node_modules/c': { version: '1.0.0' } },
      'node_modules/c is not in the lock file',
    ],
    ['the lock file is damaged', '{"packages":', {}, 'package-lock.json cannot be read'],
  ])('when %s', (_, wanted, installed, reason) => {
    lay(wanted, installed)
    expect(packagesNeeded(folder)).toBe(reason)
  })
})
