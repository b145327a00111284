import { describe, expect, it } from 'vitest'
import { exceptionsOf } from './exception.ts'
import { judge } from './judge.ts'

const exceptions = exceptionsOf('request', [['text | image', '/a: unknown field | /b: unknown field', 'the spec is older', 'part 2']])
const misfit = (of: string, words: string, side: 'request' | 'answer' = 'request') => ({ side, of, misfit: words })

describe('a written exception', () => {
  it('excuses what it names and nothing else', () => {
    const found = [
      misfit('text', '/a: unknown field'),
      misfit('image', '/b: unknown field'),
      misfit('video', '/a: unknown field'),
      misfit('text', '/c: unknown field'),
    ]
    expect(judge(found, exceptions)).toEqual({
      violations: ['request text: /c: unknown field', 'request video: /a: unknown field'],
      unused: [],
      excused: 2,
    })
  })

  it('does not reach to the other side', () => {
    expect(judge([misfit('text', '/a: unknown field', 'answer')], exceptions).violations).toEqual(['answer text: /a: unknown field'])
  })

  it('is told when one of its names or misfits is no longer needed', () => {
    expect(judge([misfit('text', '/a: unknown field')], exceptions).unused).toEqual([
      'request image: ',
      'request text, image: /b: unknown field',
    ])
  })
})
