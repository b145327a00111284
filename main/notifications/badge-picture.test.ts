import { expect, it } from 'vitest'
import { badgeWords, drawBadge } from './badge-picture.ts'

it('says 9+ above nine', () => {
  expect([1, 9, 10, 4_000].map(badgeWords)).toEqual(['1', '9', '9+', '9+'])
})

it('draws each number differently, and all above nine alike, inside the circle', () => {
  const pictures = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10].map((count) => Buffer.from(drawBadge(count).pixels).toString('base64'))
  expect(new Set(pictures).size).toBe(10)
  expect(drawBadge(11)).toEqual(drawBadge(4_000))
  const { pixels, size } = drawBadge(10)
  expect(pixels).toHaveLength(size * size * 4)
  // The corners stay clear.
  expect([0, size - 1, size * (size - 1), size * size - 1].map((place) => pixels[place * 4 + 3])).toEqual([0, 0, 0, 0])
})
