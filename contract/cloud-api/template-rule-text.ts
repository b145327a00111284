import { countCharacters } from './limits.ts'
import { issue, type TemplateIssue, type TemplatePlace } from './template-issue.ts'
import { TEMPLATE_LIMITS } from './template-limits.ts'

/** One field of a text with its place. */
export type TextField = { readonly name: string; readonly start: number; readonly end: number }

/** Fields of a text in their order; `{{name}}` or `{{1}}`, spaces inside allowed. */
export const fieldsIn = (text: string): readonly TextField[] =>
  [...text.matchAll(/\{\{\s*([^{}\s]*)\s*\}\}/g)].map((match) => ({
    name: match[1] ?? '',
    start: match.index,
    end: match.index + match[0].length,
  }))

/** A text to be judged: which part it is, how long it may be, how its fields are written, and the samples given for them. */
export type TextToCheck = {
  readonly text: string
  readonly place: Pick<TemplatePlace, 'part' | 'index'>
  readonly maxCharacters: number
  readonly maxFields: number
  readonly format: 'named' | 'positional'
  /** Names (or numbers) of the fields that have a sample. */
  readonly samples: readonly string[]
  /** Fields may not open or close a body; a header may be a field and a word. */
  readonly edges: boolean
}

/** Everything about one text: length, braces, fields and samples. @source reference part 5, refused texts */
export function checkText(check: TextToCheck): TemplateIssue[] {
  const { part, index } = check.place
  const { text } = check
  if (text.trim() === '') return [issue('text-missing', part, { index })]
  const length = countCharacters(text)
  const issues: TemplateIssue[] = []
  if (length > check.maxCharacters)
    issues.push(
      issue('text-too-long', part, { index, start: check.maxCharacters, end: length, params: { max: check.maxCharacters, length } }),
    )
  const stray = /\{\{|\}\}/.exec(text.replace(/\{\{\s*[^{}\s]*\s*\}\}/g, (whole) => ' '.repeat(whole.length)))
  if (stray !== null) issues.push(issue('field-braces', part, { index, start: stray.index, end: stray.index + 2 }))
  return [...issues, ...checkFields(check, fieldsIn(text))]
}

function checkFields(check: TextToCheck, fields: readonly TextField[]): TemplateIssue[] {
  const { part, index } = check.place
  const names = [...new Set(fields.map(({ name }) => name))]
  const issues = [...checkNames(check, fields, names), ...(check.edges ? checkPlaces(check, fields) : [])]
  if (names.length > check.maxFields)
    issues.push(issue('fields-too-many', part, { index, params: { max: check.maxFields, count: names.length } }))
  for (const name of names) if (!check.samples.includes(name)) issues.push(issue('sample-missing', part, { index, field: name }))
  for (const name of check.samples) if (!names.includes(name)) issues.push(issue('sample-unknown', part, { index, field: name }))
  return issues
}

function checkNames(check: TextToCheck, fields: readonly TextField[], names: readonly string[]): TemplateIssue[] {
  const { part, index } = check.place
  const isNamed = check.format === 'named'
  const wrong = fields.filter(({ name }) => !(isNamed ? /^[a-z][a-z0-9_]*$/ : /^[1-9]\d*$/).test(name))
  const issues = wrong.map(({ name, start, end }) => issue('field-name', part, { index, field: name, start, end }))
  if (isNamed || wrong.length > 0) return issues
  const numbers = names.map(Number).toSorted((a, b) => a - b)
  const isCounted = numbers.every((number, place) => number === place + 1)
  return isCounted ? issues : [...issues, issue('field-order', part, { index, params: { count: numbers.length } })]
}

function checkPlaces(check: TextToCheck, fields: readonly TextField[]): TemplateIssue[] {
  const { part, index } = check.place
  const { text } = check
  const issues: TemplateIssue[] = []
  const [first] = fields
  const last = fields.at(-1)
  if (first !== undefined && !hasWord(text.slice(0, first.start))) issues.push(issue('field-first', part, { index, ...spanOf(first) }))
  if (last !== undefined && !hasWord(text.slice(last.end))) issues.push(issue('field-last', part, { index, ...spanOf(last) }))
  for (const [place, field] of fields.entries()) {
    const next = fields[place + 1]
    if (next !== undefined && text.slice(field.end, next.start).trim() === '')
      issues.push(issue('fields-adjacent', part, { index, field: next.name, start: field.start, end: next.end }))
  }
  const words = countWords(text)
  const needed = fields.length * TEMPLATE_LIMITS.wordsPerField + 1
  if (fields.length > 0 && words < needed)
    issues.push(issue('fields-for-words', part, { index, level: 'warning', params: { fields: fields.length, words, needed } }))
  return issues
}

const spanOf = (field: TextField) => ({ field: field.name, start: field.start, end: field.end })

/** Meta does not count signs as text, as one of its refusals for "Hi {{1}}!" shows. */
const hasWord = (text: string): boolean => /[\p{L}\p{N}\p{S}]/u.test(text)

/** Words outside fields; scripts without spaces count by character. */
export function countWords(text: string): number {
  const plain = text.replace(/\{\{[^{}]*\}\}/g, ' ')
  const unspaced = plain.match(/[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]/gu)?.length ?? 0
  const spaced = plain
    .replace(/[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]/gu, ' ')
    .split(/\s+/)
    .filter((word) => /[\p{L}\p{N}]/u.test(word)).length
  return unspaced + spaced
}

/** Signs that Meta refuses in headers and footers: new lines, pictures and the signs of formatting. @source error-codes 2388047 and 2388073 */
export function checkSigns(text: string, part: 'header' | 'footer'): TemplateIssue[] {
  const found = /[\n\r*_~`]|\p{Extended_Pictographic}/u.exec(text.replace(/\{\{[^{}]*\}\}/g, (whole) => ' '.repeat(whole.length)))
  return found === null ? [] : [issue('signs-refused', part, { level: 'warning', start: found.index, end: found.index + found[0].length })]
}
