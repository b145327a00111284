import { describe, expect, it } from 'vitest'
import { faultsOf, pageOf } from './compare.ts'
import { findProofs } from './find-proofs.ts'
import { groups } from './promises.ts'

const wrongKey = { id: 'D-05', holds: 'told apart' }
const relay = { id: 'I-03', holds: 'kept first', cannot: 'no relay' }

describe('promises and their proofs', () => {
  it('finds tests by the numbers at the start of their names, several in one', () => {
    const source = [
      "it('M-06, M-07: late events', () => {})",
      'test("D-05: told apart", async () => {})',
      "describe('D-01 a key', () => {})",
    ].join('\n')
    expect(findProofs('a.test.ts', source).map(({ id }) => id)).toEqual(['M-06', 'M-07', 'D-05', 'D-01'])
  })

  it('takes neither skipped tests nor numbers in the middle of a name for a proof', () => {
    const source = ["it.skip('D-05: told apart', () => {})", "it('says D-05', () => {})", "// it('D-0"].join('\n')
    expect(findProofs('a.test.ts', source)).toEqual([])
  })

  it('names a promise without a test, one that is called unprovable and has one, and a number that nobody promised', () => {
    const proofs = [
      { id: 'I-03', file: 'a.test.ts', name: '' },
      { id: 'D-99', file: 'a.test.ts', name: '' },
    ]
    expect(faultsOf([wrongKey, relay], proofs)).toEqual([
      'D-05 has no test: told apart',
      'I-03 is called unprovable and has a test',
      'D-99 in a.test.ts is no promise that is written down',
    ])
    expect(faultsOf([wrongKey, relay], [{ id: 'D-05', file: 'a.test.ts', name: '' }])).toEqual([])
  })

  it('never counts what can not run here as proven', () => {
    const page = pageOf([{ title: 'All', promises: [wrongKey, relay] }], [{ id: 'D-05', file: 'a.test.ts', name: '' }])
    expect(page).toContain('2 promises: 1 with tests, 1 that can')
    expect(page).toContain('| I-03 | kept first | **Not proven.** no relay |')
  })

  it('has each number once', () => {
    const ids = groups.flatMap(({ promises }) => promises.map(({ id }) => id))
    expect(ids).toHaveLength(new Set(ids).size)
  })
})
