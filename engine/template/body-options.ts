import type { TextParameter } from '#contract/cloud-api/request-template.ts'
import { cleanValue, variableKey } from './values.ts'
import type { RenderExtras, TemplateValues } from './render.ts'
import type { Template, TemplateVariable } from './rules.ts'

/** Everything besides the variables that a send of a template may need. */
export type BodyOptions = RenderExtras & {
  /** A number wins over a user id, as at Meta. */
  readonly to: { readonly phone: string | null; readonly userId: string | null }
  /** What comes back when a quick-reply button is tapped, by the button's place among all buttons. */
  readonly quickReplyPayloads?: Readonly<Record<number, string>>
  /** The same for buttons of cards, by `cardButtonKey`; a button that is not named gives back its own text. */
  readonly cardPayloads?: Readonly<Record<string, string>>
  readonly catalogId?: string | null
}

/** What the builders of the parts work on. */
export type BuildFacts = { readonly template: Template; readonly values: TemplateValues; readonly options: BodyOptions }

/** The cleaned value of a key; empty when there is none. */
export const valueOf = (values: TemplateValues, key: string): string => cleanValue(values[key] ?? '')

/** The parameters of one text: named ones with their names, positional ones in the order of their numbers. */
export function textParameters({ template, values }: BuildFacts, isWanted: (variable: TemplateVariable) => boolean): TextParameter[] {
  const variables = template.variables.filter(isWanted)
  const text = (variable: TemplateVariable) => valueOf(values, variableKey(variable))
  if (template.parameterFormat === 'NAMED')
    return variables.map((variable) => ({ type: 'text', parameter_name: variable.name, text: text(variable) }))
  // Meta counts positional values by number, whatever place they have in the text.
  return variables
    .toSorted((one, other) => Number(one.name) - Number(other.name))
    .map((variable) => ({ type: 'text', text: text(variable) }))
}
