/** Numbers of the product catalog, in one place for screens, client and simulator. @source reference part 6; Meta's product data specification */
export const CATALOG_LIMITS = {
  retailerIdCharacters: 100,
  nameCharacters: 200,
  descriptionCharacters: 9999,
  brandCharacters: 100,
  urlCharacters: 2000,
  additionalPictures: 20,
  setNameCharacters: 200,
  batchItems: 5000,
  cartQuantity: 99,
} as const
