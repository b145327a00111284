import { describe, expect, it } from 'vitest'
import { readTo, routes } from './routes.ts'

const roundTrip = (to: Parameters<typeof routes.newBroadcastTo>[0]) =>
  readTo(decodeURIComponent(routes.newBroadcastTo(to).split('/').at(-1) ?? ''))

describe('the address of a new broadcast', () => {
  it('carries a tag of any letters, a group, an import, or people', () => {
    expect(roundTrip({ kind: 'tag', tag: '老客戶 / 50%' })).toEqual({ kind: 'tag', tag: '老客戶 / 50%' })
    expect(roundTrip({ kind: 'group', groupId: 'grp_0123456789' })).toEqual({ kind: 'group', groupId: 'grp_0123456789' })
    expect(roundTrip({ kind: 'import', importId: 'imp_0123456789' })).toEqual({ kind: 'import', importId: 'imp_0123456789' })
    expect(roundTrip({ kind: 'people', customerIds: ['cus_a', 'cus_b'] })).toEqual({ kind: 'people', customerIds: ['cus_a', 'cus_b'] })
  })

  it('reads nothing into other words', () => {
    expect(readTo('everyone')).toBeNull()
    expect(readTo('tag:')).toBeNull()
  })
})
