import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { findServedFile } from './path-guard.ts'

let base = ''
let folder = ''

beforeAll(() => {
  base = mkdtempSync(join(tmpdir(), 'shopbell-guard-'))
  folder = join(base, 'app')
  mkdirSync(join(folder, 'assets'), { recursive: true })
  mkdirSync(join(base, 'app-evil'))
  for (const path of [
    'app/index.html',
    'app/assets/index-Ab12_x.js',
    'app/assets/style.css',
    'app/secret.db',
    'app/noext',
    'app-evil/index.html',
    'outside.html',
    'outside.js',
  ]) {
    writeFileSync(join(base, path), 'x')
  }
  symlinkSync(join(base, 'outside.js'), join(folder, 'assets', 'link.js'))
  symlinkSync(base, join(folder, 'up'))
  mkdirSync(join(folder, 'folder.js'))
})

afterAll(() => rmSync(base, { recursive: true, force: true }))

const hostile = [
  'app://bundle/../outside.html',
  'app://bundle/..%2foutside.html',
  'app://bundle/..%2Foutside.html',
  'app://bundle/%2e%2e/outside.html',
  'app://bundle/%2e%2e%2foutside.html',
  'app://bundle/%252e%252e%252foutside.html',
  'app://bundle/assets/../../outside.html',
  'app://bundle/assets/..%5c..%5coutside.html',
  'app://bundle/..\\outside.html',
  'app://bundle/assets\\style.css',
  'app://bundle/./index.html',
  'app://bundle//index.html',
  'app://bundle/assets//style.css',
  'app://bundle/index.html%00.png',
  'app://bundle/index.html\u0000',
  'app://bundle/%00',
  'app://bundle//etc/passwd',
  'app://bundle/etc/passwd',
  'app://bundle/../app-evil/index.html',
  'app://bundle/..%2fapp-evil/index.html',
  'app://bundle/assets/link.js',
  'app://bundle/up/outside.html',
  'app://bundle/up/app/index.html',
  'app://bundle/folder.js',
  'app://bundle/assets',
  'app://bundle/assets/',
  'app://bundle/secret.db',
  'app://bundle/noext',
  'app://bundle/missing.js',
  'app://bundle/index.html/style.css',
  'app://bundle/C:/windows/win.ini',
  'app://bundle/C:%5cwindows%5cwin.ini',
  'app://bundle/%5c%5cserver%5cshare%5cx.js',
  'app://bundle///server/share/x.js',
  'app://bundle/index.html.',
  'app://bundle/index.html:$DATA',
  'app://bundle/index.html::$INDEX_ALLOCATION',
  'app://bundle/ index.html',
  'app://bundle/index.html%20',
  'app://bundle/INDEX~1.HTM',
  'app://other/index.html',
  'app://bundle.evil/index.html',
  'app://bundle:8080/index.html',
  'app://user@bundle/index.html',
  'app://user:word@bundle/index.html',
  'app:/bundle/index.html',
  'app:bundle/index.html',
  'file:///etc/passwd',
  'https://bundle/index.html',
  'data:text/html,x',
  '',
  'not an address',
]

describe('what the own scheme serves', () => {
  it.each([
    ['app://bundle/', 'index.html', 'text/html; charset=utf-8'],
    ['app://bundle/index.html', 'index.html', 'text/html; charset=utf-8'],
    ['app://bundle/index.html#/inbox', 'index.html', 'text/html; charset=utf-8'],
    ['app://bundle/assets/index-Ab12_x.js?v=1', 'assets/index-Ab12_x.js', 'text/javascript; charset=utf-8'],
    ['app://bundle/assets/style.css', 'assets/style.css', 'text/css; charset=utf-8'],
  ])('serves %s', (url, path, mimeType) => {
    expect(findServedFile(folder, url)).toEqual({ path: join(folder, path), mimeType })
  })

  it.each(hostile)('refuses %j', (url) => {
    expect(findServedFile(folder, url)).toBeUndefined()
  })

  it('was tried with at least 40 hostile addresses', () => {
    expect(new Set(hostile).size).toBeGreaterThanOrEqual(40)
  })
})
