import { expect, it } from 'vitest'
import { findDuplicates } from './find-duplicates.ts'

const body = (name: string): string => `export const ${name} = (values: readonly number[]): number => {\n  let sum = 0\n  for (const value of values) sum += value * 2\n  return sum / values.length\n}\n`

it('finds a copied function in two files and says where it stands', () => {
  const found = findDuplicates([['a.ts', body('mean')], ['b.ts', `const other = 1\n${body('mean')}`]], 20)
  expect(found.map(({ first, second }) => [first, second])).toEqual([
    [
      { file: 'a.ts', fromLine: 1, toLine: 5 },
      { file: 'b.ts', fromLine: 2, toLine: 6 },
    ],
  ])
})

it('finds a copy inside one file', () => {
  expect(findDuplicates([['a.ts', `${body('mean')}const between = true\n${body('mean')}`]], 20)).toHaveLength(1)
})

it('reports one long copy once, not once per shift', () => {
  expect(findDuplicates([['a.ts', body('mean').repeat(1)], ['b.ts', body('mean')]], 5)).toHaveLength(1)
})

it('ignores comments, white space and imports', () => {
  const imports = `import { alpha, beta, gamma, delta } from './first.ts'\nimport { one, two, three, four, five } from './second.ts'\n`
  expect(findDuplicates([['a.ts', `${imports}const a = 1`], ['b.ts', `${imports}const b = 2`]], 8)).toEqual([])
  expect(findDuplicates([['a.ts', 'f(1, 2, 3, 4, 5)'], ['b.ts', 'f(1,\n  2, // two\n  3, 4, 5)']], 8)).toHaveLength(1)
})

it('leaves code alone that only looks alike', () => {
  expect(findDuplicates([['a.ts', body('mean')], ['b.ts', body('mean').replaceAll('value', 'item')]], 30)).toEqual([])
})
