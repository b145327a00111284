import { sourceLocale, type MessageGroup } from './message-files.ts'

const escape = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')

/** Words between quotes, and template texts with their gaps, as they stand in source code. */
const quoted = /'([^'\n]+)'|"([^"\n]+)"|`([^`\n]*)`/g

/** A template text as a pattern for whole keys; those with hardly a fixed letter would match everything and are left out. */
const patternOf = (template: string): RegExp | undefined => {
  const fixed = template.split(/\$\{[^}]*\}/)
  return fixed.join('').replace(/[^a-z]/gi, '').length < 3 ? undefined : new RegExp(`^${fixed.map(escape).join('.+')}$`)
}

/** What code may ask for: keys word for word, and patterns for keys that are put together. */
type Asked = { readonly literals: ReadonlySet<string>; readonly patterns: readonly RegExp[] }

const collectAsked = (sources: readonly string[]): Asked => {
  const matches = sources.flatMap((source) => [...source.matchAll(quoted)])
  const templates = matches.map(([, , , template]) => template).filter((template) => template !== undefined)
  const plain = matches.map(([, single, double]) => single ?? double).filter((literal) => literal !== undefined)
  return {
    literals: new Set([...plain, ...templates]),
    patterns: templates.map(patternOf).filter((pattern) => pattern !== undefined),
  }
}

/**
 * Lists the messages that no code asks for. A key counts as used when it stands in quotes, or when a template text with gaps
 * fits it; with and without the name of its file in front.
 * @param sources texts of the code that may use them
 */
export const findUnusedMessages = (group: MessageGroup, sources: readonly string[]): readonly string[] => {
  const { literals, patterns } = collectAsked(sources)
  const file = group.name.split(':')[1] ?? ''
  const isUsed = (key: string): boolean =>
    [key, `${file}.${key}`].some((name) => literals.has(name) || patterns.some((pattern) => pattern.test(name)))
  return [...(group.texts[sourceLocale]?.keys() ?? [])].filter((key) => !isUsed(key)).map((key) => `${group.name}: nothing uses ${key}`)
}
