import { describe, expect, it } from 'vitest'
import { cleanTags, deriveOffers, type OfferEntry } from './rules.ts'

const paper = (at: number): OfferEntry => ({ decision: 'yes', source: 'paper-form', at })
const word = (at: number): OfferEntry => ({ decision: 'no', source: 'chat', at })
const stopped = (at: number): OfferEntry => ({ decision: 'no', source: 'whatsapp-preference', at })
const resumed = (at: number): OfferEntry => ({ decision: 'yes', source: 'whatsapp-preference', at })

describe('whether offers may be sent', () => {
  it('is unknown without an entry and otherwise what the latest entry says', () => {
    expect(deriveOffers([]).offers).toBe('unknown')
    expect(deriveOffers([paper(1)])).toEqual({ offers: 'yes', source: 'paper-form', at: 1 })
    expect(deriveOffers([paper(1), word(2)])).toEqual({ offers: 'no', source: 'chat', at: 2 })
    expect(deriveOffers([word(2), paper(3)]).offers).toBe('yes')
  })

  it('stays stopped after WhatsApp said so, whatever paper comes later, until WhatsApp says otherwise', () => {
    expect(deriveOffers([paper(1), stopped(2)])).toEqual({ offers: 'stopped', source: 'whatsapp-preference', at: 2 })
    expect(deriveOffers([stopped(2), paper(3)]).offers).toBe('stopped')
    expect(deriveOffers([paper(1), stopped(2), resumed(3)]).offers).toBe('yes')
    expect(deriveOffers([stopped(2), resumed(3), word(4)]).offers).toBe('no')
    expect(deriveOffers([stopped(2), resumed(3), stopped(4), paper(5)]).offers).toBe('stopped')
  })
})

describe('tags', () => {
  it('are trimmed and kept once, whatever their case and width', () => {
    expect(cleanTags([' VIP ', 'vip', 'ＶＩＰ', '', '老客戶', '老 客戶'])).toEqual(['VIP', '老客戶', '老 客戶'])
  })
})
