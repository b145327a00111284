import type { Texts, Work } from '../types.ts'

/** Words that are listened for, or a text in each of its languages. */
export type WorkLine = { readonly kind: 'words'; readonly words: readonly string[] } | { readonly kind: 'texts'; readonly texts: Texts }

const WORDS: ReadonlySet<string> = new Set(['words', 'stop', 'start'])

const isTexts = (value: readonly unknown[]): value is Texts =>
  value.length > 0 && value.every((one) => typeof one === 'object' && one !== null && 'text' in one && 'language' in one)

const isWords = (value: readonly unknown[]): value is readonly string[] => value.length > 0 && value.every((one) => typeof one === 'string')

/** Everything readable of an automation's work, in the order in which it stands there; empty texts are left out. */
export const workLines = (work: Work): WorkLine[] => linesOf('', work)

function linesOf(name: string, value: unknown): WorkLine[] {
  if (Array.isArray(value)) {
    const list: readonly unknown[] = value
    if (isTexts(list)) {
      const texts = list.filter(({ text }) => text.trim() !== '')
      return texts.length === 0 ? [] : [{ kind: 'texts', texts }]
    }
    if (isWords(list)) return WORDS.has(name) ? [{ kind: 'words', words: list }] : []
    return list.flatMap((one) => linesOf(name, one))
  }
  return typeof value === 'object' && value !== null ? Object.entries(value).flatMap(([key, one]) => linesOf(key, one)) : []
}
