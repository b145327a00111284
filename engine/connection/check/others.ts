import { CLOCK_TOLERANCE_MS, isOffline } from '../rules.ts'
import { unreached } from '../rotate.ts'
import type { Look } from './look.ts'
import { failed, skipped, unasked, well, type Outcome } from './outcome.ts'

/** Whether the catalog that was named is linked to the account; a shop without one needs none. */
export async function checkCatalog({ live }: Look): Promise<Outcome> {
  const { catalogId, kind } = live.stored
  const catalogs = await live.api.catalog.linked()
  if (!catalogs.ok) return kind === 'provider' && catalogId === null ? skipped('catalog-missing') : unasked(unreached(catalogs.error))
  if (catalogId !== null && !catalogs.value.some((catalog) => catalog.id === catalogId)) return failed('catalog-missing', { catalogId })
  return catalogs.value.length === 0 ? skipped('catalog-missing') : well({ catalogs: catalogs.value.length })
}

/** Whether this computer's clock is right, by the stamp of an answer of now. */
export async function checkClock(look: Look): Promise<Outcome> {
  const answer = await look.number()
  if (!answer.ok && isOffline(answer.error.code)) return skipped(answer.error.code)
  const offsetMs = look.live.api.clockOffsetMs()
  if (offsetMs === null) return skipped('meta-answer-unreadable')
  return Math.abs(offsetMs) <= CLOCK_TOLERANCE_MS ? well() : failed('clock-off', { seconds: Math.round(offsetMs / 1000) })
}
