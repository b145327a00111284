import type { CatalogNode, ProductNode } from '#contract/cloud-api/answer-catalog.ts'
import type { CreatedAnswer } from '#contract/cloud-api/answer-common.ts'
import type {
  BatchAnswer,
  BatchStatus,
  CatalogDiagnostic,
  CommerceSettingsRequest,
  CreateProductRequest,
  CreateProductSetRequest,
  EditProductRequest,
  EditProductSetRequest,
  ProductGroup,
  ProductQuery,
  ProductSet,
} from '#contract/cloud-api/manage-catalog.ts'
import type { Result } from '#contract/kernel/result.ts'
import type { CallDeps } from '../call.ts'
import { createProduct } from './create-product.ts'
import { createSet } from './create-set.ts'
import { editProduct } from './edit-product.ts'
import { editSet } from './edit-set.ts'
import { linkCatalog } from './link-catalog.ts'
import { listGroups } from './list-groups.ts'
import { listLinkedCatalogs } from './list-linked-catalogs.ts'
import { listProducts } from './list-products.ts'
import { listSetProducts } from './list-set-products.ts'
import { listSets } from './list-sets.ts'
import { readBatchStatus } from './read-batch-status.ts'
import { readCatalog } from './read-catalog.ts'
import { readCommerceSettings } from './read-commerce-settings.ts'
import { readDiagnostics } from './read-diagnostics.ts'
import { readProduct } from './read-product.ts'
import { removeProduct } from './remove-product.ts'
import { removeSet } from './remove-set.ts'
import { saveCommerceSettings } from './save-commerce-settings.ts'
import { sendBatch, type Batch } from './send-batch.ts'
import { unlinkCatalog } from './unlink-catalog.ts'

/** Catalogs, products and sets; a price is words on reading and a whole number of cents on writing. */
export type CatalogOperations = {
  /** Catalogs linked to the account; those of the portfolio stand in `business`. */
  linked(): Promise<Result<readonly CatalogNode[]>>
  link(catalogId: string): Promise<Result<void>>
  unlink(catalogId: string): Promise<Result<void>>
  read(catalogId: string): Promise<Result<CatalogNode>>
  /** Every product of a catalog, all pages; or those that fit Meta's filter, e.g. `{"retailer_id":{"eq":"SKU-17"}}`. */
  products(catalogId: string, query?: ProductQuery): Promise<Result<readonly ProductNode[]>>
  /** One product by Meta's id, with review and problems. */
  product(productId: string): Promise<Result<ProductNode>>
  createProduct(catalogId: string, request: CreateProductRequest): Promise<Result<CreatedAnswer>>
  editProduct(productId: string, request: EditProductRequest): Promise<Result<void>>
  removeProduct(productId: string): Promise<Result<void>>
  /** Up to 5,000 at once, in the words of Meta's product feed; followed by `batchStatus`. */
  batch(catalogId: string, batch: Batch): Promise<Result<BatchAnswer>>
  batchStatus(catalogId: string, handle: string): Promise<Result<BatchStatus>>
  sets(catalogId: string): Promise<Result<readonly ProductSet[]>>
  setProducts(setId: string): Promise<Result<readonly ProductNode[]>>
  createSet(catalogId: string, request: CreateProductSetRequest): Promise<Result<CreatedAnswer>>
  editSet(setId: string, request: EditProductSetRequest): Promise<Result<void>>
  removeSet(setId: string): Promise<Result<void>>
  groups(catalogId: string): Promise<Result<readonly ProductGroup[]>>
  diagnostics(catalogId: string): Promise<Result<readonly CatalogDiagnostic[]>>
  /** Cart and visibility of the catalog at this number; what was never set comes with Meta's defaults. */
  commerceSettings(): Promise<Result<{ readonly is_cart_enabled: boolean; readonly is_catalog_visible: boolean }>>
  setCommerceSettings(request: CommerceSettingsRequest): Promise<Result<void>>
}

export const catalogOperations = (deps: CallDeps, ids: { readonly account: string; readonly number: string }): CatalogOperations => ({
  linked: () => listLinkedCatalogs(deps, ids.account),
  link: (catalogId) => linkCatalog(deps, ids.account, catalogId),
  unlink: (catalogId) => unlinkCatalog(deps, ids.account, catalogId),
  read: (catalogId) => readCatalog(deps, catalogId),
  products: (catalogId, query) => listProducts(deps, catalogId, query),
  product: (productId) => readProduct(deps, productId),
  createProduct: (catalogId, request) => createProduct(deps, catalogId, request),
  editProduct: (productId, request) => editProduct(deps, productId, request),
  removeProduct: (productId) => removeProduct(deps, productId),
  batch: (catalogId, batch) => sendBatch(deps, catalogId, batch),
  batchStatus: (catalogId, handle) => readBatchStatus(deps, catalogId, handle),
  sets: (catalogId) => listSets(deps, catalogId),
  setProducts: (setId) => listSetProducts(deps, setId),
  createSet: (catalogId, request) => createSet(deps, catalogId, request),
  editSet: (setId, request) => editSet(deps, setId, request),
  removeSet: (setId) => removeSet(deps, setId),
  groups: (catalogId) => listGroups(deps, catalogId),
  diagnostics: (catalogId) => readDiagnostics(deps, catalogId),
  commerceSettings: () => readCommerceSettings(deps, ids.number),
  setCommerceSettings: (request) => saveCommerceSettings(deps, ids.number, request),
})
