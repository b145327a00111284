import { expect, it } from 'vitest'
import { createNumbersSeen } from './numbers-seen.ts'

const all = async (seen: ReturnType<typeof createNumbersSeen>) => {
  const list = await seen.inOrder()
  const found: [number, number][] = []
  for (let next = list.next(); next.done !== true; next = list.next()) found.push([next.value.key, next.value.row])
  return found
}

it('finds the row of each of many numbers, and gives them in order without those that are left out', async () => {
  const seen = createNumbersSeen()
  const numbers = Array.from({ length: 150_000 }, (_, index) => 886_900_000_000 + ((index * 7_919) % 1_000_003))
  numbers.forEach((number, index) => seen.add(number, index + 2))
  expect(numbers.every((number, index) => seen.rowOf(number) === index + 2)).toBe(true)
  expect(seen.rowOf(886_800_000_000)).toBeUndefined()
  seen.leaveOut(numbers[0]!)
  seen.leaveOut(numbers[0]!)
  expect([seen.waiting, seen.rowOf(numbers[0]!)]).toEqual([149_999, 2])
  const expected = numbers.map((number, index): [number, number] => [number, index + 2]).slice(1)
  expect(await all(seen)).toEqual(expected.toSorted(([one], [other]) => one - other))
})

it('is empty at the beginning', async () => {
  expect(await all(createNumbersSeen())).toEqual([])
})
