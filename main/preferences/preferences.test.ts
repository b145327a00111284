import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { chooseLocale, PreferencesFile } from './preferences.ts'

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'shopbell-preferences-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))
const path = () => join(folder, 'deeper', 'preferences.json')

describe('the language of a first start', () => {
  it.each([
    [['zh-TW'], 'zh-TW'],
    [['zh-HK'], 'zh-TW'],
    [['zh-Hant-US'], 'zh-TW'],
    [['zh-Hans-HK'], 'zh-CN'],
    [['zh'], 'zh-CN'],
    [['zh-SG'], 'zh-CN'],
    [['ja-JP', 'zh-TW', 'en-US'], 'zh-TW'],
    [['fr-FR'], 'en'],
    [['C', 'zh_TW.UTF-8'], 'zh-TW'],
    [['C', '', 'POSIX', 'x', '-'], 'en'],
    [[], 'en'],
  ])('of %j is %s', (preferred, locale) => {
    expect(chooseLocale(preferred)).toBe(locale)
  })
})

describe('preferences', () => {
  it('are kept over a restart', () => {
    new PreferencesFile(path(), 'en').change({ theme: 'dark', locale: 'zh-TW' })
    expect(new PreferencesFile(path(), 'en').current).toEqual({
      locale: 'zh-TW',
      theme: 'dark',
      density: 'comfortable',
      undoSendMs: 3_000,
      notices: 'text',
      closingNotices: false,
      quietHours: null,
      enterSends: true,
    })
  })

  it('change only what was given', () => {
    const file = new PreferencesFile(path(), 'en')
    expect(file.change({ density: 'compact', theme: undefined })).toEqual({
      ...new PreferencesFile(join(folder, 'none'), 'en').current,
      density: 'compact',
    })
  })

  it('fall back where the file is damaged, and keep what a newer version added out', () => {
    const file = new PreferencesFile(path(), 'zh-CN')
    file.change({ theme: 'dark' })
    writeFileSync(path(), readFileSync(path(), 'utf8').slice(0, 20))
    expect(new PreferencesFile(path(), 'zh-CN').current).toMatchObject({ theme: 'system', locale: 'zh-CN' })
    writeFileSync(path(), JSON.stringify({ theme: 'dark', fancy: 1 }))
    expect(new PreferencesFile(path(), 'zh-CN').current).toEqual({
      locale: 'zh-CN',
      theme: 'dark',
      density: 'comfortable',
      undoSendMs: 3_000,
      notices: 'text',
      closingNotices: false,
      quietHours: null,
      enterSends: true,
    })
  })
})
