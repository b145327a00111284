import type { InboxDeps } from './face.ts'

/** A difference below a minute is the age of Meta's answer, not of the clock. */
const NOTABLE_OFFSET_MS = 60_000

/** Now, by Meta's clock where this computer's is visibly wrong: the window is Meta's. */
export function metaNow({ clock, api }: Pick<InboxDeps, 'clock' | 'api'>): number {
  const offsetMs = api()?.clockOffsetMs() ?? 0
  return clock.now() + (Math.abs(offsetMs) > NOTABLE_OFFSET_MS ? offsetMs : 0)
}
