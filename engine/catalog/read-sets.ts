import type { ProductFilter, ProductSet as SetNode } from '#contract/cloud-api/manage-catalog.ts'
import { ok, type Result } from '#contract/kernel/result.ts'
import type { CatalogApi } from './deps.ts'
import type { SetWithMembers } from './set-queries.ts'

/** Sets with a rule are read product by product; a shop has a few of them. */
const RULES_MAX = 50

/** The rule of a set that names its products. @source reference part 6, sets */
export const codesRule = (retailerIds: readonly string[]): ProductFilter => ({ retailer_id: { is_any: retailerIds } })

/** The codes that a rule names, when it does nothing else; null for every other rule. */
export function codesOf(filter: SetNode['filter']): string[] | null {
  const rule = typeof filter === 'string' ? parse(filter) : filter
  const condition = onlyEntry(rule, 'retailer_id')
  const codes = onlyEntry(condition, 'is_any')
  if (Array.isArray(codes)) return codes.every((code) => typeof code === 'string') ? codes : null
  const code = onlyEntry(condition, 'eq')
  return typeof code === 'string' ? [code] : null
}

function onlyEntry(value: unknown, name: string): unknown {
  if (typeof value !== 'object' || value === null) return null
  const entries = Object.entries(value)
  return entries.length === 1 && entries[0]?.[0] === name ? entries[0][1] : null
}

function parse(json: string): unknown {
  try {
    return JSON.parse(json)
  } catch {
    // Not JSON is a rule that isn't understood.
    return null
  }
}

/** All sets of a catalog with their products. Errors: those of the client. */
export async function readSets(api: CatalogApi, catalogId: string): Promise<Result<SetWithMembers[]>> {
  const answer = await api.catalog.sets(catalogId)
  if (!answer.ok) return answer
  const sets: SetWithMembers[] = []
  let rules = 0
  for (const node of answer.value) {
    const codes = codesOf(node.filter)
    if (codes === null) rules += 1
    const members = codes !== null || rules > RULES_MAX ? ok(codes ?? []) : await membersOf(api, node.id)
    if (!members.ok) return members
    const count = Math.max(0, Math.round(node.product_count ?? members.value.length))
    sets.push({ setId: node.id, name: node.name, count, isEditable: codes !== null, retailerIds: members.value })
  }
  return ok(sets)
}

async function membersOf(api: CatalogApi, setId: string): Promise<Result<string[]>> {
  const answer = await api.catalog.setProducts(setId)
  return answer.ok ? ok(answer.value.map((product) => product.retailer_id)) : answer
}
