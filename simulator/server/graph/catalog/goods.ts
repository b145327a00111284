import type { Scenario } from '../../../scenarios/scenario.ts'
import { minorOf } from './price.ts'

/** How an article stands with Meta's review; only approved ones can be sent. @source reference part 6, product fields */
export type ReviewStatus = 'approved' | 'pending' | 'rejected' | 'outdated' | ''

/** One problem that Meta shows on an article. */
export type ProductError = { readonly title: string; readonly description: string; readonly errorType: string; readonly priority: string }

/** An article as the catalog keeps it. Prices are in the smallest unit of the currency. */
export type Product = {
  readonly id: string
  readonly retailerId: string
  name: string
  description: string
  priceMinor: number
  currency: string
  salePriceMinor: number | null
  saleStart: string | null
  saleEnd: string | null
  availability: string
  inventory: number | null
  /** A path of the simulator itself stands without host, because the port is known only once it listens. */
  imageUrl: string
  additionalImageUrls: readonly string[]
  imageFetchStatus: 'DIRECT_UPLOAD' | 'FETCHED' | 'FETCH_FAILED' | 'NO_STATUS' | 'OUTDATED' | 'PARTIAL_FETCH'
  url: string
  brand: string
  category: string
  condition: string
  visibility: 'published' | 'staging'
  reviewStatus: ReviewStatus
  rejectionReasons: readonly string[]
  groupRetailerId: string | null
  color: string | null
  size: string | null
  complianceCategory: string | null
  errors: readonly ProductError[]
}

/** The articles of the shop's catalog. Looking one up by id or article number takes the same time at 10,000 as at ten. */
export class Goods {
  readonly #byId = new Map<string, Product>()
  readonly #byRetailerId = new Map<string, Product>()
  readonly #catalogId: string
  #count = 0

  constructor(catalogId: string) {
    this.#catalogId = catalogId
  }

  get size(): number {
    return this.#byId.size
  }

  /** Every article in the order of its making. */
  all(): readonly Product[] {
    return [...this.#byId.values()]
  }

  find(id: string): Product | undefined {
    return this.#byId.get(id)
  }

  findByRetailerId(retailerId: string): Product | undefined {
    return this.#byRetailerId.get(retailerId)
  }

  /** True when a message may show the article: approved and published. @source reference part 6, message constraints */
  isSendable(retailerId: string): boolean {
    const product = this.#byRetailerId.get(retailerId)
    return product !== undefined && product.reviewStatus === 'approved' && product.visibility === 'published'
  }

  /** Adds an article under a new id. The article number must not be there yet. */
  add(facts: Omit<Product, 'id'>): Product {
    this.#count += 1
    const product: Product = { id: `${this.#catalogId}${String(this.#count).padStart(3, '0')}`, ...facts }
    this.#byId.set(product.id, product)
    this.#byRetailerId.set(product.retailerId, product)
    return product
  }

  /** Says whether it is still there. */
  has(product: Product): boolean {
    return this.#byId.get(product.id) === product
  }

  /** Gives it another article number, which must be free. */
  rename(product: Product, retailerId: string): void {
    this.#byRetailerId.delete(product.retailerId)
    Object.assign(product, { retailerId })
    this.#byRetailerId.set(retailerId, product)
  }

  /** Puts these in the place of all others; ids go on after the highest. */
  replace(products: readonly Product[]): void {
    this.#byId.clear()
    this.#byRetailerId.clear()
    for (const product of products) {
      this.#byId.set(product.id, product)
      this.#byRetailerId.set(product.retailerId, product)
      this.#count = Math.max(this.#count, Number(product.id.slice(this.#catalogId.length)))
    }
  }

  remove(product: Product): void {
    this.#byId.delete(product.id)
    this.#byRetailerId.delete(product.retailerId)
  }
}

/** The catalog as the scenario starts it: everything approved and published. */
export function stockGoods(parts: { readonly catalogId: string; readonly scenario: Scenario }): Goods {
  const { scenario } = parts
  const { shop } = scenario
  const goods = new Goods(parts.catalogId)
  for (const line of scenario.products) {
    goods.add({
      ...emptyProduct,
      retailerId: line.retailerId,
      name: line.name,
      description: line.description,
      priceMinor: minorOf(line.price, shop.currency),
      currency: shop.currency,
      availability: line.isInStock ? 'in stock' : 'out of stock',
      inventory: line.isInStock ? 24 : 0,
      imageUrl: `/images/${line.retailerId}.png`,
      url: `https://springtea.example/p/${line.retailerId}`,
      brand: shop.name,
      imageFetchStatus: 'DIRECT_UPLOAD',
      reviewStatus: 'approved',
    })
  }
  return goods
}

/** What an article is when nobody says otherwise. */
export const emptyProduct: Omit<Product, 'id' | 'retailerId' | 'name' | 'priceMinor' | 'currency'> = {
  description: '',
  salePriceMinor: null,
  saleStart: null,
  saleEnd: null,
  availability: 'in stock',
  inventory: null,
  imageUrl: '',
  additionalImageUrls: [],
  imageFetchStatus: 'NO_STATUS',
  url: '',
  brand: '',
  category: 'Food & Beverages > Tea',
  condition: 'new',
  visibility: 'published',
  reviewStatus: '',
  rejectionReasons: [],
  groupRetailerId: null,
  color: null,
  size: null,
  complianceCategory: null,
  errors: [],
}
