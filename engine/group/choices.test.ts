import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { tempStore } from '../../test/support/temp-store.ts'
import { readChoices } from './choices.ts'

let temp: ReturnType<typeof tempStore>
beforeEach(() => {
  temp = tempStore()
})
afterEach(() => temp.remove())

describe('what the menus of a sentence offer', () => {
  it('is nothing in a shop without customers, but what the picture saw, in order', () => {
    expect(readChoices(temp.store.read, { countries: ['TW', 'BR'], languages: [] })).toEqual({
      tags: [],
      countries: ['BR', 'TW'],
      languages: [],
      sources: [],
      dates: [],
      hasOrders: false,
    })
  })
})
