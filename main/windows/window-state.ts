import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { z } from 'zod'

/** Where a window stood and how large it was, in pixels of the desktop. */
export type Bounds = { readonly x: number; readonly y: number; readonly width: number; readonly height: number }

const Stored = z.object({
  x: z.number().int(),
  y: z.number().int(),
  width: z.number().int().positive(),
  height: z.number().int().positive(),
  maximized: z.boolean(),
})
/** What is kept about the window from one start to the next. */
export type WindowState = z.infer<typeof Stored>

/** The smallest window in which every screen still works. */
export const leastSize = { width: 960, height: 640 } as const
const FIRST_SIZE = { width: 1_360, height: 860 } as const
const LEAST_VISIBLE = 120

type Span = { readonly from: number; readonly size: number }

const overlap = (one: Span, other: Span): number => Math.min(one.from + one.size, other.from + other.size) - Math.max(one.from, other.from)

const isVisible = (bounds: Bounds, area: Bounds): boolean =>
  overlap({ from: bounds.x, size: bounds.width }, { from: area.x, size: area.width }) >= LEAST_VISIBLE &&
  overlap({ from: bounds.y, size: bounds.height }, { from: area.y, size: area.height }) >= LEAST_VISIBLE

/**
 * Decides where the window opens: where it was, if enough of that can still be seen, else in the middle of the main screen.
 * @param stored the last state, undefined at the first start
 * @param areas usable areas of all screens, the main one first
 */
export const placeWindow = (stored: WindowState | undefined, areas: readonly Bounds[]): WindowState => {
  if (stored !== undefined && areas.some((area) => isVisible(stored, area))) {
    return { ...stored, width: Math.max(stored.width, leastSize.width), height: Math.max(stored.height, leastSize.height) }
  }
  const area = areas[0] ?? { x: 0, y: 0, ...FIRST_SIZE }
  const width = Math.min(FIRST_SIZE.width, area.width)
  const height = Math.min(FIRST_SIZE.height, area.height)
  const middle = { x: area.x + Math.floor((area.width - width) / 2), y: area.y + Math.floor((area.height - height) / 2) }
  return { ...middle, width, height, maximized: false }
}

/** Reads the last state; a missing or damaged file counts as a first start. */
export const readWindowState = (path: string): WindowState | undefined => {
  try {
    return Stored.safeParse(JSON.parse(readFileSync(path, 'utf8'))).data
  } catch {
    // Nothing but a place on the desktop is lost.
    return undefined
  }
}

/** Keeps the state for the next start. */
export const writeWindowState = (path: string, state: WindowState): void => {
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(`${path}.new`, JSON.stringify(state))
  renameSync(`${path}.new`, path)
}
