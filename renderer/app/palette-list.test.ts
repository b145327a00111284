import { describe, expect, it } from 'vitest'
import { inAllLanguages } from '../i18n/index.ts'
import { routes, type SettingsPage } from '../navigation/index.ts'
import { fitting } from './palette-fit.ts'
import { paletteActions, type PaletteAction } from './palette-list.ts'
import { sections } from './sections.ts'
import { settingsPages } from './settings-pages.ts'

const everyPage: Readonly<Record<SettingsPage, true>> = {
  connection: true,
  profile: true,
  appearance: true,
  prices: true,
  broadcasts: true,
  tools: true,
  backup: true,
  people: true,
  privacy: true,
  acts: true,
  about: true,
}
const LANGUAGES = 3
const shown = paletteActions.map(({ id, words, also }: PaletteAction) => ({
  id,
  words: inAllLanguages(words)[0] ?? '',
  matches: [...inAllLanguages(words), ...(also === undefined ? [] : inAllLanguages(also))],
}))
const first = (wanted: string): readonly string[] =>
  fitting(shown, wanted)
    .slice(0, 6)
    .map(({ id }) => id)

describe('the palette', () => {
  it('offers every page of the settings and every section of the window', () => {
    expect(settingsPages.map(({ page }) => page).toSorted()).toEqual(Object.keys(everyPage).toSorted())
    const paths = paletteActions.flatMap(({ goal }) => (goal.kind === 'page' ? [goal.path] : []))
    for (const { page } of settingsPages) expect(paths).toContain(routes.settingsPage(page))
    for (const { path } of sections) expect(paths).toContain(path)
  })

  it('names each thing once, and has words for it in three languages', () => {
    expect(new Set(paletteActions.map(({ id }) => id)).size).toBe(paletteActions.length)
    const asked = paletteActions.flatMap(({ words, also }) => (also === undefined ? [words] : [words, also]))
    for (const id of asked) expect(inAllLanguages(id).filter((one) => one !== '')).toHaveLength(LANGUAGES)
  })

  it.each([
    ['log of acts', 'settings-acts'],
    ['稽核', 'settings-acts'],
    ['审计', 'settings-acts'],
    ['password', 'settings-people'],
    ['員工', 'settings-people'],
    ['backup', 'settings-backup'],
    ['還原', 'restore'],
    ['恢复', 'settings-backup'],
    ['retention', 'settings-privacy'],
    ['保存期限', 'settings-privacy'],
    ['poster', 'places'],
    ['海報', 'places'],
    ['匯入', 'import'],
    ['导入', 'import'],
    ['lock', 'lock'],
    ['鎖定', 'lock'],
    ['language', 'settings-appearance'],
    ['语言', 'settings-appearance'],
    ['breach', 'papers'],
    ['quick replies', 'quick-replies'],
    ['new template', 'new-template'],
  ])('finds by %s what is meant', (wanted, id) => {
    expect(first(wanted)).toContain(id)
  })

  it('puts what has exactly that name before all that have it in theirs', () => {
    expect(['設定', 'Settings', '设置'].map((wanted) => first(wanted)[0])).toEqual(['settings', 'settings', 'settings'])
  })
})
