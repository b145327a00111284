import { sourceLocale, type MessageGroup } from './message-files.ts'

const escape = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')

/** Template texts with their gaps, as they stand in source code. */
const template = /`([^`\n]*\$\{[^`\n]*)`/g

/** A template text as a pattern for whole keys; those with hardly a fixed letter would match everything and are left out. */
const patternOf = (text: string): RegExp | undefined => {
  const fixed = text.split(/\$\{[^}]*\}/)
  return fixed.join('').replace(/[^a-z]/gi, '').length < 3 ? undefined : new RegExp(`^${fixed.map(escape).join('.+')}$`)
}

/** Names after a dot, and those of them that are asked with a name put together (`words.kinds[kind]`). */
const property = /\.([A-Za-z_$][\w$]*)(\s*\[)?/g

/** Text between two quotes of the same kind. Quotes are not paired: an apostrophe in a comment is one too. */
const betweenQuotes = /(['"`])([^'"`]*)(?=\1)/g

/** What code may ask for: keys word for word, patterns for keys that are put together, and properties of the file itself. */
export type Asked = {
  readonly quoted: ReadonlySet<string>
  readonly patterns: readonly RegExp[]
  readonly properties: ReadonlySet<string>
  readonly indexed: ReadonlySet<string>
}

/** Reads once what the code of a folder may ask for, for all message files that it uses. */
export const collectAsked = (sources: readonly string[]): Asked => {
  const code = sources.join('\n')
  const properties = [...code.matchAll(property)]
  const templates = [...code.matchAll(template)].map(([, text = '']) => text)
  return {
    quoted: new Set([...code.matchAll(betweenQuotes)].map(([, , text = '']) => text)),
    patterns: templates.map(patternOf).filter((pattern) => pattern !== undefined),
    properties: new Set(properties.map(([, name = '']) => name)),
    indexed: new Set(properties.filter(([, , bracket]) => bracket !== undefined).map(([, name = '']) => name)),
  }
}

/** Whether a key stands in quotes of any kind, or could be put together. */
const isAskedFor = (key: string, { quoted, patterns }: Asked): boolean => quoted.has(key) || patterns.some((pattern) => pattern.test(key))

/** Files that code takes as an object: the last word of the key is a property, or a word before it is asked with a name. */
const isUsedAsProperty = (key: string, { properties, indexed }: Asked): boolean => {
  const [last = '', ...parents] = key.split('.').toReversed()
  return parents.some((parent) => indexed.has(parent)) || [last, ...parents].every((word) => properties.has(word))
}

/**
 * Lists the messages that no code asks for. A key counts as used when it stands in quotes, or when a template text with gaps
 * fits it, with and without the name of its file in front; outside the renderer, whose messages are asked for by their whole key,
 * also when the file is used as an object with that property.
 * @param asked what the code says that may use them
 */
export const findUnusedMessages = (group: MessageGroup, asked: Asked): readonly string[] => {
  if (group.isList) return []
  const file = group.name.split(':')[1] ?? ''
  const isUsed = (key: string): boolean =>
    isAskedFor(key, asked) || isAskedFor(`${file}.${key}`, asked) || (group.usedIn !== 'renderer' && isUsedAsProperty(key, asked))
  return [...(group.texts[sourceLocale]?.keys() ?? [])].filter((key) => !isUsed(key)).map((key) => `${group.name}: nothing uses ${key}`)
}
