import { describe, expect, it } from 'vitest'
import type { Work } from '../types.ts'
import { workLines } from './work-lines.ts'

const text = (words: string) => [{ language: 'en', text: words }]

describe('an automation for who may not change it', () => {
  it('shows the words that it listens for and what it says, in their order, and no ids', () => {
    const work: Work = {
      kind: 'keywords',
      rules: [
        {
          ruleId: 'r1',
          name: 'Hours',
          words: ['open', 'hours'],
          match: 'contains',
          languages: ['en'],
          answer: { kind: 'text', texts: text('From ten.') },
          afterwards: 'nothing',
        },
        {
          ruleId: 'r2',
          name: '',
          words: ['where'],
          match: 'contains',
          languages: [],
          answer: { kind: 'products', retailerIds: ['TEA-1'], texts: text(' ') },
          afterwards: 'nothing',
        },
      ],
    }
    expect(workLines(work)).toEqual([
      { kind: 'words', words: ['open', 'hours'] },
      { kind: 'texts', texts: text('From ten.') },
      { kind: 'words', words: ['where'] },
    ])
  })
})
