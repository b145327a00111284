import type { Turn } from './turns.ts'

/** Who writes again without an answer after this long waits anew. */
export const PATIENCE_MS = 7 * 86_400_000

/** A wait of a customer: from the message that opened it, until somebody answered; null while nobody has. */
export type Wait = { readonly customerSeq: number; readonly openedAt: number; readonly answeredAt: number | null }

/** Follows turns in order of time. */
export type WaitKeeper = {
  add(turn: Turn): void
  /** Milliseconds that customers waited, of waits that ended. */
  readonly answered: readonly number[]
  /** Waits that nobody ended yet. */
  open(): Wait[]
}

/**
 * Finds waits: a message of a customer opens one when nobody of the shop had the last word and nothing waits since less
 * than seven days; the next answer of a person ends it. Taps and reactions open none. Waits that opened outside the span
 * are left out; turns must begin seven days before it.
 */
export function createWaitKeeper(span: { readonly from: number; readonly to: number }): WaitKeeper {
  const answered: number[] = []
  // By customer: when the unanswered waits opened, and when the customer last wrote.
  const waiting = new Map<number, { opened: number[]; lastAt: number }>()
  return {
    answered,
    add({ customerSeq, turn, at }) {
      if (turn === 'answer') {
        for (const openedAt of waiting.get(customerSeq)?.opened ?? []) if (openedAt >= span.from) answered.push(at - openedAt)
        waiting.delete(customerSeq)
        return
      }
      if (turn !== 'asks' || at >= span.to) return
      const known = waiting.get(customerSeq)
      if (known === undefined) waiting.set(customerSeq, { opened: [at], lastAt: at })
      else {
        if (at - known.lastAt > PATIENCE_MS) known.opened.push(at)
        known.lastAt = at
      }
    },
    open: () =>
      [...waiting].flatMap(([customerSeq, { opened }]) =>
        opened.filter((openedAt) => openedAt >= span.from).map((openedAt) => ({ customerSeq, openedAt, answeredAt: null })),
      ),
  }
}

/** The value below or at which so large a share (0 to 1) of sorted values lies; null when there are none. Nearest rank. */
export const rankOf = (sorted: Float64Array, share: number): number | null =>
  sorted.length === 0 ? null : (sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? null)
