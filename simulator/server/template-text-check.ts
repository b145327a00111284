import type { z } from 'zod'
import type { bodyParameterSchema } from '#contract/cloud-api/request-template.ts'
import { type Problem, problem } from './problems.ts'

const VARIABLE = /\{\{\s*([^{}\s]+)\s*\}\}/g
const BODY_MAX_CHARACTERS = 1_024
const HEADER_MAX_CHARACTERS = 60

/** What may stand for a variable. */
export type VariableValue = z.infer<typeof bodyParameterSchema>

/** A text of a template with its variables. */
export type Slot = { readonly place: 'header' | 'body'; readonly text: string; readonly isNamed: boolean }

/** Names of the variables of a text, each once, in the order of their first place. */
export function variablesOf(text: string): readonly string[] {
  return [...new Set([...text.matchAll(VARIABLE)].map((match) => match[1] ?? ''))]
}

/** Checks count, names, signs and length of what is filled into a text. Null = Meta would take it. @source reference part 2.3 */
export function checkText(slot: Slot, values: readonly VariableValue[]): Problem | null {
  const { place } = slot
  const names = variablesOf(slot.text)
  if (values.length !== names.length) {
    const details = `${place}: number of localizable_params (${values.length}) does not match the expected number of params (${names.length})`
    return problem(132000, details)
  }
  const misnamed = slot.isNamed ? checkNames(place, names, values) : null
  if (misnamed !== null) return misnamed
  if (values.some((one) => /[\n\r\t]| {5,}/.test(wordsOf(one)))) {
    return problem(132018, `${place}: Param text cannot have new-line/tab characters or more than 4 consecutive spaces`)
  }
  const length = filledLength(slot, values)
  const maximum = place === 'body' ? BODY_MAX_CHARACTERS : HEADER_MAX_CHARACTERS
  return length > maximum ? problem(132005, `${place}: translated text of ${length} characters is longer than ${maximum}`) : null
}

function checkNames(place: string, names: readonly string[], values: readonly VariableValue[]): Problem | null {
  const unnamed = values.find((one) => one.parameter_name === undefined || !names.includes(one.parameter_name))
  if (unnamed !== undefined) return problem(132012, `${place}: parameter name is missing or invalid (${unnamed.parameter_name ?? ''})`)
  const isDouble = new Set(values.map((one) => one.parameter_name)).size !== names.length
  return isDouble ? problem(132012, `${place}: a parameter name is given twice`) : null
}

function wordsOf(value: VariableValue): string {
  switch (value.type) {
    case 'text':
      return value.text
    case 'currency':
      return value.currency.fallback_value
    case 'date_time':
      return value.date_time.fallback_value
    default:
      return value satisfies never
  }
}

function filledLength(slot: Slot, values: readonly VariableValue[]): number {
  const filled = slot.text.replace(VARIABLE, (_, name: string) => {
    const value = slot.isNamed ? values.find((one) => one.parameter_name === name) : values[Number(name) - 1]
    return value === undefined ? '' : wordsOf(value)
  })
  return [...filled].length
}
