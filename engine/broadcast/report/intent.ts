import type { z } from 'zod'
import type { ReplyIntent } from '#contract/ipc/broadcast-report.ts'
import type { CallOutput } from '#contract/ipc/index.ts'
import { INTERESTED, NOT_NOW, QUESTION, SIGNS, WHOLE, type IntentWords } from './intent-words.ts'

export type Intent = z.infer<typeof ReplyIntent>
type Content = CallOutput<'inbox.reply'>['content']

/** How the shop reads words that end offers; the customer room's own list. */
export type OfferWord = (text: string) => 'stop' | 'start' | null

/** One answer for each kind of content that tells anything; the others tell nothing. */
type PerKind = { readonly [K in Content['kind']]?: (content: Extract<Content, { readonly kind: K }>, offerWord: OfferWord) => Intent }

const readers: PerKind = {
  button: ofButton,
  text: ({ text }, offerWord) => ofText(text, offerWord),
  reaction: ({ emoji }) => ofSigns(emoji) ?? 'other',
  media: ({ caption }, offerWord) => (caption === '' ? 'other' : ofText(caption, offerWord)),
  // A cart or a filled-in form: the person did something about it.
  order: () => 'interested',
  flow: () => 'interested',
}

/**
 * What an answer to a broadcast seems to tell, by what was tapped, put into a cart, signed or written. It is a guess that
 * sorts a list for people, nothing is decided by it: ending offers is obeyed elsewhere, from the same words.
 */
export function intentOf(content: Content, offerWord: OfferWord): Intent {
  // The table's own type proves that the chosen function takes this kind.
  const reader = readers[content.kind] as ((content: Content, offerWord: OfferWord) => Intent) | undefined
  return reader === undefined ? 'other' : reader(content, offerWord)
}

/** Our own buttons say it themselves; another one is read by its words, and a tap that tells nothing else is interest. */
function ofButton({ payload, text }: { readonly payload: string; readonly text: string }, offerWord: OfferWord): Intent {
  if (payload.startsWith('sb.stop.')) return 'stop'
  if (payload.startsWith('sb.products.')) return 'interested'
  const intent = ofText(text, offerWord)
  return intent === 'other' ? 'interested' : intent
}

const LONGEST = 1_000
const QUESTION_MARK = /[?？؟⁇⁈⁉]/

function ofText(text: string, offerWord: OfferWord): Intent {
  const offer = offerWord(text)
  if (offer !== null) return offer === 'stop' ? 'stop' : 'interested'
  const plain = fold(text.slice(0, LONGEST))
  const hasMark = QUESTION_MARK.test(text)
  if (plain.joined === '') return ofSigns(text) ?? (hasMark ? 'question' : 'other')
  const whole = INTENTS.find((intent) => WHOLE[intent].includes(plain.joined))
  return whole ?? ofWords(plain, hasMark) ?? ofSigns(text) ?? 'other'
}

const INTENTS = ['not-now', 'question', 'interested'] as const

function ofWords(plain: Folded, hasMark: boolean): Intent | null {
  // "No, but do you have tea?" wants an answer; "not now, maybe later" wants none.
  if (!hasMark && holds(plain, NOT_NOW) && !isQuestionFirst(plain)) return 'not-now'
  if (hasMark || holds(plain, QUESTION)) return 'question'
  return holds(plain, INTERESTED) ? 'interested' : null
}

type Folded = { readonly spaced: string; readonly joined: string }

/** Lower case, without accents, marks and signs; between Chinese characters a space means nothing. */
function fold(text: string): Folded {
  const plain = text
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[\p{M}'’]/gu, '')
    .replace(/[^\p{L}\p{N}+]+/gu, ' ')
    .trim()
  return { spaced: ` ${plain} `, joined: plain.replaceAll(' ', '') }
}

const holds = ({ spaced, joined }: Folded, { latin, han }: IntentWords): boolean => latin.test(spaced) || han.test(joined)

/** Words that only ever ask, so that "有沒有不要糖的" is no refusal. */
const isQuestionFirst = ({ joined }: Folded): boolean =>
  /^(请问|請問|想问|想問|可不可以|能不能|有没有|有沒有|要不要)|[吗嗎呢]$/u.test(joined)

function ofSigns(text: string): Intent | null {
  const signs = [...text.normalize('NFKC')].filter((sign) => /\p{Extended_Pictographic}|⁉/u.test(sign))
  return INTENTS.find((intent) => signs.some((sign) => [...SIGNS[intent]].includes(sign))) ?? null
}
