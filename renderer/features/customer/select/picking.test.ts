import { describe, expect, it } from 'vitest'
import { broadcastTo, ruleOf } from './goals.ts'
import { everybody, extend, isPicked, nobody, selectionOf, toggle, type Filter } from './picking.ts'

type Id = Parameters<typeof toggle>[1]
const order = Array.from({ length: 6 }, (_, index) => `cus_000000000${index}` as Id)
const id = (place: number): Id => order[place] as Id
const picked = (picking: typeof nobody) => order.flatMap((one, place) => (isPicked(picking, one) ? [place] : []))

describe('selecting customers', () => {
  it('reaches from the last one that was toggled, and lets go what a shorter range leaves', () => {
    let picking = toggle(toggle(nobody, id(5)), id(1))
    picking = extend(picking, order, { from: picking.reach, to: id(3) })
    expect(picked(picking)).toEqual([1, 2, 3, 5])
    picking = extend(picking, order, { from: picking.reach, to: id(2) })
    expect(picked(picking)).toEqual([1, 2, 5])
    picking = extend(picking, order, { from: picking.reach, to: id(0) })
    expect(picked(picking)).toEqual([0, 1, 5])
  })

  it('begins a new range where keys go on from elsewhere, and keeps the one before', () => {
    let picking = extend(nobody, order, { from: id(0), to: id(1) })
    picking = extend(picking, order, { from: id(4), to: id(5) })
    expect(picked(picking)).toEqual([0, 1, 4, 5])
  })

  it('takes single people out of everybody, and names to the engine only those', () => {
    const picking = toggle(everybody, id(2))
    expect(picked(picking)).toEqual([0, 1, 3, 4, 5])
    expect(selectionOf(picking, { search: 'x', tag: 'VIP' })).toEqual({ kind: 'found', search: 'x', tag: 'VIP', except: [id(2)] })
    expect(selectionOf(toggle(nobody, id(2)), { search: 'x' })).toEqual({ kind: 'people', customerIds: [id(2)] })
  })

  it('selects no more by name than one act takes', () => {
    const many = Array.from({ length: 2_001 }, (_, index) => `cus_${String(index).padStart(10, '0')}` as Id)
    expect(extend(nobody, many, { from: many[0] as Id, to: many[1_999] as Id }).ids.size).toBe(2_000)
    expect(extend(nobody, many, { from: many[0] as Id, to: many[2_000] as Id }).ids.size).toBe(0)
  })

  it.each([
    [everybody, { search: '', tag: 'VIP' }, { kind: 'tag', tag: 'VIP' }],
    [everybody, { search: '' }, null],
    [everybody, { search: 'mei', tag: 'VIP' }, null],
    [everybody, { search: '', tag: 'VIP', offers: 'yes' }, null],
    [toggle(everybody, id(1)), { search: '', tag: 'VIP' }, null],
    [toggle(nobody, id(1)), { search: 'mei' }, { kind: 'people', customerIds: [id(1)] }],
  ] as const)('sends to people, or to what finds all of them, or asks for a group (%#)', (picking, filter, to) => {
    expect(broadcastTo(picking, filter as Filter)).toEqual(to)
  })

  it('says all of a list as a rule, but not a search or people one by one', () => {
    expect(ruleOf(everybody, { search: ' ', tag: 'VIP', offers: 'yes' }, [])).toEqual({
      any: [
        {
          all: [
            { not: false, fact: 'tag', match: 'any', tags: ['VIP'] },
            { not: false, fact: 'offers', states: ['yes'] },
          ],
        },
      ],
    })
    expect(ruleOf(everybody, { search: '' }, [])).toEqual({ any: [{ all: [{ not: false, fact: 'joined', withinDays: null }] }] })
    expect(ruleOf(everybody, { search: 'mei' }, [])).toBeNull()
    expect(ruleOf(toggle(everybody, id(1)), { search: '' }, [])).toBeNull()
    expect(ruleOf(toggle(nobody, id(1)), { search: '' }, [])).toBeNull()
  })
})
