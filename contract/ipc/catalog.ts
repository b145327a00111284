import { z } from 'zod'
import { CATALOG_LIMITS as L } from '../limits/catalog.ts'
import { Cursor, PageSize, TimestampMs } from '../kernel/values.ts'
import { Availability, Product, ProductChange, ProductFields, ProductSet } from './catalog-shapes.ts'
import { defineCall, defineEvent, FileReference, Nothing } from './define.ts'

const RetailerId = z.string().min(1).max(L.retailerIdCharacters)
const CatalogId = z.string().regex(/^\d{1,32}$/)
const SetId = z.string().regex(/^\d{1,32}$/)

export const catalogCalls = {
  'catalog.sync': defineCall({
    summary: 'Reads all products and sets of the linked catalog from Meta again; pictures that are missing are fetched afterwards.',
    role: 'staff',
    input: Nothing,
    output: z.strictObject({
      catalogId: z.string(),
      total: z.number().int(),
      added: z.number().int(),
      changed: z.number().int(),
      removed: z.number().int(),
      syncedAt: TimestampMs,
    }),
    deadlineMs: 300_000,
  }),
  'catalog.list': defineCall({
    summary: 'A page of the products as last read, with the changes that wait here; search by part of name or code.',
    role: 'viewer',
    input: z.strictObject({
      search: z.string().max(200).default(''),
      inStockOnly: z.boolean().default(false),
      /** `sendable` leaves out what is hidden here, removed, or has a problem that blocks: what pickers show. */
      only: z.enum(['all', 'sendable', 'problems', 'drafts']).default('all'),
      setId: SetId.optional(),
      cursor: Cursor.optional(),
      limit: PageSize.default(200),
    }),
    output: z.strictObject({
      catalogId: z.string().nullable(),
      catalogName: z.string().nullable(),
      products: z.array(Product),
      nextCursor: Cursor.nullable(),
      counts: z.strictObject({ all: z.number().int(), found: z.number().int(), problems: z.number().int(), drafts: z.number().int() }),
      sets: z.array(ProductSet),
      syncedAt: TimestampMs.nullable(),
    }),
  }),
  'catalog.product': defineCall({
    summary: 'One product with everything that can be written about it, as last read or as changed here.',
    role: 'viewer',
    input: z.strictObject({ retailerId: RetailerId }),
    output: z.strictObject({ product: Product, fields: ProductFields, setIds: z.array(z.string()) }),
  }),
  'catalog.saveDraft': defineCall({
    summary: 'Keeps a new product or a change here; nothing goes to Meta.',
    role: 'manager',
    input: z.strictObject({ retailerId: RetailerId, fields: ProductFields, isNew: z.boolean().default(false) }),
    output: Product,
  }),
  'catalog.setAvailability': defineCall({
    summary: 'Says at Meta at once that a product is there again, or is out: what the counter needs without a review.',
    role: 'staff',
    input: z.strictObject({ retailerId: RetailerId, availability: Availability.extract(['in stock', 'out of stock']) }),
    output: Product,
    deadlineMs: 60_000,
  }),
  'catalog.markRemoved': defineCall({
    summary: 'Marks products for removal; nothing goes to Meta before publishing.',
    role: 'manager',
    input: z.strictObject({ retailerIds: z.array(RetailerId).min(1).max(500) }),
    output: Nothing,
  }),
  'catalog.discardDrafts': defineCall({
    summary: 'Forgets changes that were not published: of these products, or all.',
    role: 'manager',
    input: z.strictObject({ retailerIds: z.array(RetailerId).max(500).optional() }),
    output: Nothing,
  }),
  'catalog.setHidden': defineCall({
    summary: 'Leaves a product out of the pickers here, or shows it again.',
    role: 'staff',
    input: z.strictObject({ retailerId: RetailerId, isHidden: z.boolean() }),
    output: Product,
  }),
  'catalog.review': defineCall({
    summary: 'What publishing would change at Meta, product by product.',
    role: 'manager',
    input: Nothing,
    output: z.strictObject({ changes: z.array(ProductChange), fit: z.number().int(), unfit: z.number().int() }),
  }),
  'catalog.publish': defineCall({
    summary: 'Sends the changes to Meta, those of these products or all that fit. What Meta refuses stays here with its reason.',
    role: 'manager',
    input: z.strictObject({ retailerIds: z.array(RetailerId).max(5000).optional() }),
    output: z.strictObject({
      published: z.number().int(),
      refused: z.array(z.strictObject({ retailerId: z.string(), name: z.string(), code: z.string(), detail: z.string() })),
    }),
    deadlineMs: 300_000,
  }),
  'catalog.importFile': defineCall({
    summary: "Reads a table of products (CSV, TSV; Meta's feed columns or the shop's own names for them) into drafts.",
    role: 'manager',
    input: z.strictObject({ file: FileReference }),
    files: { read: ['file'] },
    output: z.strictObject({
      added: z.number().int(),
      changed: z.number().int(),
      same: z.number().int(),
      refused: z.array(z.strictObject({ line: z.number().int(), code: z.string(), column: z.string() })),
      /** Columns that were understood, and those that were left out. */
      columns: z.array(z.strictObject({ header: z.string(), field: z.string().nullable() })),
    }),
    deadlineMs: 120_000,
  }),
  'catalog.setPhoto': defineCall({
    summary: 'Keeps a photo for a product here, so that it is seen before Meta has fetched one; a small JPEG made by the window.',
    role: 'manager',
    input: z.strictObject({ retailerId: RetailerId, jpegBase64: z.base64().max(700_000) }),
    output: Product,
  }),
  'catalog.saveSet': defineCall({
    summary: 'Makes a set of products at Meta, or changes its name and products.',
    role: 'manager',
    input: z.strictObject({
      setId: SetId.optional(),
      name: z.string().min(1).max(L.setNameCharacters),
      retailerIds: z.array(RetailerId).min(1).max(500),
    }),
    output: ProductSet,
    deadlineMs: 60_000,
  }),
  'catalog.removeSet': defineCall({
    summary: 'Removes a set at Meta; its products stay.',
    role: 'manager',
    input: z.strictObject({ setId: SetId }),
    output: Nothing,
    deadlineMs: 60_000,
  }),
  'catalog.choices': defineCall({
    summary: 'Catalogs that the key can reach, and which one customers see at this number.',
    role: 'manager',
    input: Nothing,
    output: z.strictObject({
      catalogs: z.array(
        z.strictObject({ catalogId: z.string(), name: z.string(), products: z.number().int().nullable(), isLinked: z.boolean() }),
      ),
      isCartOn: z.boolean().nullable(),
      isVisible: z.boolean().nullable(),
    }),
    deadlineMs: 60_000,
  }),
  'catalog.link': defineCall({
    summary: 'Links a catalog to the WhatsApp account (Meta allows one), or takes the link back; then reads it.',
    role: 'owner',
    input: z.strictObject({ catalogId: CatalogId.nullable() }),
    output: Nothing,
    deadlineMs: 120_000,
  }),
  'catalog.setShopWindow': defineCall({
    summary: 'Shows or hides catalog and cart to customers of this number.',
    role: 'manager',
    input: z.strictObject({ isCartOn: z.boolean().optional(), isVisible: z.boolean().optional() }),
    output: Nothing,
    deadlineMs: 60_000,
  }),
}

export const catalogEvents = {
  'catalog.changed': defineEvent({ summary: 'Products, sets or changes that wait are others now.', data: Nothing }),
}
