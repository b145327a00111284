import type { World } from '../behaviour/world.ts'
import { type Problem, problem } from './problems.ts'

/** Says whether products can be shown in a message. @source reference part 6, message constraints */
export type Goods = {
  /** Null = all of these can be shown now. */
  readonly check: (retailerIds: readonly string[]) => Problem | null
  /** The same, where the message names the catalog too. */
  readonly checkIn: (catalogId: string, retailerIds: readonly string[]) => Problem | null
}

/** Goods of the catalog that is linked to the account. */
export function goodsOf(world: World): Goods {
  const { catalogId } = world.identity
  const check: Goods['check'] = (retailerIds) => {
    if (retailerIds.length === 0) return null
    if (!world.account.hasCatalog) return problem(131009, 'No catalog is linked to this account')
    const unknown = retailerIds.find((retailerId) => !world.management.goods.isSendable(retailerId))
    return unknown === undefined ? null : problem(131009, `Product ${unknown} not found in catalog ${catalogId}`)
  }
  return {
    check,
    checkIn: (named, retailerIds) => (named === catalogId ? check(retailerIds) : problem(131009, 'catalog_id: not linked to this account')),
  }
}
