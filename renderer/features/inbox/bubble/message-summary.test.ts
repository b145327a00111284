import { describe, expect, it } from 'vitest'
import { messageSummary } from './message-summary.ts'

const t = (id: string, values: Readonly<Record<string, unknown>> = {}): string => [id, ...Object.values(values)].join(' ')

describe('the one line of a message', () => {
  it('writes a new number as numbers are read', () => {
    const content = { kind: 'system', text: '', note: 'number-changed', number: '+85255507777' } as const
    expect(messageSummary({ content }, { t })).toBe('inbox.bubble.note.number-changed +852 5550 7777')
  })

  it('writes the price of a product as other amounts are written', () => {
    const content = { kind: 'product', retailerId: 'A', name: 'Oolong', price: 'NT$460.00', text: '' } as const
    expect(messageSummary({ content }, { t })).toBe('Oolong NT$460')
  })
})
