import { describe, expect, it } from 'vitest'
import { fillSamples } from './preview-of-template.ts'

const template = {
  variables: [
    { name: 'header.1', where: 'header', card: null, sample: 'Mid-autumn' },
    { name: '1', where: 'body', card: null, sample: '陳小姐' },
    { name: '2', where: 'body', card: null, sample: '' },
    { name: '1', where: 'card', card: 1, sample: '烏龍' },
  ],
} as const

describe('filling in samples', () => {
  it('puts each sample in the place of its field', () => {
    expect(fillSamples('親愛的{{1}}', template, { where: 'body' })).toBe('親愛的陳小姐')
    expect(fillSamples('{{1}} offer', template, { where: 'header' })).toBe('Mid-autumn offer')
    expect(fillSamples('{{1}}', template, { where: 'card', card: 1 })).toBe('烏龍')
    expect(fillSamples('{{1}}', template, { where: 'card', card: 0 })).toBe('1')
  })

  it('shows the name of a field without a sample, and never bare braces', () => {
    expect(fillSamples('code {{2}}, ends {{ 3 }}', template, { where: 'body' })).toBe('code 2, ends 3')
  })
})
