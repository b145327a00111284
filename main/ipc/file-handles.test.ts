import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { FileHandles } from './file-handles.ts'

let folder = ''
let handles: FileHandles
const inFolder = (...parts: readonly string[]): string => join(folder, ...parts)
const refused = (code: string) => ({ ok: false, error: { code, retry: 'never' } })

beforeEach(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), 'shopbell-handles-')))
  mkdirSync(inFolder('own'))
  mkdirSync(inFolder('documents'))
  writeFileSync(inFolder('documents', 'people.csv'), 'a')
  writeFileSync(inFolder('own', 'vault.db'), 'secret')
  let last = 0
  handles = new FileHandles(() => `t${(last += 1)}`, inFolder('own'))
})

afterEach(() => rmSync(folder, { recursive: true, force: true }))

describe('handles for chosen files', () => {
  it('gives back the path for what the file was chosen for', () => {
    const handle = handles.add(inFolder('documents', 'people.csv'), 'read')
    expect([handle, handles.resolve(handle, 'read')]).toEqual(['handle:t1', { ok: true, value: inFolder('documents', 'people.csv') }])
  })

  it('takes a target that is not there yet', () => {
    const handle = handles.add(inFolder('documents', 'export.zip'), 'write')
    expect(handles.resolve(handle, 'write')).toEqual({ ok: true, value: inFolder('documents', 'export.zip') })
  })

  it.each(['/etc/passwd', '../people.csv', 'C:\\windows\\win.ini', '', 'handle:', 'handle:t9', 'HANDLE:t1', '__proto__'])(
    'knows no %j',
    (text) => {
      handles.add(inFolder('documents', 'people.csv'), 'read')
      expect(handles.resolve(text, 'read')).toEqual(refused('file-handle-unknown'))
    },
  )

  it('does not write what was chosen for reading, nor the other way round', () => {
    expect(handles.resolve(handles.add(inFolder('documents', 'people.csv'), 'read'), 'write')).toEqual(refused('file-handle-unknown'))
    expect(handles.resolve(handles.add(inFolder('documents', 'people.csv'), 'write'), 'read')).toEqual(refused('file-handle-unknown'))
  })

  it('refuses everything inside the data of the app itself, also through a link', () => {
    symlinkSync(inFolder('own'), inFolder('documents', 'way-in'))
    const paths = [inFolder('own', 'vault.db'), inFolder('documents', '..', 'own', 'vault.db'), inFolder('documents', 'way-in', 'vault.db')]
    expect(paths.map((path) => handles.resolve(handles.add(path, 'read'), 'read'))).toEqual(
      paths.map(() => refused('vault-folder-refused')),
    )
    const target = handles.add(inFolder('documents', 'way-in', 'new.zip'), 'write')
    expect(handles.resolve(target, 'write')).toEqual(refused('vault-folder-refused'))
  })

  it('does not write through a link that took the place of the target', () => {
    const handle = handles.add(inFolder('documents', 'export.zip'), 'write')
    symlinkSync(inFolder('documents', 'people.csv'), inFolder('documents', 'export.zip'))
    expect(handles.resolve(handle, 'write')).toEqual(refused('file-write-failed'))
  })

  it('says that a file is gone, or is no file', () => {
    const gone = handles.add(inFolder('documents', 'people.csv'), 'read')
    rmSync(inFolder('documents', 'people.csv'))
    expect(handles.resolve(gone, 'read')).toEqual(refused('file-missing'))
    expect(handles.resolve(handles.add(inFolder('documents'), 'read'), 'read')).toEqual(refused('file-missing'))
    expect(handles.resolve(handles.add(inFolder('nowhere', 'x', 'y.csv'), 'read'), 'read')).toEqual(refused('file-missing'))
  })

  it('forgets everything with the window', () => {
    const handle = handles.add(inFolder('documents', 'people.csv'), 'read')
    handles.clear()
    expect(handles.resolve(handle, 'read')).toEqual(refused('file-handle-unknown'))
  })
})
