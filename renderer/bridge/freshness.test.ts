import { describe, expect, it } from 'vitest'
import { isStaleAfter } from './freshness.ts'

describe('isStaleAfter', () => {
  const patterns = new Set(['customer.*', 'inbox.list'])

  it('takes a name as it is, and all calls of a noun by its star', () => {
    expect(isStaleAfter(patterns, 'inbox.list')).toBe(true)
    expect(isStaleAfter(patterns, 'customer.get')).toBe(true)
    expect(isStaleAfter(patterns, 'inbox.messages')).toBe(false)
    expect(isStaleAfter(patterns, 'catalog.list')).toBe(false)
  })

  it('never reads the file of a running import again', () => {
    expect(isStaleAfter(patterns, 'customer.inspectFile')).toBe(false)
  })
})
