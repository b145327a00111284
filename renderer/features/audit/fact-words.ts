import { formatBytes, isMessageId, type Words } from '../../i18n/index.ts'
import type { Entry } from './types.ts'

type Wording = Pick<Words, 't' | 'locale'>

type Value = Entry['facts'][string]

/** Words of ours that stand in an entry as codes. */
const worded: Readonly<Record<string, (value: Value, words: Wording) => string | null>> = {
  sizeBytes: (value, { t, locale }) => t('audit.fact.sizeBytes', { value: formatBytes(Number(value), locale) }),
  format: (value) => String(value).toUpperCase(),
  receiptId: (value, { t }) => t('audit.fact.receiptId', { value: String(value) }),
  decision: (value, { t }) => t(value === 'yes' ? 'audit.fact.decision.yes' : 'audit.fact.decision.no'),
  role(value, { t }) {
    const id = `session.role.${value}`
    return isMessageId(id) ? t('audit.fact.role', { value: t(id) }) : null
  },
  source(value, { t }) {
    const id = `ui.source.${value}`
    return isMessageId(id) ? t('audit.fact.source', { value: t(id) }) : null
  },
}

/** Acts on the shop as a whole note how much room it takes then: nothing that the act brought about. */
const isOfShop = (act: string): boolean => act.startsWith('vault.')

function factText(name: string, value: Value, words: Wording): string | null {
  const write = worded[name]
  if (write !== undefined) return write(value, words)
  const id = `audit.fact.${name}`
  // Ids of ours say nothing to people; the exported log has them.
  return typeof value === 'number' && isMessageId(id) ? words.t(id, { count: value }) : null
}

/** What an entry knows more of its act, in small print: how much, which receipt, as whom. */
export const factWords = ({ act, facts }: Pick<Entry, 'act' | 'facts'>, words: Wording): readonly string[] =>
  Object.entries(facts).flatMap(([name, value]) => {
    if (name === 'sizeBytes' && isOfShop(act)) return []
    const text = factText(name, value, words)
    return text === null ? [] : [text]
  })
