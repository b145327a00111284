import { keep, take, type SimulatorDrive } from './drive.ts'

const product = {
  retailer_id: 'TEA-900',
  name: 'Winter tea',
  price: 48_000,
  currency: 'TWD',
  availability: 'in stock',
  description: 'For cold days',
  image_url: 'https://shop.example/tea.jpg',
  url: 'https://shop.example/tea',
} as const
const rule = { retailer_id: { is_any: ['TEA-900', 'P-1'] } }

/** Catalogs, products and sets. */
export const goodsDrives: readonly SimulatorDrive[] = [
  { of: ['business.owned-catalogs'], run: ({ api, facts }) => api.business.catalogs(facts.businessId) },
  { of: ['business.client-catalogs'], run: ({ api, facts }) => api.business.clientCatalogs(facts.businessId) },
  { of: ['catalog.linked'], run: ({ api }) => api.catalog.linked() },
  { of: ['catalog.unlink'], run: ({ api, facts }) => api.catalog.unlink(facts.catalogId) },
  { of: ['catalog.link'], run: ({ api, facts }) => api.catalog.link(facts.catalogId) },
  { of: ['catalog.read'], run: ({ api, facts }) => api.catalog.read(facts.catalogId) },
  {
    of: ['catalog.create-product'],
    run: ({ api, facts }, made) => keep(made, 'product', api.catalog.createProduct(facts.catalogId, product)),
  },
  { of: ['catalog.products'], run: ({ api, facts }) => api.catalog.products(facts.catalogId) },
  { of: ['catalog.product'], run: ({ api }, made) => api.catalog.product(take(made, 'product')) },
  { of: ['catalog.edit-product'], run: ({ api }, made) => api.catalog.editProduct(take(made, 'product'), { price: 50_000 }) },
  {
    of: ['catalog.batch'],
    run: async ({ api, facts }, made) => {
      const batch = await api.catalog.batch(facts.catalogId, {
        allow_upsert: true,
        requests: [{ method: 'UPDATE', data: { id: 'P-1', title: 'Tea', price: '480.00 TWD' } }],
      })
      if (batch.ok) made.set('batch', batch.value.handles?.[0] ?? '')
      return batch
    },
  },
  { of: ['catalog.batch-status'], run: ({ api, facts }, made) => api.catalog.batchStatus(facts.catalogId, take(made, 'batch')) },
  {
    of: ['catalog.create-set'],
    run: ({ api, facts }, made) => keep(made, 'set', api.catalog.createSet(facts.catalogId, { name: 'Gifts', filter: rule })),
  },
  { of: ['catalog.sets'], run: ({ api, facts }) => api.catalog.sets(facts.catalogId) },
  { of: ['catalog.set-products'], run: ({ api }, made) => api.catalog.setProducts(take(made, 'set')) },
  { of: ['catalog.edit-set'], run: ({ api }, made) => api.catalog.editSet(take(made, 'set'), { name: 'Presents' }) },
  { of: ['catalog.remove-set'], run: ({ api }, made) => api.catalog.removeSet(take(made, 'set')) },
  { of: ['catalog.groups'], run: ({ api, facts }) => api.catalog.groups(facts.catalogId) },
  { of: ['catalog.diagnostics'], run: ({ api, facts }) => api.catalog.diagnostics(facts.catalogId) },
  { of: ['catalog.remove-product'], run: ({ api }, made) => api.catalog.removeProduct(take(made, 'product')) },
  { of: ['catalog.set-commerce-settings'], run: ({ api }) => api.catalog.setCommerceSettings({ is_catalog_visible: true }) },
  { of: ['catalog.commerce-settings'], run: ({ api }) => api.catalog.commerceSettings() },
]
