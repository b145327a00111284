import type { Problem } from '../../problems.ts'
import { invalid } from '../answers.ts'

/** Subcodes under 100 that say which part is wrong. @source error-codes.json */
export const subcodes = { tooLong: 2388040, header: 2388047, body: 2388072, footer: 2388073, density: 2388293, edge: 2388299 } as const

/** How a template writes its variables. */
export type ParameterFormat = 'NAMED' | 'POSITIONAL'

/** A text of a template with what is known of its place. */
export type TextPlace = {
  readonly name: string
  readonly maximum: number
  readonly variablesMax: number
  readonly subcode: number
  readonly format: ParameterFormat
}

const VARIABLE = /\{\{([^{}]*)\}\}/g
const NAMED = /^[a-z][a-z0-9_]*$/
/** Words beside each variable that a text must at least have. Meta says "too many" without a number. */
const WORDS_PER_VARIABLE = 2

/** Names of the variables of a text in their order, each once. */
export function variablesIn(text: string): readonly string[] {
  return [...new Set([...text.matchAll(VARIABLE)].map((match) => (match[1] ?? '').trim()))]
}

/** Checks length, braces and the place of variables. @source reference part 5, components and refused texts */
export function checkText(text: string, place: TextPlace): Problem | null {
  if (text.trim() === '') return invalid(`${place.name}: the text is empty`, place.subcode)
  const length = [...text].length
  if (length > place.maximum) return invalid(`${place.name}: ${length} characters, at most ${place.maximum}`, subcodes.tooLong)
  return checkBraces(text, place) ?? checkNames(variablesIn(text), place) ?? checkSpacing(text, place)
}

function checkBraces(text: string, place: TextPlace): Problem | null {
  const isBroken = /\{\{|\}\}/.test(text.replace(VARIABLE, ''))
  return isBroken ? invalid(`${place.name}: braces do not match`, place.subcode) : null
}

function checkNames(names: readonly string[], place: TextPlace): Problem | null {
  if (names.length > place.variablesMax) {
    const allowed = place.variablesMax === 0 ? 'no variable' : `at most ${place.variablesMax}`
    return invalid(`${place.name}: ${names.length} variables, ${allowed} allowed`, place.subcode)
  }
  if (place.format === 'NAMED') {
    const wrong = names.find((name) => !NAMED.test(name))
    return wrong === undefined ? null : invalid(`${place.name}: {{${wrong}}} is no name of small letters and _`, place.subcode)
  }
  const isInOrder = names.toSorted((left, right) => Number(left) - Number(right)).every((name, index) => name === String(index + 1))
  return isInOrder ? null : invalid(`${place.name}: variables must be {{1}}, {{2}} and so on`, place.subcode)
}

function checkSpacing(text: string, place: TextPlace): Problem | null {
  const plain = text.trim()
  const [head = '', ...others] = plain.split(/\{\{[^{}]*\}\}/)
  const isAtEdge = others.length > 0 && !(hasWord(head) && hasWord(others.at(-1) ?? ''))
  // A header may be nothing but its variable's frame; the edge rule is known for bodies.
  if (place.name.endsWith('body') && isAtEdge) return invalid(`${place.name}: a variable at the start or end`, subcodes.edge)
  if (/\}\}\s*\{\{/.test(plain)) return invalid(`${place.name}: two variables side by side`, place.subcode)
  const count = [...plain.matchAll(VARIABLE)].length
  if (place.name.endsWith('body') && wordsOf(plain) < count * WORDS_PER_VARIABLE) {
    return invalid(`${place.name}: too many variables for its length`, subcodes.density)
  }
  return null
}

/** Signs do not count as text, so "Hi {{1}}!" ends with its variable. */
function hasWord(text: string): boolean {
  return /[\p{L}\p{N}\p{S}]/u.test(text)
}

function wordsOf(text: string): number {
  const rest = text.replace(VARIABLE, ' ')
  const scripts = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]/gu
  // These scripts write no spaces between words; each sign counts as one.
  const signs = rest.match(scripts)?.length ?? 0
  const words = rest.replace(scripts, ' ').match(/[\p{L}\p{N}]+/gu)?.length ?? 0
  return signs + words
}
