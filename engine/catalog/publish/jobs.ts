import type { CatalogDeps } from '../deps.ts'
import { currentFields, viewDraft, type ViewContext } from '../draft-view.ts'
import { draftsWithProducts, type Pair } from '../drafts-in-parts.ts'
import { changedNames, type FieldName, type Fields } from '../fields.ts'
import { viewContext } from '../read-again.ts'

type Common = { readonly retailerId: string; readonly name: string; readonly changedAt: number }

/** One change that can be sent. */
export type Job = Common &
  (
    | { readonly kind: 'new'; readonly names: readonly FieldName[]; readonly fields: Fields }
    | { readonly kind: 'changed'; readonly productId: string; readonly names: readonly FieldName[]; readonly fields: Fields }
    | { readonly kind: 'removed'; readonly productId: string }
  )

/** Changes without troubles, those of these products or all, in the order in which they were made. */
export async function planJobs(deps: CatalogDeps, retailerIds: readonly string[] | undefined): Promise<Job[]> {
  const view = viewContext(deps)
  const jobs: Job[] = []
  for await (const pairs of draftsWithProducts(deps, retailerIds)) jobs.push(...pairs.flatMap((pair) => jobOf(pair, view)))
  return jobs
}

function jobOf({ draft, product }: Pair, view: ViewContext): Job[] {
  const { kind, fields, troubles } = viewDraft(draft, product, view)
  if (troubles.length > 0) return []
  const { retailerId, changedAt } = draft
  const common = { retailerId, changedAt, name: fields?.name ?? product?.name ?? retailerId }
  if (kind === 'new') return changeOf(fields, null).map((change) => ({ ...common, kind, ...change }))
  if (product === undefined || product.productId === '') return []
  const { productId } = product
  if (kind === 'removed') return [{ ...common, kind, productId }]
  return changeOf(fields, currentFields(product, view)).map((change) => ({ ...common, kind, productId, ...change }))
}

/** What a change sends; nothing when Meta has it so already. */
function changeOf(fields: Fields | null, current: Fields | null): { readonly fields: Fields; readonly names: readonly FieldName[] }[] {
  const names = fields === null ? [] : changedNames(current, fields)
  return fields === null || names.length === 0 ? [] : [{ fields, names }]
}
