import { expect, it } from 'vitest'
import { sharePages } from './share-pages.ts'

type Page = { readonly rows: readonly { readonly id: number; readonly text: string }[] }
const page = (first: number, text = 'said'): Page => ({ rows: [0, 1, 2].map((index) => ({ id: first + index, text })) })
const data = (...pages: readonly Page[]) => ({ pages: [...pages], pageParams: pages.map((_, index) => index) })

it('keeps every row of the pages that stay when the first goes as another comes', () => {
  const [one, two, three, four] = [page(1), page(4), page(7), page(10)]
  const shared = sharePages(data(one, two, three), data(two, three, four))
  expect(shared.pages).toEqual([two, three, four])
  expect(shared.pages[0]).toBe(two)
  expect(shared.pages[1]?.rows[0]).toBe(three.rows[0])
  expect(shared.pages[2]).toBe(four)
  // Back again: the last goes.
  expect(sharePages(shared, data(page(1), two, three)).pages.slice(1)).toEqual([two, three])
})

it('keeps rows that say the same when all pages are read anew, and takes those that changed', () => {
  const before = data(page(1), page(4))
  const after = data(page(1), { rows: page(4).rows.map((row) => (row.id === 5 ? { ...row, text: 'edited' } : row)) })
  const shared = sharePages(before, after)
  expect(shared.pages[0]).toBe(before.pages[0])
  expect(shared.pages[1]?.rows.map((row, index) => row === before.pages[1]?.rows[index])).toEqual([true, false, true])
  expect(shared.pages[1]?.rows[1]?.text).toBe('edited')
  expect(sharePages(before, data(page(1), page(4)))).toBe(before)
})
