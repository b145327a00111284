/** One message of a chat as the guard against other machines sees it; times by this computer's clock, ms. */
export type Turn = {
  readonly direction: 'in' | 'out'
  readonly at: number
  readonly isAutomatic: boolean
  /** Folded; empty for what has no words. */
  readonly text: string
  /** A tap repeats the words of its button, which says nothing about who tapped. */
  readonly isTap?: boolean
}

export type LoopBounds = { readonly messages: number; readonly minutes: number }

/** No person reads and answers within this time, so often in a row. */
const TOO_QUICK_MS = 1_000
const QUICK_TURNS = 3
const ECHOES = 2
const SAME_TEXTS = 4

/**
 * Whether whoever writes seems to be another machine: too many automatic messages within the set time, answers within a
 * second three times in a row, our own words sent back twice, or the same words four times while we answered.
 * @param turns the latest of a chat, oldest first, with the message that asks now as the last
 */
export function isLoop(turns: readonly Turn[], now: number, bounds: LoopBounds): boolean {
  const recent = turns.filter(({ at }) => at > now - bounds.minutes * 60_000)
  const automatic = recent.filter(({ direction, isAutomatic }) => direction === 'out' && isAutomatic)
  if (automatic.length >= bounds.messages) return true
  if (automatic.length === 0) return false
  return areQuick(recent) || areEchoes(recent, automatic) || areSame(recent)
}

function areQuick(turns: readonly Turn[]): boolean {
  const waits = turns.flatMap((turn, place) => {
    if (turn.direction !== 'in') return []
    const before = turns[place - 1]
    return before?.direction === 'out' && before.isAutomatic ? [turn.at - before.at] : [Number.POSITIVE_INFINITY]
  })
  const latest = waits.slice(-QUICK_TURNS)
  return latest.length === QUICK_TURNS && latest.every((wait) => Math.abs(wait) <= TOO_QUICK_MS)
}

function areEchoes(turns: readonly Turn[], automatic: readonly Turn[]): boolean {
  const said = new Set(automatic.map(({ text }) => text).filter((text) => text !== ''))
  return turns.filter((turn) => turn.direction === 'in' && turn.isTap !== true && said.has(turn.text)).length >= ECHOES
}

function areSame(turns: readonly Turn[]): boolean {
  const latest = turns.filter((turn) => turn.direction === 'in' && turn.text !== '').slice(-SAME_TEXTS)
  return latest.length === SAME_TEXTS && new Set(latest.map(({ text }) => text)).size === 1
}
