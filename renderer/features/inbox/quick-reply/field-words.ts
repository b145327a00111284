import { isMessageId, type Words } from '../../../i18n/index.ts'

/** A field of a text in words where we know it, else the name that the shop gave it. */
export const fieldWords = (name: string, t: Words['t']): string => {
  const id = `inbox.field.${name}`
  return isMessageId(id) ? t(id) : name
}
