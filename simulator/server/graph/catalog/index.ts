import { listNothing } from '../account/node.ts'
import type { Area, Route, Scope } from '../area.ts'
import { readBatch, startBatch } from './batch.ts'
import {
  linkCatalog,
  listLinkedCatalogs,
  listOwnedCatalogs,
  listProducts,
  readCatalog,
  readCommerce,
  readDiagnostics,
  readProduct,
  saveCommerce,
} from './reads.ts'
import { createSet, deleteSet, editSet, listGroups, listSetProducts, listSets, readSet } from './sets.ts'
import { createProduct, deleteProduct, editProduct } from './write.ts'

const scopes: readonly Scope[] = ['catalog_management']
const bothScopes: readonly Scope[] = ['whatsapp_business_management', 'catalog_management']

const products: readonly Route[] = [
  { method: 'GET', path: '{catalog}/products', scopes, handle: listProducts },
  { method: 'POST', path: '{catalog}/products', scopes, handle: createProduct },
  { method: 'POST', path: '{catalog}/items_batch', scopes, handle: startBatch },
  { method: 'GET', path: '{catalog}/check_batch_request_status', scopes, handle: readBatch },
  { method: 'GET', path: '{product}', scopes, handle: readProduct },
  { method: 'POST', path: '{product}', scopes, handle: editProduct },
  { method: 'DELETE', path: '{product}', scopes, handle: deleteProduct },
]

const sets: readonly Route[] = [
  { method: 'GET', path: '{catalog}/product_sets', scopes, handle: listSets },
  { method: 'POST', path: '{catalog}/product_sets', scopes, handle: createSet },
  { method: 'GET', path: '{set}', scopes, handle: readSet },
  { method: 'POST', path: '{set}', scopes, handle: editSet },
  { method: 'DELETE', path: '{set}', scopes, handle: deleteSet },
  { method: 'GET', path: '{set}/products', scopes, handle: listSetProducts },
  { method: 'GET', path: '{catalog}/product_groups', scopes, handle: listGroups },
]

/** Catalog and shop settings. @source reference part 6 */
export function createCatalogArea(): Area {
  return {
    kinds: {
      catalog: (world, id) => id === world.identity.catalogId,
      product: (world, id) => world.management.goods.find(id) !== undefined,
      set: (world, id) => world.management.catalog.sets.has(id),
    },
    routes: [
      { method: 'GET', path: '{catalog}', scopes, handle: readCatalog },
      { method: 'GET', path: '{catalog}/diagnostics', scopes, handle: readDiagnostics },
      { method: 'GET', path: '{business}/owned_product_catalogs', scopes, handle: listOwnedCatalogs },
      { method: 'GET', path: '{business}/client_product_catalogs', scopes, handle: listNothing },
      { method: 'GET', path: '{account}/product_catalogs', scopes: bothScopes, handle: listLinkedCatalogs },
      { method: 'POST', path: '{account}/product_catalogs', scopes: bothScopes, handle: linkCatalog },
      { method: 'DELETE', path: '{account}/product_catalogs', scopes: bothScopes, handle: linkCatalog },
      { method: 'GET', path: '{number}/whatsapp_commerce_settings', scopes: ['whatsapp_business_management'], handle: readCommerce },
      { method: 'POST', path: '{number}/whatsapp_commerce_settings', scopes: ['whatsapp_business_management'], handle: saveCommerce },
      ...products,
      ...sets,
    ],
  }
}
