import { expect, it } from 'vitest'
import { cardAfter, columnsIn } from './grid-keys.ts'

it('leads from card to card, and never past the ends', () => {
  const from = (index: number) => ({ index, count: 10, columns: 4 })
  expect(cardAfter('ArrowRight', from(9))).toBe(9)
  expect(cardAfter('ArrowLeft', from(0))).toBe(0)
  expect(cardAfter('ArrowDown', from(1))).toBe(5)
  expect(cardAfter('ArrowDown', from(7))).toBe(7)
  expect(cardAfter('ArrowUp', from(5))).toBe(1)
  expect(cardAfter('ArrowUp', from(2))).toBe(2)
  expect([cardAfter('Home', from(5)), cardAfter('End', from(5)), cardAfter('KeyA', from(5))]).toEqual([0, 9, null])
})

it('puts as many cards side by side as there is room for, at least one', () => {
  expect([columnsIn(1000, 320, 12), columnsIn(100, 320, 12), columnsIn(652, 320, 12)]).toEqual([3, 1, 2])
})
