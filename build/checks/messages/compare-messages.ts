import { IntlMessageFormat } from 'intl-messageformat'
import { locales, sourceLocale, type AppLocale, type MessageGroup } from './message-files.ts'

/** The parser's nodes, as far as they are read here; numbers count the kinds below. */
type Node = {
  readonly type: number
  readonly value?: unknown
  readonly options?: Options
  readonly pluralType?: string | undefined
  readonly children?: readonly Node[]
}
type Options = Readonly<Record<string, { readonly value: readonly Node[] }>>
type Shape = { readonly variables: ReadonlyMap<string, string>; readonly problems: readonly string[] }

const kinds = ['text', 'argument', 'number', 'date', 'time', 'select', 'plural', 'pound', 'tag'] as const

/** What a plural must offer in this language, such as one and other in English, other alone in Chinese. */
const pluralProblems = (node: Node, locale: string): readonly string[] => {
  const type = node.pluralType === 'ordinal' ? 'ordinal' : 'cardinal'
  const needed = new Intl.PluralRules(locale, { type }).resolvedOptions().pluralCategories
  return needed
    .filter((category) => node.options?.[category] === undefined)
    .map((category) => `plural ${String(node.value)} lacks "${category}"`)
}

const childrenOf = (node: Node): readonly Node[] => [
  ...Object.values(node.options ?? {}).flatMap(({ value }) => value),
  ...(node.children ?? []),
]

/** Collects the variables of a message with their kind, and what is wrong with its plurals. */
const walk = (nodes: readonly Node[], locale: string, variables: Map<string, string>): readonly string[] =>
  nodes.flatMap((node) => {
    const kind = kinds[node.type] ?? 'text'
    if (kind !== 'text' && kind !== 'pound') variables.set(String(node.value), kind)
    const own = kind === 'plural' ? pluralProblems(node, locale) : []
    return [...own, ...walk(childrenOf(node), locale, variables)]
  })

const shapeOf = (text: string, locale: string): Shape => {
  const variables = new Map<string, string>()
  try {
    if (text.trim() === '') return { variables, problems: ['is empty'] }
    return { variables, problems: walk(new IntlMessageFormat(text, locale).getAst(), locale, variables) }
  } catch (error) {
    return { variables, problems: [`cannot be read: ${error instanceof Error ? error.message : String(error)}`] }
  }
}

/** A plural in English may be plain in Chinese, which has no plural: both show the same number. */
const sameKind = (one: string, other: string): boolean =>
  one === other || [one, other].every((kind) => ['plural', 'number', 'argument'].includes(kind))

const compareShapes = (source: Shape, translated: Shape): readonly string[] => [
  ...[...source.variables].flatMap(([name, kind]) => {
    const there = translated.variables.get(name)
    if (there === undefined) return [`lacks {${name}}`]
    return sameKind(kind, there) ? [] : [`uses {${name}} as ${there}, not as ${kind}`]
  }),
  ...[...translated.variables.keys()]
    .filter((name) => !source.variables.has(name))
    .map((name) => `has {${name}}, which ${sourceLocale} does not have`),
]

const compareKeys = (source: ReadonlyMap<string, string>, texts: ReadonlyMap<string, string>): readonly string[] => [
  ...[...source.keys()].filter((key) => !texts.has(key)).map((key) => `${key}: missing`),
  ...[...texts.keys()].filter((key) => !source.has(key)).map((key) => `${key}: not in ${sourceLocale}`),
]

const compareLocale = (source: ReadonlyMap<string, string>, texts: ReadonlyMap<string, string>, locale: AppLocale): readonly string[] => [
  ...compareKeys(source, texts),
  ...[...source].flatMap(([key, text]) => {
    const translated = texts.get(key)
    if (translated === undefined) return []
    const shape = shapeOf(translated, locale)
    const differences = locale === sourceLocale ? [] : compareShapes(shapeOf(text, sourceLocale), shape)
    return [...shape.problems, ...differences].map((problem) => `${key}: ${problem}`)
  }),
]

/**
 * Compares one message file in all languages: the same keys, the same variables, plural forms that the language needs.
 * @returns one line per problem, naming file, language and key
 */
export const compareMessages = (group: MessageGroup): readonly string[] => {
  const source = group.texts[sourceLocale]
  if (source === undefined) return [`${group.name}: no ${sourceLocale} file`]
  return locales.flatMap((locale) => {
    const texts = group.texts[locale]
    const compare = group.isList ? compareKeys : compareLocale
    const problems = texts === undefined ? ['file missing'] : compare(source, texts, locale)
    return problems.map((problem) => `${group.name} ${locale}: ${problem}`)
  })
}
