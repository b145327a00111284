import { describe, expect, it } from 'vitest'
import { failureWordIds } from './error-words.ts'

describe('the words for a message that did not arrive', () => {
  it('are those of Meta’s code, else those of our own reason, else the general ones', () => {
    expect(failureWordIds({ metaCode: 131026, reason: 'limit-text-too-long' }).what).toBe('meta.131026.what')
    expect(failureWordIds({ metaCode: null, reason: 'limit-text-too-long' })).toEqual({
      what: 'errors.limit-text-too-long.what',
      do: 'errors.limit-text-too-long.do',
    })
    expect(failureWordIds({ metaCode: null, reason: 'a word of later' }).what).toBe('meta.other.what')
    expect(failureWordIds({ metaCode: null, reason: null }).do).toBe('meta.other.do')
  })
})
