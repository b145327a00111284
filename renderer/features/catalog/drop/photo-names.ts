import { CATALOG_LIMITS } from '#contract/limits/catalog.ts'

/** The name of a file without its ending, as a product would be named. */
export const nameOfFile = (fileName: string): string => {
  const stem = fileName.replace(/\.[^.]+$/u, '').trim()
  return (stem === '' ? fileName : stem).slice(0, CATALOG_LIMITS.nameCharacters)
}

/** Product codes that a file name may carry, the longest first: `GIFT-01 front.jpg` may mean `GIFT-01 front`, `GIFT-01` or `GIFT`. */
export function codeCandidates(fileName: string): string[] {
  const stem = nameOfFile(fileName)
  const ends = [...stem.matchAll(/[\s\-_.()（）]+/gu)].map((match) => stem.slice(0, match.index)).toReversed()
  return [stem, ...ends].map((text) => text.slice(0, CATALOG_LIMITS.retailerIdCharacters)).filter((text) => text !== '')
}

/** The code of a new product made from a photo. */
export const codeOfFile = (fileName: string): string =>
  nameOfFile(fileName).replace(/\s+/gu, '-').slice(0, CATALOG_LIMITS.retailerIdCharacters)

/** What dropped files are good for: one table to read, photos to show, or nothing that products are made of. */
export type Dropped =
  | { readonly kind: 'table'; readonly file: File }
  | { readonly kind: 'photos'; readonly files: readonly File[] }
  | { readonly kind: 'other' }

/** Sorts what was dropped; a table wins over photos beside it. */
export function sortDropped(files: readonly File[]): Dropped {
  const table = files.find((file) => /\.(csv|tsv|txt)$/i.test(file.name))
  if (table !== undefined) return { kind: 'table', file: table }
  const photos = files.filter((file) => /^image\/(jpeg|png|webp)$/.test(file.type))
  return photos.length === 0 ? { kind: 'other' } : { kind: 'photos', files: photos }
}
