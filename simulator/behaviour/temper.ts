import { fraction } from './random.ts'

/** What a person does after reading an offer. */
export type Reaction = 'silent' | 'write' | 'ask-product' | 'tap-button' | 'stop-promotions' | 'tap-stop'

/** Languages that virtual customers write. */
export type SpokenLanguage = 'zh_TW' | 'en' | 'ms' | 'id' | 'pt_BR'

/** How a virtual customer is; it depends on seed and number alone. */
export type Temper = {
  readonly isOnWhatsapp: boolean
  /** Switched-off phone: messages are sent and never delivered. */
  readonly isPhoneOff: boolean
  /** Meta holds marketing back from this person (131049). */
  readonly isHeldBack: boolean
  /** Shares read ticks and reads. */
  readonly reads: boolean
  readonly reaction: Reaction
  /** Answers replies of the shop now and then, and orders from product cards. */
  readonly isTalkative: boolean
  readonly language: SpokenLanguage
}

/** Reachable, reads everything, never writes by itself: the people of scenario `plain`. */
export function quietTemper(language: SpokenLanguage): Temper {
  return { isOnWhatsapp: true, isPhoneOff: false, isHeldBack: false, reads: true, reaction: 'silent', isTalkative: false, language }
}

const reactionShares: readonly (readonly [Reaction, number])[] = [
  ['tap-button', 0.1],
  ['write', 0.07],
  ['ask-product', 0.05],
  ['stop-promotions', 0.02],
  ['tap-stop', 0.015],
]

/** Temper of an ordinary person with this number. */
export function livelyTemper(seed: number, digits: string): Temper {
  const reach = fraction(seed, digits, 'reach')
  return {
    isOnWhatsapp: reach >= 0.03,
    isPhoneOff: reach >= 0.03 && reach < 0.06,
    isHeldBack: reach >= 0.06 && reach < 0.085,
    reads: fraction(seed, digits, 'reads') < 0.76,
    reaction: reactionOf(fraction(seed, digits, 'reaction')),
    isTalkative: fraction(seed, digits, 'talk') < 0.5,
    language: languageOf(digits),
  }
}

/** The language that people with such a number most likely write. */
export function languageOf(digits: string): SpokenLanguage {
  if (digits.startsWith('886') || digits.startsWith('852') || digits.startsWith('853')) return 'zh_TW'
  if (digits.startsWith('60')) return 'ms'
  if (digits.startsWith('62')) return 'id'
  if (digits.startsWith('55') || digits.startsWith('351')) return 'pt_BR'
  return 'en'
}

function reactionOf(number: number): Reaction {
  let upTo = 0
  for (const [reaction, share] of reactionShares) {
    upTo += share
    if (number < upTo) return reaction
  }
  return 'silent'
}
