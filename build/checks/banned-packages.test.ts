import { describe, expect, it } from 'vitest'
import { bannedIn, readLock } from './banned-packages.ts'

describe('the lock file', () => {
  it('P-03: holds none of the banned packages, neither asked for nor brought along', () => {
    const lock = readLock()
    expect(Object.keys(lock.packages ?? {}).length).toBeGreaterThan(100)
    expect(bannedIn(lock)).toEqual([])
  })

  it.each([
    ['by its name', { 'node_modules/xlsx': {} }],
    ['inside another package', { 'node_modules/other/node_modules/exceljs': {} }],
    ['under a name of its own', { 'node_modules/tables': { name: 'xlsx' } }],
    ['by where it comes from', { 'node_modules/tables': { resolved: 'https://registry.example/npm/adm-zip/-/adm-zip-0.5.16.tgz' } }],
    ['with a scope', { 'node_modules/x': { resolved: 'https://registry.example/@e965/xlsx/-/xlsx-0.20.3.tgz' } }],
  ])('P-03: the control: a banned package is found %s', (_how, packages) => {
    expect(bannedIn({ packages: { '': { name: 'shop' }, ...packages } })).toHaveLength(1)
  })

  it('P-03: packages that only sound alike are no breach', () => {
    expect(
      bannedIn({ packages: { 'node_modules/xlsx-like': {}, 'node_modules/read-excel-file': {}, 'node_modules/@scope/vcf': {} } }),
    ).toEqual([])
  })
})
