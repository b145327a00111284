import { describe, expect, it } from 'vitest'
import tokens from './tokens.css?raw'

type Theme = 'light' | 'dark'

/** Reads the pairs `--name: light-dark(#aabbcc, #ddeeff);` of the token table. */
const colours = new Map(
  [...tokens.matchAll(/--([a-z0-9-]+): light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\)/g)].map(([, name, light, dark]) => [
    name ?? '',
    { light: light ?? '', dark: dark ?? '' },
  ]),
)

const channel = (hex: string): number => {
  const value = Number.parseInt(hex, 16) / 255
  return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4
}
const luminance = (colour: string): number =>
  0.2126 * channel(colour.slice(1, 3)) + 0.7152 * channel(colour.slice(3, 5)) + 0.0722 * channel(colour.slice(5, 7))

function contrast(front: string, back: string, theme: Theme): number {
  const [one, other] = [colours.get(front), colours.get(back)]
  if (one === undefined || other === undefined) throw new Error(`No token ${one === undefined ? front : back}`)
  const [lighter = 0, darker = 0] = [luminance(one[theme]), luminance(other[theme])].toSorted((a, b) => b - a)
  return (lighter + 0.05) / (darker + 0.05)
}

const grounds = ['canvas', 'surface', 'sunken', 'hover', 'selected']
const bubbles = ['bubble-in', 'bubble-out', 'bubble-note', 'bubble-auto']
const texts = ['text-1', 'text-2', 'text-3', 'accent-text']

/** Text that needs 4.5 : 1 (WCAG 1.4.3) and borders, rings and charts that need 3 : 1 (1.4.11). */
const readable: readonly (readonly [string, string])[] = [
  ...texts.flatMap((text) => grounds.map((ground) => [text, ground] as const)),
  ...['text-1', 'text-2', 'text-3'].flatMap((text) => bubbles.map((bubble) => [text, bubble] as const)),
  ['on-accent', 'accent-fill'],
  ['on-accent', 'accent-fill-hover'],
  ['on-danger', 'danger-fill'],
  ['success-text', 'success-back'],
  ['warning-text', 'warning-back'],
  ['danger-text', 'danger-back'],
  ['text-1', 'danger-back'],
  ['text-2', 'danger-back'],
  ['auto-label', 'bubble-auto'],
  ['accent-text', 'bubble-out'],
  ['danger-text', 'surface'],
  ['warning-text', 'surface'],
  ['success-text', 'surface'],
]
const visible: readonly (readonly [string, string])[] = [
  ...grounds.map((ground) => ['control-border', ground] as const),
  ...grounds.map((ground) => ['focus', ground] as const),
  ...['chart-1', 'chart-2', 'chart-3', 'chart-4', 'chart-5', 'chart-6'].map((chart) => [chart, 'surface'] as const),
]

describe.each(['light', 'dark'] as const)('the token table in %s', (theme) => {
  it('reads every colour of the table', () => {
    expect(colours.size).toBeGreaterThan(30)
  })

  it.each(readable)('%s can be read on %s', (text, ground) => {
    expect(contrast(text, ground, theme)).toBeGreaterThanOrEqual(4.5)
  })

  it.each(visible)('%s stands out from %s', (mark, ground) => {
    expect(contrast(mark, ground, theme)).toBeGreaterThanOrEqual(3)
  })
})
