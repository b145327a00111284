import { foldWords } from './fold.ts'
import { findFoldedWord } from './match.ts'
import { MAYBE_START, MAYBE_STOP } from './known-words.ts'

/** Longer messages are letters, not wishes. */
const LONGEST = 600
/** "Stop" or its likes in a sentence of few words is worth a look even without more. */
const SHORT_TERMS = 6
const BARE = ['stop', 'cancel', 'unsubscribe', '停止', '退訂', '取消訂閱', 'parar', 'berhenti']
const BARE_START = ['start', 'subscribe', '訂閱', 'join']

export type MaybeWish = { readonly mayMean: 'stop' | 'start'; readonly words: string }

/**
 * Whether a message that is no certain wish may be one all the same ("please stop sending me the blue ones"). Ending is
 * looked for first: it is worse to miss.
 */
export function maybeWish(text: string): MaybeWish | null {
  if (text.length > LONGEST) return null
  const isShort = text.trim().split(/\s+/u).length <= SHORT_TERMS && text.length <= 60
  const folded = foldWords(text)
  const find = (words: readonly string[]): string | null => findFoldedWord(folded, words, 'contains')
  const stop = find(MAYBE_STOP) ?? (isShort ? find(BARE) : null)
  if (stop !== null) return { mayMean: 'stop', words: stop }
  const start = find(MAYBE_START) ?? (isShort ? find(BARE_START) : null)
  return start === null ? null : { mayMean: 'start', words: start }
}
