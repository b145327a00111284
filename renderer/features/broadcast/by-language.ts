import { fieldsOf, variableKey, type Field } from '../../template-values/index.ts'
import { guessVariable, politeName, type Content, type Template, type Variable } from './content.ts'

/**
 * Switches everybody's own language on or off. Fields that only other versions have are guessed as well, and a text that
 * nobody changed begins with the sample of each version.
 * @param versions of the template that can be sent, the chosen one among them
 */
export function withByLanguage(content: Content, byLanguage: boolean, versions: readonly Template[]): Content {
  if (!byLanguage) return { ...content, byLanguage }
  const main = versions.find(({ language }) => language === content.template.language)
  const guesses = versions.flatMap((version) =>
    version.variables.map(
      (variable, index) => [variableKey(variable), guessVariable(variable, index, politeName(version.language))] as const,
    ),
  )
  const variables = { ...Object.fromEntries(guesses), ...content.variables }
  const samples = main === undefined ? {} : sameAsSample(variables, main)
  return { ...content, byLanguage, variables: { ...variables, ...textsOf(samples, versions, content.template.language) } }
}

type Texts = Readonly<Record<string, Variable & { readonly from: TextSource }>>
type TextSource = Extract<Variable['from'], { readonly kind: 'text' }>

/** The texts that still say what Meta approved as the sample. */
function sameAsSample(variables: Content['variables'], main: Template): Texts {
  const found = main.variables.flatMap((variable) => {
    const key = variableKey(variable)
    const set = variables[key]
    if (set?.from.kind !== 'text' || set.from.text !== variable.sample || set.from.byLanguage !== undefined) return []
    return [[key, { ...set, from: set.from }] as const]
  })
  return Object.fromEntries(found)
}

/** The same texts, in each other language as its own sample says it. */
function textsOf(texts: Texts, versions: readonly Template[], chosen: string): Content['variables'] {
  const filled = Object.entries(texts).map(([key, { from, fallback }]) => {
    const byLanguage = versions.flatMap((version) => {
      const sample = version.variables.find((variable) => variableKey(variable) === key)?.sample ?? ''
      return version.language === chosen || sample === '' ? [] : [[version.language, sample] as const]
    })
    return [key, { from: { ...from, byLanguage: Object.fromEntries(byLanguage) }, fallback }] as const
  })
  return Object.fromEntries(filled)
}

/** Every field of a template, and of its other versions where people get their own language; each key once. */
export function fieldsInUse(template: Template, others: readonly Template[]): readonly Field[] {
  const fields = new Map<string, Field>()
  for (const version of [template, ...others])
    for (const field of fieldsOf(version)) if (!fields.has(field.key)) fields.set(field.key, field)
  return [...fields.values()]
}
