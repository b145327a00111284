import { describe, expect, it } from 'vitest'
import { fillTemplate, missingFields } from './template-rules.ts'

describe('fillTemplate', () => {
  it('fills what has a value and names the fields that are still empty', () => {
    const words = (name: string): string => `field ${name}`
    expect(fillTemplate('您好{{1}}，{{ product }}到貨了。', { '1': '陳小姐', product: ' ' }, words)).toBe(
      '您好陳小姐，[field product]到貨了。',
    )
  })

  it('takes values as they are, also where they look like a pattern', () => {
    expect(fillTemplate('{{1}}', { '1': '$& {{1}}' }, String)).toBe('$& {{1}}')
  })
})

describe('missingFields', () => {
  it('names the fields without a value in their order', () => {
    expect(missingFields(['name', 'product', 'day'], { product: '茶', day: '  ' })).toEqual(['name', 'day'])
  })
})
