import { describe, expect, it } from 'vitest'
import { fillSamples } from './fill-samples.ts'

const template = {
  variables: [
    { name: 'header.1', where: 'header', sample: 'Mid-autumn' },
    { name: '1', where: 'body', sample: '陳小姐' },
    { name: '2', where: 'body', sample: '' },
  ],
} as const

describe('filling in samples', () => {
  it('puts each sample in the place of its field', () => {
    expect(fillSamples('親愛的{{1}}', template, 'body')).toBe('親愛的陳小姐')
    expect(fillSamples('{{1}} offer', template, 'header')).toBe('Mid-autumn offer')
  })

  it('shows the name of a field without a sample, and never bare braces', () => {
    expect(fillSamples('code {{2}}, ends {{ 3 }}', template, 'body')).toBe('code 2, ends 3')
  })
})
