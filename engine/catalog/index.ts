export { createCatalog } from './service.ts'
export type { CatalogApi, CatalogDeps, CatalogRoom } from './service.ts'
export type { Product } from './rules.ts'
