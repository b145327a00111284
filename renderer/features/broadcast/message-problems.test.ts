import { describe, expect, it } from 'vitest'
import { emptyContent, sameForAll, type Content, type Template } from './content.ts'
import { messageProblems } from './message-problems.ts'

const NOW = Date.UTC(2026, 10, 22)
const template = {
  header: { format: 'IMAGE', text: null, sampleUrl: null },
  body: '',
  variables: [{ name: '1', where: 'body', card: null, sample: 'x' }],
  buttons: [{ type: 'URL', text: 'Shop', url: 'https://a.example/{{1}}', needsValue: true }],
  cards: [],
  limitedTimeOffer: { text: 'Ends', hasExpiration: true },
} as unknown as Template
const problems = (change: Partial<Content>) => [...messageProblems({ ...emptyContent('A'), ...change }, template, NOW)]

describe('messageProblems', () => {
  it('names every value that is not there', () => {
    expect(problems({})).toEqual([
      ['header', 'file'],
      ['1', 'missing'],
      ['offer.ends', 'missing'],
      ['button.0', 'missing'],
    ])
  })

  it('leaves what differs from person to person to the count of people, and takes the end of the coupon', () => {
    const coupon = { kind: 'one-for-all' as const, code: 'TEA', endsAt: (NOW + 1) as never }
    const variables = {
      '1': { from: { kind: 'customer' as const, field: 'name' as const }, fallback: '' },
      'button.0': { from: { kind: 'coupon' as const, part: 'code' as const }, fallback: '' },
    }
    expect(problems({ variables, coupon, headerUrl: 'https://a.example/a.png' })).toEqual([])
  })

  it('sees what is wrong with what is there', () => {
    const variables = {
      header: sameForAll('a.png'),
      '1': sameForAll('tea'),
      'offer.ends': sameForAll(new Date(NOW).toISOString()),
      'button.0': sameForAll('a b'),
    }
    expect(problems({ variables })).toEqual([
      ['header', 'address'],
      ['offer.ends', 'past'],
      ['button.0', 'spaces'],
    ])
  })
})
