import type { CallOutput } from '#contract/ipc/index.ts'

type Consent = CallOutput<'customer.get'>['consent'][number]

/** One entry about offers, as far as it decides. */
export type OfferEntry = {
  readonly decision: 'yes' | 'no'
  readonly source: Consent['source']
  readonly at: number
}

export type DerivedOffers = {
  readonly offers: CallOutput<'customer.get'>['offers']
  readonly source: Consent['source'] | null
  readonly at: number | null
}

/**
 * Says whether offers may be sent. The latest entry wins, except that a stop by WhatsApp's own switch is lifted only by
 * the same switch: no paper and no clerk can undo it.
 * @param entries all entries about offers in the order of `at`, then of writing
 * @source Meta's user_preferences webhook; UX fact F5
 */
export function deriveOffers(entries: readonly OfferEntry[]): DerivedOffers {
  const bySwitch = entries.findLast((entry) => entry.source === 'whatsapp-preference')
  if (bySwitch?.decision === 'no') return { offers: 'stopped', source: bySwitch.source, at: bySwitch.at }
  const latest = entries.at(-1)
  return latest === undefined
    ? { offers: 'unknown', source: null, at: null }
    : { offers: latest.decision, source: latest.source, at: latest.at }
}

/** How long people may be written to freely after their last message, ms. */
export const REPLY_WINDOW_MS = 24 * 3_600_000

/** Trims tags, drops empty ones and repeats (case and width do not make another tag), keeps the first writing. */
export function cleanTags(tags: readonly string[]): string[] {
  const seen = new Map<string, string>()
  for (const tag of tags) {
    const text = tag.normalize('NFKC').replace(/\s+/g, ' ').trim().slice(0, 100)
    const key = text.toLowerCase()
    if (text !== '' && !seen.has(key)) seen.set(key, text)
  }
  return [...seen.values()]
}

/** A day of the calendar; without a year it may be 29 February. */
export type YearDay = { readonly month: number; readonly day: number; readonly year: number | null }

/** Whether a calendar has that day. The year 2000 stands for an unknown one, because it has a 29 February. */
export function isRealDay({ month, day, year }: YearDay): boolean {
  const back = new Date(Date.UTC(year ?? 2000, month - 1, day))
  return back.getUTCMonth() === month - 1 && back.getUTCDate() === day
}
