import type { Person } from '../kept/people.ts'

/** Free text is not begun in the last minutes of a window: it may wait, and the two clocks differ a little. */
const RESERVE_MS = 10 * 60_000
const WINDOW_MS = 86_400_000

/** Whether words of one's own may be begun now. */
export const isWindowOpen = ({ lastInboundAt }: Pick<Person, 'lastInboundAt'>, now: number): boolean =>
  lastInboundAt !== null && lastInboundAt + WINDOW_MS - RESERVE_MS > now
