import { describe, expect, it } from 'vitest'
import { EMPTY_FORM, formOf, namedColumns, toInput } from './rule-form.ts'
import type { Rule, Template } from './types.ts'

const template = { name: 'order_ready', language: 'zh_TW', variables: [{ name: 'order', where: 'body' }] } as unknown as Template

const rule = {
  ruleId: 'drf_0000000000',
  pattern: 'orders-*.csv',
  kind: 'reminder',
  template: { from: 'text', text: 'order_ready' },
  language: { from: 'column', column: 'Their language' },
  phone: 'Phone',
  name: 'Name',
  reference: 'Order',
  notBefore: 'From',
  latest: 'Until',
  values: { order: { from: 'column', column: 'Order' } },
  encoding: 'big5',
} as unknown as Rule

describe('a rule in the dialog', () => {
  it('is saved as it was read, whatever it says of times, name, language and letters', () => {
    expect(toInput(formOf(rule), template, rule)).toEqual(rule)
    const plain = { ...rule, language: null, name: null, latest: null, notBefore: null, reference: null, encoding: null }
    expect(toInput(formOf(plain), template, plain)).toEqual(plain)
    const fixed = { ...rule, language: { from: 'text' as const, text: 'zh_TW' } }
    expect(toInput(formOf(fixed), template, fixed)).toEqual(fixed)
    expect(namedColumns(formOf(rule))).toEqual(['Phone', 'Order', 'From', 'Until', 'Name', 'Their language', 'Order'])
  })

  it('is new without an id, and nothing while a needed column is missing', () => {
    const form = { ...EMPTY_FORM, pattern: ' a.csv ', template: 'order_ready', phone: 'Phone', values: { order: 'Order' } }
    expect(toInput(form, template, null)).toMatchObject({ pattern: 'a.csv', latest: null, language: null, encoding: null })
    expect(toInput({ ...form, values: {} }, template, null)).toBeNull()
  })
})
