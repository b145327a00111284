export { createCatalog } from './service.ts'
export type { CatalogRoom } from './service.ts'
export type { CatalogApi, CatalogDeps } from './deps.ts'
export type { Product } from './stored-product.ts'
