import { isMessageId, type Words } from '../../i18n/index.ts'

/** What we have words for; each name of Meta's may come that nobody wrote words for. */
type Group = 'numberStatus' | 'nameStatus' | 'accountReview' | 'businessVerification' | 'restriction' | 'entity' | 'field' | 'scope'

/** Our words for a name of Meta's; the name itself where we have none. @source reference parts 1, 7, 8.5 and 15 */
export function metaWords(group: Group, name: string, { t }: Words): string {
  const ids = [`connection.${group}.${name}`, `connection.${group}.${name.toUpperCase()}`]
  const id = ids.find(isMessageId)
  return id === undefined ? name : t(id)
}
