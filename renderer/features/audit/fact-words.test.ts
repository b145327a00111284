import { describe, expect, it } from 'vitest'
import { factWords } from './fact-words.ts'

/** Says which words are asked for, instead of the words. */
const asked = {
  t: (id: string, values: Readonly<Record<string, unknown>> = {}) => `${id} ${Object.values(values).join(' ')}`.trim(),
  locale: 'en',
} as never

describe('what an entry knows more of its act', () => {
  it('names the size of a file that was written', () => {
    expect(factWords({ act: 'customer.export', facts: { sizeBytes: 1_572_864, messages: 3 } }, asked)).toEqual([
      expect.stringMatching(/^audit\.fact\.sizeBytes 1[.]\d.*MB$/u),
      'audit.fact.messages 3',
    ])
  })

  it('says nothing of the room that the shop took when it was opened, made anew or erased', () => {
    for (const act of ['vault.create', 'vault.changeKey', 'vault.erase'])
      expect(factWords({ act, facts: { sizeBytes: 1_572_864 } }, asked)).toEqual([])
  })
})
