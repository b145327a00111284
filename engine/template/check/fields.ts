import { fieldsIn } from '#contract/cloud-api/template-rule-text.ts'
import type { DraftText } from './finding.ts'

const NUMBER = /^[1-9]\d?$/

/** Names of all fields of a language, each once. */
export const fieldNames = ({ header, body, carousel }: DraftText): string[] => [
  ...new Set(
    [header.format === 'TEXT' ? header.text : '', body, ...(carousel?.cards ?? []).map((card) => card.body)].flatMap((words) =>
      fieldsIn(words).map(({ name }) => name),
    ),
  ),
]

/** How the fields of a language are written: names, or numbers in templates that were made elsewhere; undefined without any. */
export function formatOf(text: DraftText): 'named' | 'positional' | undefined {
  const names = fieldNames(text)
  if (names.length === 0) return undefined
  return names.every((name) => NUMBER.test(name)) ? 'positional' : 'named'
}
