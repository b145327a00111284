import type { Entry } from './types.ts'
import { isMessageId, type MessageId, type Words } from '../../i18n/index.ts'

type Translate = Pick<Words, 't'>

/** The text for an act; a call that leaves an entry only when it is denied has general words. */
const idOf = (act: string): MessageId => {
  const id = `audit.act.${act}`
  return isMessageId(id) ? id : 'audit.act.other'
}

/** Whom the log names: the owner of a shop where nobody has a password has no name. */
export const personWords = (person: string, { t }: Translate): string => (person === 'owner' ? t('audit.person.owner') : person)

/** What somebody did or tried, as a plain sentence. */
export const actWords = ({ act, outcome, person }: Pick<Entry, 'act' | 'outcome' | 'person'>, words: Translate): string =>
  words.t('audit.line', { person: personWords(person, words), act: words.t(idOf(act), { outcome }) })

/** The name of a kind of act, for filters; other calls are told apart by their names. */
export function actName(act: string, { t }: Translate): string {
  const id = idOf(act)
  const name = t(id, { outcome: 'name' })
  return id === 'audit.act.other' ? `${name} (${act})` : name
}

/** Why an act was not done; null for one that was. */
export function reasonWords(code: string | null, { t }: Translate): string | null {
  if (code === null) return null
  const id = `errors.${code}.what`
  return isMessageId(id) ? t(id) : code
}
