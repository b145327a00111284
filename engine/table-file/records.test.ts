import { describe, expect, it } from 'vitest'
import { splitBeginning } from './records.ts'

const split = (text: string, delimiter = ',') => {
  const result = splitBeginning(text, { delimiter, isWhole: true })
  if (!result.ok) throw new Error(result.error.code)
  return result.value.filter((record) => record.cells.join('') !== '')
}

describe('rows of a file', () => {
  it('keep quotes, delimiters and line ends inside quotes, with any line end outside', () => {
    expect(split('a,"b ""x"", y"\r\n"c\r\nd",e\rf,g\n').map((record) => record.cells)).toEqual([
      ['a', 'b "x", y'],
      ['c\nd', 'e'],
      ['f', 'g'],
    ])
  })

  it('take a stray quote as it stands', () => {
    expect(split('Ada 5" Lin,1\n"5" pipe",2\n').map((record) => [record.isBroken, record.cells[1]])).toEqual([
      [false, '1'],
      [false, '2'],
    ])
  })

  it('lose one row, not the rest, to a quote that never closes', () => {
    const rows = split('a,1\n"b,2\nc,3\nd,"4"\ne,5\n')
    expect(rows.map((record) => [record.row, record.isBroken])).toEqual([
      [1, false],
      [2, true],
      [3, false],
      [4, false],
      [5, false],
    ])
    expect(rows[3]?.cells).toEqual(['d', '4'])
  })
})
