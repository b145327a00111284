import { describe, expect, it } from 'vitest'
import { clockTime } from './clock-time.ts'
import { fittedSize, jpegName, needsShrinking } from './shrink.ts'

describe('photos that Meta does not take as they are', () => {
  it.each([
    ['image/jpeg', 5 * 1024 * 1024, false],
    ['image/jpeg', 5 * 1024 * 1024 + 1, true],
    ['image/png', 9_000_000, true],
    ['image/webp', 1_000, true],
    ['image/heic', 1_000, true],
    ['application/pdf', 9_000_000, false],
  ])('%s of %i bytes: %s', (type, size, isNeeded) => expect(needsShrinking({ type, size })).toBe(isNeeded))

  it('keep their shape, and are never made larger', () => {
    expect(fittedSize(8000, 6000)).toEqual({ width: 2048, height: 1536 })
    expect(fittedSize(300, 200)).toEqual({ width: 300, height: 200 })
    expect(fittedSize(10_000, 1)).toEqual({ width: 2048, height: 1 })
  })

  it('are called what they have become', () => {
    expect(['茶.HEIC', 'a.b.png', ''].map(jpegName)).toEqual(['茶.jpg', 'a.b.jpg', 'photo.jpg'])
  })
})

describe('time of a sound', () => {
  it('reads as on a clock', () => expect([0, 9.9, 75, 600].map(clockTime)).toEqual(['0:00', '0:09', '1:15', '10:00']))
})
