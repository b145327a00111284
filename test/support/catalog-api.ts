import { ok } from '#contract/kernel/result.ts'
import type { CatalogApi } from '../../engine/catalog/index.ts'

const refuse = async (): Promise<never> => {
  throw new Error('this test did not say what Meta answers to that')
}

/** Meta's side of the catalog for tests that mostly read; what is not given must not be asked. Pictures are out of reach. */
export const catalogApi = (given: Partial<CatalogApi['catalog']>, fetchImage?: CatalogApi['fetchImage']): CatalogApi => ({
  catalog: {
    linked: async () => ok([]),
    read: async (id) => ok({ id }),
    sets: async () => ok([]),
    link: refuse,
    unlink: refuse,
    products: refuse,
    product: refuse,
    createProduct: refuse,
    editProduct: refuse,
    removeProduct: refuse,
    batch: refuse,
    batchStatus: refuse,
    setProducts: refuse,
    createSet: refuse,
    editSet: refuse,
    removeSet: refuse,
    groups: refuse,
    diagnostics: refuse,
    commerceSettings: refuse,
    setCommerceSettings: refuse,
    ...given,
  },
  business: { catalogs: refuse, clientCatalogs: refuse },
  account: { readDetails: refuse },
  fetchImage: fetchImage ?? (async () => ({ ok: false, error: { code: 'network-timeout', retry: 'now' } }) as const),
})
