import { describe, expect, it } from 'vitest'
import { isTold } from './is-told.ts'

const away = { isDialogOpen: false, wasDialogOpen: true, isDemo: false }

describe('how an import ended', () => {
  it('is told once its dialog was closed, and after a restart', () => {
    expect(isTold({ phase: 'ended' }, away)).toBe(true)
    expect(isTold({ phase: 'ended' }, { ...away, wasDialogOpen: false })).toBe(true)
  })

  it('is not told while it goes on, or where the dialog says it', () => {
    expect(isTold({ phase: 'writing' }, away)).toBe(false)
    expect(isTold({ phase: 'ended' }, { ...away, isDialogOpen: true })).toBe(false)
  })

  it('is not told of the list with which a demo shop fills itself, but of lists that are imported in it', () => {
    expect(isTold({ phase: 'ended' }, { ...away, isDemo: true, wasDialogOpen: false })).toBe(false)
    expect(isTold({ phase: 'ended' }, { ...away, isDemo: true })).toBe(true)
  })
})
