import { isMessageId, type Words } from '../../../i18n/index.ts'
import { availabilityWords, choosable } from '../availability.ts'

/** Columns of a table whose amounts are kept in smallest units. */
const columnFields: Readonly<Record<string, string>> = { price: 'priceMinor', salePrice: 'salePriceMinor' }

/** The name of a field of a product; a name that nobody wrote words for stays as it is. */
export function fieldName(field: string, t: Words['t']): string {
  const id = `catalog.field.${columnFields[field] ?? field}`
  return isMessageId(id) ? t(id) : field
}

/** A value of a field for people: choices in words, nothing as a dash. */
export function fieldValue(field: string, value: string, t: Words['t']): string {
  if (value === '') return t('catalog.review.nothing')
  if (field === 'isPublished') return t(value === 'true' ? 'catalog.review.visible' : 'catalog.review.notVisible')
  const condition = `catalog.condition.${value}`
  if (field === 'condition' && isMessageId(condition)) return t(condition)
  const availability = field === 'availability' ? choosable.find((one) => one === value) : undefined
  return availability === undefined ? value : t(availabilityWords(availability))
}
