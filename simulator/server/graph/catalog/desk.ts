/** One thing that a batch could not do. */
export type BatchError = { readonly line: number; readonly id: string; readonly message: string }

/** A batch of changes under way or done. */
export type Batch = { readonly handle: string; status: 'in_progress' | 'finished'; errors: readonly BatchError[] }

/** A named part of the catalog. */
export type ProductSet = { readonly id: string; name: string; filter: string | null }

/** What the catalog has beside its articles. */
export type CatalogDesk = { readonly batches: Map<string, Batch>; readonly sets: Map<string, ProductSet> }

/** A catalog without sets and batches. */
export function createCatalogDesk(): CatalogDesk {
  return { batches: new Map(), sets: new Map() }
}
