import { describe, expect, it } from 'vitest'
import { calls } from '#contract/ipc/index.ts'
import type { Needs } from '../ui/index.ts'
import { paletteActions } from './palette-list.ts'
import { sections } from './sections.ts'
import { settingsPages } from './settings-pages.ts'

const roles = ['viewer', 'staff', 'manager', 'owner'] as const
type Role = (typeof roles)[number]

/** What the engine allows to a role, as it tells the window. */
const mayOf =
  (role: Role) =>
  (needs: Needs | undefined): boolean =>
    [needs ?? []].flat().every((name) => roles.indexOf(role) >= roles.indexOf(calls[name].role ?? 'owner'))

const offered = (role: Role): readonly string[] => paletteActions.filter(({ needs }) => mayOf(role)(needs)).map(({ id }) => id)
const pages = (role: Role): readonly string[] => settingsPages.filter(({ needs }) => mayOf(role)(needs)).map(({ page }) => page)
const shownSections = (role: Role): readonly string[] => sections.filter(({ needs }) => mayOf(role)(needs)).map(({ id }) => id)

describe('what is there for a role', () => {
  it('is every page of the settings for the owner, and for others the pages that they can use', () => {
    const everybodys = ['connection', 'profile', 'appearance', 'prices', 'broadcasts', 'people', 'about']
    expect(pages('owner')).toEqual(settingsPages.map(({ page }) => page))
    expect(settingsPages.map(({ page }) => page).filter((page) => !pages('manager').includes(page))).toEqual(['acts'])
    expect(pages('staff')).toEqual(everybodys)
    expect(pages('viewer')).toEqual(everybodys)
  })

  it('is every section but the reports, which begin with managers', () => {
    for (const role of roles) {
      const missing = sections.map(({ id }) => id).filter((id) => !shownSections(role).includes(id))
      expect(missing).toEqual(role === 'viewer' || role === 'staff' ? ['reports'] : [])
    }
  })

  it('is in the palette no act for a viewer but locking, and for each role what the roles below it have too', () => {
    const acts = ['new-broadcast', 'redeem', 'new-coupon', 'import', 'new-template', 'new-series', 'twice', 'fields', 'connect', 'restore']
    expect(acts.filter((id) => offered('viewer').includes(id))).toEqual([])
    expect(acts.filter((id) => offered('staff').includes(id))).toEqual(['new-broadcast', 'redeem', 'new-template', 'new-series', 'twice'])
    expect(acts.filter((id) => !offered('manager').includes(id))).toEqual(['connect', 'restore'])
    expect(offered('viewer')).toContain('lock')
    for (const [at, role] of roles.entries())
      for (const lower of roles.slice(0, at)) expect(offered(role)).toEqual(expect.arrayContaining([...offered(lower)]))
  })

  it('leads in the palette to no page of the settings that is not there', () => {
    for (const role of roles) {
      const led = paletteActions
        .filter(({ id }) => offered(role).includes(id))
        .flatMap(({ goal }) => (goal.kind === 'page' ? (/^\/settings\/(\w+)$/u.exec(goal.path)?.[1] ?? []) : []))
      expect(led.filter((page) => !pages(role).includes(page))).toEqual([])
    }
  })
})
