import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Person } from '../audience/rules.ts'
import { isStopButton, payloadsFor, readPayload, resolveValues, writeEnd } from './rules.ts'

const person = { name: '陳美玲', addressAs: '', phone: '+886912345678', language: null } as unknown as Person
const facts = { couponCode: 'TEA-7KQ4', couponEnds: '11/30', productName: '凍頂烏龍', productPrice: 'NT$480' }
const clean = (text: string) => text.trim()

describe('values for one person', () => {
  it('come from their source, else from the fallback, else are missing', () => {
    const variables = {
      a: { from: { kind: 'customer', field: 'name' }, fallback: '貴賓' },
      b: { from: { kind: 'customer', field: 'addressAs' }, fallback: '貴賓' },
      c: { from: { kind: 'customer', field: 'language' }, fallback: ' ' },
      d: { from: { kind: 'text', text: '85 折' }, fallback: '' },
      e: { from: { kind: 'coupon', part: 'code' }, fallback: '' },
      f: { from: { kind: 'coupon', part: 'ends' }, fallback: '' },
      g: { from: { kind: 'product', part: 'name' }, fallback: '' },
      h: { from: { kind: 'product', part: 'price' }, fallback: '' },
    } as const
    expect(
      resolveValues(['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'nobody'], { variables, person, facts, language: 'zh_TW', clean }),
    ).toEqual({
      values: { a: '陳美玲', b: '貴賓', c: '', d: '85 折', e: 'TEA-7KQ4', f: '11/30', g: '凍頂烏龍', h: 'NT$480', nobody: '' },
      fellBack: ['b'],
      missing: ['c', 'nobody'],
      ofPerson: '陳美玲',
    })
  })
})

describe('the end of a coupon', () => {
  it('is the day in the time zone of the shop, as the reader writes it', () => {
    const lastMinute = Date.UTC(2026, 10, 30, 15, 59)
    expect([
      writeEnd(lastMinute, 'zh_TW', 'Asia/Taipei'),
      writeEnd(lastMinute + 60_000, 'zh_TW', 'Asia/Taipei'),
      writeEnd(lastMinute, 'en', 'Asia/Taipei'),
      writeEnd(lastMinute, 'pt_BR', 'Asia/Taipei'),
      writeEnd(null, 'en', 'Asia/Taipei'),
      writeEnd(lastMinute, '', 'Asia/Taipei'),
    ]).toEqual(['11/30', '12/1', '30 Nov', '30/11', '', '30 Nov'])
  })
})

describe('quick-reply buttons', () => {
  it('end offers when they say so, and show the products once', () => {
    const buttons = ['Copy', '看商品', 'See more', '停止優惠訊息'].map((text, index) => ({
      type: index === 0 ? 'COPY_CODE' : 'QUICK_REPLY',
      text,
    }))
    const id = 'brc_0123456789'
    expect(payloadsFor(buttons, id, true)).toEqual({ 1: `sb.products.${id}`, 3: `sb.stop.${id}` })
    expect(payloadsFor(buttons, id, false)).toEqual({ 3: `sb.stop.${id}` })
    expect(
      ['Stop promotions', '取消訂閱', '退订', 'Parar promoções', 'Berhenti', '看商品', 'See products', 'Yes please'].map(isStopButton),
    ).toEqual([true, true, true, true, true, false, false, false])
  })

  it('are understood when they come back, and nothing else is', () => {
    expect(readPayload('sb.products.brc_0123456789')).toEqual({ kind: 'products', broadcastId: 'brc_0123456789' })
    expect(
      ['看商品', 'sb.products.', 'sb.other.brc_0123456789', 'xsb.stop.brc_0123456789', 'sb.stop.brc_0123456789 '].map(readPayload),
    ).toEqual([null, null, null, null, null])
    fc.assert(fc.property(fc.string(), (text) => readPayload(text) === null))
  })
})
