import { capabilityEvent, numberQualityEvent } from '../webhooks/number-news.ts'
import { report } from './customers.ts'
import { messagingTiers, tierSizes } from './number-state.ts'
import type { World } from './world.ts'

/** Meta raises the limit within six hours. @source reference part 9, upward */
const GROWTH_AFTER_MS = 6 * 3_600_000

/** Raises the limit some hours after half of it was used, while the quality is not bad. Off unless the limit is kept. */
export function growWithUse(world: World): void {
  if (world.faults.setting('messagingLimit') === 0 || world.number.isGrowing) return
  if (world.reach.inWeek(world.clock.nowMs()) * 2 < tierSizes[world.number.tier]) return
  world.number.isGrowing = true
  world.clock.schedule(GROWTH_AFTER_MS, () => grow(world))
}

function grow(world: World): void {
  const { number } = world
  number.isGrowing = false
  const next = messagingTiers[messagingTiers.indexOf(number.tier) + 1]
  // Bad quality keeps the limit where it is; an unproven shop stays on its first rung until it is verified or well used.
  if (next === undefined || number.quality === 'RED') return
  number.tier = next
  report(world, capabilityEvent(world))
  report(world, numberQualityEvent(world, 'THROUGHPUT_UPGRADE'))
}

/** People who may still be written to outside windows in these 24 hours. */
export function budgetLeft(world: World): number {
  return tierSizes[world.number.tier] - world.reach.inDay(world.clock.nowMs())
}
