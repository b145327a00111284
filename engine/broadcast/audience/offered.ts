const HOUR_MS = 3_600_000
const DAYS_HOURS = 24

/**
 * Offers count that were accepted after this moment: so many days ago, from the full hour on. The hour makes a count
 * hold for a while; it can only let somebody rest a little longer, never less.
 */
export const offersSince = (days: number, at: number): number => Math.floor((at - days * DAYS_HOURS * HOUR_MS) / HOUR_MS) * HOUR_MS - 1
