import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { placeWindow, readWindowState, writeWindowState } from './window-state.ts'

const laptop = { x: 0, y: 25, width: 1_440, height: 875 }
const second = { x: 1_440, y: 0, width: 1_920, height: 1_080 }
const stored = { x: 1_600, y: 100, width: 1_200, height: 800, maximized: true }

describe('where the window opens', () => {
  it('in the middle of the main screen the first time', () => {
    expect(placeWindow(undefined, [laptop, second])).toEqual({ x: 40, y: 32, width: 1_360, height: 860, maximized: false })
  })

  it('never larger than a small screen', () => {
    expect(placeWindow(undefined, [{ x: 0, y: 0, width: 1_024, height: 700 }])).toMatchObject({ x: 0, y: 0, width: 1_024, height: 700 })
  })

  it('where it was', () => {
    expect(placeWindow(stored, [laptop, second])).toEqual(stored)
  })

  it('on the main screen again when the other one is gone', () => {
    expect(placeWindow(stored, [laptop])).toMatchObject({ x: 40, maximized: false })
  })

  it('not smaller than every screen of the app needs', () => {
    expect(placeWindow({ ...stored, width: 200, height: 130 }, [second])).toMatchObject({ width: 960, height: 640 })
  })
})

it('keeps the state in a file, and does without a damaged one', () => {
  const folder = mkdtempSync(join(tmpdir(), 'shopbell-window-'))
  const path = join(folder, 'window.json')
  expect(readWindowState(path)).toBeUndefined()
  writeWindowState(path, stored)
  expect(readWindowState(path)).toEqual(stored)
  writeFileSync(path, '{"x":')
  expect(readWindowState(path)).toBeUndefined()
  rmSync(folder, { recursive: true, force: true })
})
