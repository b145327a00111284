import { describe, expect, it } from 'vitest'
import { changesOf, fullAddress, textsOf, troublesOf } from './texts-rules.ts'
import type { Profile } from './types.ts'

const profile: Profile = {
  about: 'Tea every day',
  address: '',
  description: 'We roast.',
  email: 'tea@shop.example',
  websites: ['https://shop.example/'],
  vertical: 'RETAIL',
  picture: null,
  readAt: 1 as Profile['readAt'],
}
const texts = textsOf(profile)

describe('the texts of the profile', () => {
  it('change nothing while they are as they were', () => {
    expect(changesOf(texts, profile)).toBeNull()
    expect(changesOf({ ...texts, about: ' Tea every day ' }, profile)).toBeNull()
  })

  it('send only what differs, and web addresses together', () => {
    expect(changesOf({ ...texts, description: '', secondWebsite: 'tea.example/menu', vertical: 'GROCERY' }, profile)).toEqual({
      description: '',
      websites: ['https://shop.example/', 'https://tea.example/menu'],
      vertical: 'GROCERY',
    })
    expect(changesOf({ ...texts, firstWebsite: '' }, profile)).toEqual({ websites: [] })
  })

  it('name each field that Meta would refuse', () => {
    const troubles = (changed: typeof texts) => troublesOf(changed, texts)
    expect(troubles(texts)).toEqual({})
    expect(
      troubles({
        ...texts,
        about: ' ',
        email: 'tea@shop',
        firstWebsite: 'ftp://shop.example',
        secondWebsite: 'shop',
        address: 'x'.repeat(257),
      }),
    ).toEqual({ about: 'empty', email: 'email', firstWebsite: 'website', secondWebsite: 'website', address: 'too-long' })
    expect(troubles({ ...texts, about: 'x'.repeat(139), description: 'x'.repeat(513) })).toEqual({ description: 'too-long' })
    expect(troubles({ ...texts, firstWebsite: `shop.example/${'x'.repeat(240)}` })).toEqual({ firstWebsite: 'too-long' })
  })

  it('can be saved beside an about that never was set', () => {
    const bare = { ...texts, about: '' }
    expect(troublesOf(bare, bare)).toEqual({})
  })

  it('give a web address its beginning, once', () => {
    expect(['shop.example', 'http://shop.example', ' ', 'HTTPS://shop.example'].map(fullAddress)).toEqual([
      'https://shop.example',
      'http://shop.example',
      '',
      'HTTPS://shop.example',
    ])
  })
})
