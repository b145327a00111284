import { call } from '../../../bridge/index.ts'
import { smallJpeg } from '../small-jpeg.ts'
import type { Product } from '../types.ts'
import { codeCandidates, codeOfFile, nameOfFile } from './photo-names.ts'

/** What becomes of one dropped photo. */
export type PhotoPlan = {
  readonly fileName: string
  /** Base64; null for a file that is no picture. */
  readonly jpegBase64: string | null
  /** The product whose code the file name carries; null makes a new one. */
  readonly product: Pick<Product, 'retailerId' | 'name'> | null
  /** The code of the new product. */
  readonly code: string
}

/** Looks at each photo and finds the product that it belongs to. */
export async function planPhotos(files: readonly File[]): Promise<PhotoPlan[]> {
  const plans: PhotoPlan[] = []
  for (const file of files) {
    const product = await productOf(file.name)
    const code = product?.retailerId ?? codeOfFile(file.name)
    // Two photos of one product: the first counts.
    if (plans.some((plan) => plan.code === code)) continue
    plans.push({ fileName: file.name, jpegBase64: await smallJpeg(file), product, code })
  }
  return plans
}

async function productOf(fileName: string): Promise<PhotoPlan['product']> {
  for (const candidate of codeCandidates(fileName)) {
    const found = await call('catalog.list', { search: candidate, limit: 50 })
    const wanted = candidate.toLowerCase()
    const product = found.ok ? found.value.products.find(({ retailerId }) => retailerId.toLowerCase() === wanted) : undefined
    if (product !== undefined) return product
  }
  return null
}

/** The name of the product that a plan makes. */
export const nameOfPlan = ({ product, fileName }: PhotoPlan): string => product?.name ?? nameOfFile(fileName)
