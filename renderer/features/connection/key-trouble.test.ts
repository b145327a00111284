import { describe, expect, it } from 'vitest'
import { isKeyTrouble, keyReasonOf } from './key-trouble.ts'

describe('keyReasonOf', () => {
  it('tells an ended key from a missing right and from another business', () => {
    expect(keyReasonOf({ code: 'meta-key-refused', params: { metaCode: 190, metaSubcode: 463 }, retry: 'never' })).toBe('ended')
    expect(keyReasonOf({ code: 'key-scope-missing', params: {}, retry: 'never' })).toBe('permission')
    expect(keyReasonOf({ code: 'meta-permission-missing', params: { metaCode: 100, metaSubcode: 33 }, retry: 'never' })).toBe('business')
  })

  it('names none where Meta named none', () => {
    expect(keyReasonOf({ code: 'meta-key-refused', params: { metaCode: 190 }, retry: 'never' })).toBeNull()
  })
})

describe('isKeyTrouble', () => {
  it('leaves a dead line alone', () => {
    expect(isKeyTrouble({ code: 'network-unreachable', retry: 'now' })).toBe(false)
    expect(isKeyTrouble({ code: 'meta-key-refused', retry: 'never' })).toBe(true)
  })
})
