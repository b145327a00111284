import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** The language that is written first; the others are compared with it. */
export const sourceLocale = 'en'
/** Every language that the app speaks. */
export const locales = ['en', 'zh-TW', 'zh-CN'] as const
export type AppLocale = (typeof locales)[number]

/** One message file in all its languages; texts by their key, nested objects joined with a dot. */
export type MessageGroup = {
  /** Path with the language left out, as it is shown. */
  readonly name: string
  /** The folder whose code uses these messages. */
  readonly usedIn: string
  /** A list holds texts that are shown as they are (examples, for instance): no messages, so neither variables nor use are checked. */
  readonly isList: boolean
  /** Missing files are missing here. */
  readonly texts: Readonly<Partial<Record<AppLocale, ReadonlyMap<string, string>>>>
}

const flatten = (value: unknown, path: string, into: Map<string, string>): void => {
  if (typeof value === 'string') into.set(path, value)
  else if (typeof value === 'object' && value !== null) {
    for (const [key, inner] of Object.entries(value)) flatten(inner, path === '' ? key : `${path}.${key}`, into)
  } else into.set(path, `not a text: ${String(value)}`)
}

const readTexts = (file: string): { readonly isList: boolean; readonly texts: ReadonlyMap<string, string> } => {
  const texts = new Map<string, string>()
  const content: unknown = JSON.parse(readFileSync(file, 'utf8'))
  flatten(content, '', texts)
  return { isList: Array.isArray(content), texts }
}

/** The two places where message files lie: the screens' by language folder, the other programs' by file name. */
const placements = [
  { glob: 'renderer/i18n/{en,zh-TW,zh-CN}/*.json', pattern: /^(renderer)\/i18n\/(en|zh-TW|zh-CN)\/(.+)\.json$/ },
  { glob: '{main,engine,simulator}/**/words/{en,zh-TW,zh-CN}.json', pattern: /^(.+)\/words\/(en|zh-TW|zh-CN)(\.json)$/ },
]

/**
 * Reads all message files below a folder.
 * @param folder the project's folder
 */
export const readMessageGroups = (folder: string): readonly MessageGroup[] => {
  const groups = new Map<string, MessageGroup & { texts: Partial<Record<AppLocale, ReadonlyMap<string, string>>> }>()
  for (const { glob, pattern } of placements) {
    for (const path of globSync(glob, { cwd: folder })) {
      const [, usedIn = '', locale = '', rest = ''] = pattern.exec(path.replaceAll('\\', '/')) ?? []
      const name = `${usedIn}:${rest.replace('.json', '') || 'words'}`
      const { isList, texts } = readTexts(join(folder, path))
      const group = groups.get(name) ?? { name, usedIn, isList, texts: {} }
      group.texts[locale as AppLocale] = texts
      groups.set(name, group)
    }
  }
  return [...groups.values()].toSorted((one, other) => one.name.localeCompare(other.name))
}
