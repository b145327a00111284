import type { CallOutput, ParsedInput } from '#contract/ipc/index.ts'
import { fail, ok, type Result } from '#contract/kernel/result.ts'
import type { CatalogDeps } from './deps.ts'
import { productRows } from './product-queries.ts'
import { codesOf, codesRule } from './read-sets.ts'
import { findSet, removeSet, writeSet } from './set-queries.ts'
import { reachCatalog, type Reach } from './sync.ts'
import { isUnknownOutcome } from './outcome.ts'

type Wish = ParsedInput<'catalog.saveSet'>

/**
 * Makes a set at Meta or changes one. Making is looked up when its outcome stays unknown, so that no set is made twice.
 * Errors: product-missing, product-set-missing, product-set-by-rule, connection-missing, catalog-missing, those of the client.
 */
export async function saveSet(deps: CatalogDeps, wish: Wish): Promise<Result<CallOutput<'catalog.saveSet'>>> {
  const { store } = deps.vault
  const retailerIds = [...new Set(wish.retailerIds)]
  const known = productRows(store.read, retailerIds).filter(({ product }) => product.productId !== '')
  if (known.length < retailerIds.length) return fail('product-missing')
  const before = wish.setId === undefined ? undefined : findSet(store.read, wish.setId)
  if (wish.setId !== undefined && before === undefined) return fail('product-set-missing')
  if (before?.isEditable === false) return fail('product-set-by-rule')
  const reach = await reachCatalog(deps)
  if (!reach.ok) return reach
  const request = { name: wish.name, filter: codesRule(retailerIds) }
  const setId =
    before === undefined ? await makeSet(reach.value, request, retailerIds) : await changeSet(reach.value, before.setId, request)
  if (!setId.ok) return setId
  const set = { setId: setId.value, name: wish.name, count: retailerIds.length, isEditable: true }
  store.write((db) => {
    writeSet(db, { ...set, retailerIds })
    db.afterCommit(() => deps.announcer.announce('catalog.changed', {}))
  })
  return ok(set)
}

type Request = { readonly name: string; readonly filter: ReturnType<typeof codesRule> }

async function changeSet({ api }: Reach, setId: string, request: Request): Promise<Result<string>> {
  const changed = await api.catalog.editSet(setId, request)
  return changed.ok ? ok(setId) : changed
}

async function makeSet({ api, catalogId }: Reach, request: Request, retailerIds: readonly string[]): Promise<Result<string>> {
  const made = await api.catalog.createSet(catalogId, request)
  if (made.ok) return ok(made.value.id)
  if (!isUnknownOutcome(made.error)) return made
  const sets = await api.catalog.sets(catalogId)
  const wanted = JSON.stringify(retailerIds)
  const found = sets.ok
    ? sets.value.find(({ name, filter }) => name === request.name && JSON.stringify(codesOf(filter)) === wanted)
    : undefined
  return found === undefined ? made : ok(found.id)
}

/** Removes a set at Meta; its products stay. Errors: product-set-missing, connection-missing, those of the client. */
export async function dropSet(deps: CatalogDeps, setId: string): Promise<Result<Record<string, never>>> {
  if (findSet(deps.vault.store.read, setId) === undefined) return fail('product-set-missing')
  const api = deps.api()
  if (api === null) return fail('connection-missing')
  const removed = await api.catalog.removeSet(setId)
  if (!removed.ok) return removed
  deps.vault.store.write((db) => {
    removeSet(db, setId)
    db.afterCommit(() => deps.announcer.announce('catalog.changed', {}))
  })
  return ok({})
}
