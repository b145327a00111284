import type { ParsedInput } from '#contract/ipc/index.ts'
import { sql, type ReadHandle, type Sql } from '../../store/index.ts'
import { shopRules } from '../approval/shop-rules.ts'

type Audience = ParsedInput<'broadcast.audience'>['audience']
type MostOffers = NonNullable<Audience['mostOffers']>

/** The broadcast's own limit and the shop's for all broadcasts: both hold. */
export const offerLimits = (db: ReadHandle, { mostOffers }: Pick<Audience, 'mostOffers'>): MostOffers[] =>
  [mostOffers, shopRules(db).mostOffers].filter((limit) => limit !== null)

const HOUR_MS = 3_600_000
const DAY_HOURS = 24

/**
 * Offers count that were accepted after this moment: so many days ago, from the full hour on. The hour makes a count
 * hold for a while; it can only let somebody rest a little longer, never less.
 */
export const offersSince = (days: number, at: number): number => Math.floor((at - days * DAY_HOURS * HOUR_MS) / HOUR_MS) * HOUR_MS - 1

const isOffer = sql`s.run_id in (select run_id from run where purpose = 'offer')`

/** Whether `customer c` got as many offers as allowed already, as 1 or 0. */
export const offeredOften = ({ count, days }: MostOffers, at: number): Sql => sql`(
  select count(*) from send s where s.customer_seq = c.seq and s.accepted_at > ${offersSince(days, at)} and ${isOffer}) >= ${count}`

/** The same for everybody at once, read along the time at which messages were accepted. */
export const offeredRecipe = ({ count, days }: MostOffers, at: number) => ({
  holds: sql`(${offeredOften({ count, days }, at)})`,
  readings: [
    {
      from: sql`send s indexed by send_accepted_at`,
      customer: sql`s.customer_seq`,
      where: sql`s.accepted_at > ${offersSince(days, at)} and s.customer_seq is not null and ${isOffer}`,
      along: { key: sql`s.accepted_at`, within: sql`s.accepted_at > ${offersSince(days, at)}` },
    },
  ],
  least: count,
})
