import { describe, expect, it } from 'vitest'
import type { Field } from '../../../template-values/index.ts'
import { fillTemplate, openProblems, valuesToSend } from './template-rules.ts'

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

describe('what was filled in', () => {
  const fields: Field[] = [
    { kind: 'file', key: 'header', card: null, media: 'image', hasSample: true },
    { kind: 'text', key: 'name', card: null, name: 'name', where: 'body', sample: '' },
    { kind: 'file', key: 'card.0.header', card: 0, media: 'image', hasSample: false },
  ]
  const file = { mediaId: '900', fileName: 'a.png', uploadedAt: 1 }

  it('goes out with uploads by their id, without what the template has itself', () => {
    const filled = { values: { header: ' ', name: ' Mei ', gone: 'x' }, files: { 'card.0.header': file }, couponCode: '' }
    expect(valuesToSend(fields, filled)).toEqual({ name: 'Mei', 'card.0.header': '900' })
  })

  it('names what is missing in the order of the fields, the coupon last', () => {
    const empty = { values: {}, files: {}, couponCode: '' }
    expect([...openProblems(fields, empty, { needsCoupon: true, now: 0 })]).toEqual([
      ['name', 'missing'],
      ['card.0.header', 'file'],
      ['coupon', 'missing'],
    ])
    const full = { values: { name: 'Mei' }, files: { 'card.0.header': file }, couponCode: 'TEA' }
    expect([...openProblems(fields, full, { needsCoupon: true, now: 0 })]).toEqual([])
  })
})
