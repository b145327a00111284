import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { tempVault } from '../../../test/support/temp-vault.ts'
import { createCustomer } from '../../customer/index.ts'
import { createAnnouncer, manualClock, secureRandom, silentLogger } from '../../kernel/index.ts'
import { intentOf, type OfferWord } from './intent.ts'

let customer: Awaited<ReturnType<typeof createCustomer>>
let vault: ReturnType<typeof tempVault>
beforeAll(async () => {
  vault = tempVault()
  customer = await createCustomer({ vault, clock: manualClock(), random: secureRandom, announcer: createAnnouncer(), logger: silentLogger })
})
afterAll(async () => {
  await customer.stop()
  vault.remove()
})

const offerWord: OfferWord = (words) => customer.offerWord(words)
const text = (words: string) => intentOf({ kind: 'text', text: words }, offerWord)

describe('an answer in words', () => {
  it.each([
    // English
    ['Yes please!', 'interested'],
    ["I'd like two boxes", 'interested'],
    ['Count me in 🎉', 'interested'],
    ['ok', 'interested'],
    ['How much is the oolong?', 'question'],
    ['do you still have size M', 'question'],
    ['Price', 'question'],
    ['Not now, thanks', 'not-now'],
    ["I'm not interested", 'not-now'],
    ['No thanks', 'not-now'],
    ['maybe later', 'not-now'],
    ['No, but do you have green tea?', 'question'],
    ['STOP', 'stop'],
    ['unsubscribe', 'stop'],
    ['Thank you', 'other'],
    ['Nothing special', 'other'],
    ['Knowing you is a joy', 'other'],
    // zh-TW
    ['我要兩盒', 'interested'],
    ['有興趣', 'interested'],
    ['好的，謝謝', 'interested'],
    ['好', 'interested'],
    ['請問多少錢', 'question'],
    ['週日有營業嗎', 'question'],
    ['有沒有不要糖的', 'question'],
    ['不用了，謝謝', 'not-now'],
    ['沒興趣', 'not-now'],
    ['下次吧', 'not-now'],
    ['取消訂閱', 'stop'],
    ['停收', 'stop'],
    ['謝謝', 'other'],
    // zh-CN
    ['我要两盒', 'interested'],
    ['想买', 'interested'],
    ['怎么买', 'question'],
    ['还有货吗', 'question'],
    ['暂时不需要', 'not-now'],
    ['没 兴 趣', 'not-now'],
    ['退订', 'stop'],
    ['谢谢', 'other'],
    // Signs and odd ones
    ['👍🏽', 'interested'],
    ['❤️', 'interested'],
    ['🤔', 'question'],
    ['？？', 'question'],
    ['👎', 'not-now'],
    ['🐈', 'other'],
    ['', 'other'],
    ['+1', 'interested'],
    ['ＹＥＳ', 'interested'],
  ] as const)('%j tells %s', (words, intent) => {
    expect(text(words)).toBe(intent)
  })

  it('is read in a bounded part of it', () => {
    expect(text(`${'x'.repeat(100_000)} yes`)).toBe('other')
  })
})

describe('an answer without words', () => {
  it('tells by the button that was tapped', () => {
    const tap = (payload: string, words: string) => intentOf({ kind: 'button', text: words, payload }, offerWord)
    expect(tap('sb.products.brc_0123456789', '看商品')).toBe('interested')
    expect(tap('sb.stop.brc_0123456789', '停止優惠訊息')).toBe('stop')
    expect(tap('other', 'Show me')).toBe('interested')
    expect(tap('other', 'No thanks')).toBe('not-now')
    expect(tap('other', 'Unsubscribe')).toBe('stop')
    expect(tap('other', '營業時間')).toBe('question')
  })

  it('tells by a reaction, a cart or a caption', () => {
    expect(intentOf({ kind: 'reaction', emoji: '😍', toMessage: '' }, offerWord)).toBe('interested')
    expect(intentOf({ kind: 'reaction', emoji: '👎🏻', toMessage: '' }, offerWord)).toBe('not-now')
    expect(intentOf({ kind: 'reaction', emoji: '🐈', toMessage: '' }, offerWord)).toBe('other')
    expect(intentOf({ kind: 'order', text: '', items: [], totalText: '' }, offerWord)).toBe('interested')
    expect(intentOf({ kind: 'media', media: 'image', caption: '這個多少錢', fileName: null }, offerWord)).toBe('question')
    expect(intentOf({ kind: 'media', media: 'audio', caption: '', fileName: null }, offerWord)).toBe('other')
  })
})
