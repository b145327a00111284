import type { CallOutput, ParsedInput } from '#contract/ipc/index.ts'
import { fail, ok, type Result } from '#contract/kernel/result.ts'
import type { CatalogApi, CatalogDeps } from './deps.ts'
import { namedCatalog, saveChoice, saveSync } from './settings.ts'

type Choices = CallOutput<'catalog.choices'>
type Done = Result<Record<string, never>>

/** Catalogs within reach of the key and what customers see. Errors: connection-missing, those of reading the link. */
export async function choices(deps: CatalogDeps): Promise<Result<Choices>> {
  const api = deps.api()
  if (api === null) return fail('connection-missing')
  const linked = await api.catalog.linked()
  if (!linked.ok) return linked
  const isLinked = new Set(linked.value.map(({ id }) => id))
  const found = new Map([...(await ofBusiness(api)), ...linked.value].map((catalog) => [catalog.id, catalog]))
  const settings = await api.catalog.commerceSettings()
  return ok({
    catalogs: [...found.values()].map(({ id, name, product_count: products }) => ({
      catalogId: id,
      name: name ?? '',
      products: products === undefined ? null : Math.round(products),
      isLinked: isLinked.has(id),
    })),
    isCartOn: settings.ok ? settings.value.is_cart_enabled : null,
    isVisible: settings.ok ? settings.value.is_catalog_visible : null,
  })
}

/** Catalogs of the business that owns the account; none where the key may not ask. */
async function ofBusiness(api: CatalogApi) {
  const account = await api.account.readDetails()
  const businessId = account.ok ? account.value.owner_business_info?.id : undefined
  if (businessId === undefined) return []
  const [owned, shared] = [await api.business.catalogs(businessId), await api.business.clientCatalogs(businessId)]
  return [...(shared.ok ? shared.value : []), ...(owned.ok ? owned.value : [])]
}

/**
 * Links a catalog to the account, in the place of the one before, or takes the link back. When the new one is refused, the old
 * one is linked again. Errors: connection-missing, those of the client.
 */
export async function linkCatalog(deps: CatalogDeps, catalogId: string | null): Promise<Done> {
  const api = deps.api()
  if (api === null) return fail('connection-missing')
  const linked = await api.catalog.linked()
  if (!linked.ok) return linked
  const others = linked.value.filter(({ id }) => id !== catalogId)
  for (const { id } of others) {
    const unlinked = await api.catalog.unlink(id)
    if (!unlinked.ok) return unlinked
  }
  if (catalogId !== null && others.length === linked.value.length) {
    const done = await api.catalog.link(catalogId)
    if (!done.ok) {
      for (const { id } of others) await api.catalog.link(id)
      return done
    }
  }
  noteChoice(deps, catalogId)
  return ok({})
}

function noteChoice(deps: CatalogDeps, catalogId: string | null): void {
  const { vault, clock, announcer } = deps
  vault.store.write((db) => {
    const named = deps.catalogId()
    if (namedCatalog(db, named) !== catalogId) saveChoice(db, { catalogId, insteadOf: named }, clock.now())
    if (catalogId === null) saveSync(db, null, clock.now())
    db.afterCommit(() => announcer.announce('catalog.changed', {}))
  })
}

/** Shows or hides catalog and cart at this number. Errors: connection-missing, form-too-few, those of the client. */
export async function setShopWindow(deps: CatalogDeps, wish: ParsedInput<'catalog.setShopWindow'>): Promise<Done> {
  const api = deps.api()
  if (api === null) return fail('connection-missing')
  const done = await api.catalog.setCommerceSettings({
    ...(wish.isCartOn === undefined ? {} : { is_cart_enabled: wish.isCartOn }),
    ...(wish.isVisible === undefined ? {} : { is_catalog_visible: wish.isVisible }),
  })
  if (!done.ok) return done
  deps.announcer.announce('catalog.changed', {})
  return ok({})
}
