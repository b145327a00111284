import { describe, expect, it } from 'vitest'
import { hear, minutesLeft, shareDone, type ImportProgress } from './eta.ts'

const progress = (more: Partial<ImportProgress>): ImportProgress => ({
  importId: 'imp_1' as ImportProgress['importId'],
  phase: 'reading',
  rowsDone: 0,
  bytesDone: 0,
  bytesTotal: 1_000,
  ...more,
})

describe('how long an import still takes', () => {
  it('is told from its pace, reading being one half and writing the other', () => {
    const begun = hear(null, progress({}), 0)
    expect([shareDone(begun), minutesLeft(begun)]).toEqual([0, null])
    const quarter = hear(begun, progress({ bytesDone: 500, rowsDone: 50 }), 60_000)
    expect([shareDone(quarter), minutesLeft(quarter)]).toEqual([0.25, 3])
    const read = hear(quarter, progress({ bytesDone: 1_000, rowsDone: 100 }), 120_000)
    const writing = hear(read, progress({ phase: 'writing', bytesDone: 1_000, rowsDone: 50 }), 180_000)
    expect([shareDone(writing), minutesLeft(writing)]).toEqual([0.75, 1])
  })

  it('begins anew with another import, and never passes the whole', () => {
    const first = hear(null, progress({ bytesDone: 1_000, rowsDone: 10 }), 0)
    expect(shareDone(hear(first, progress({ phase: 'writing', rowsDone: 99 }), 1))).toBe(1)
    expect(hear(first, progress({ importId: 'imp_2' as ImportProgress['importId'] }), 7)).toMatchObject({ begunAt: 7, rowsRead: 0 })
  })
})
