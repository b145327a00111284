import type { ErrorObject } from 'ajv/dist/2020.js'

/** Of alternatives that all failed, only what the nearest one lacks is told. */
function nearestBranch(errors: readonly ErrorObject[], choice: ErrorObject): ErrorObject[] {
  const inside = errors.filter((error) => error !== choice && error.schemaPath.startsWith(`${choice.schemaPath}/`))
  const others = errors.filter((error) => error !== choice && !inside.includes(error))
  const branchOf = (error: ErrorObject): string => error.schemaPath.slice(choice.schemaPath.length + 1).split('/')[0] ?? ''
  const branches = [...new Set(inside.map(branchOf))].map((branch) => inside.filter((error) => branchOf(error) === branch))
  const [best] = branches.toSorted((a, b) => a.length - b.length)
  return [...others, ...(best === undefined || fitsSeveral(choice) ? [choice] : best)]
}

const fitsSeveral = (error: ErrorObject): boolean => Array.isArray((error.params as { passingSchemas?: unknown }).passingSchemas)

const wordsOf = (error: ErrorObject): string => {
  if (error.keyword === 'oneOf' && fitsSeveral(error)) return 'fits several alternatives at once'
  if (error.keyword === 'enum') return `must be one of ${(error.params as { allowedValues: unknown[] }).allowedValues.join(', ')}`
  return error.message ?? error.keyword
}

/** What a checker of JSON Schema found, in a line each. Places in lists are written as `*`. */
export function readMisfits(errors: readonly ErrorObject[]): readonly string[] {
  const told = errors.filter(({ keyword }) => keyword !== 'if')
  const choices = told.filter(({ keyword }) => keyword === 'oneOf' || keyword === 'anyOf').toReversed()
  const left = choices.reduce<readonly ErrorObject[]>((rest, choice) => (rest.includes(choice) ? nearestBranch(rest, choice) : rest), told)
  return left.map((error) => withoutPlaces(`${error.instancePath}: ${wordsOf(error)}`))
}

/** `/entry/0/id` loses its number, so that one line stands for all places of a list. */
export const withoutPlaces = (misfit: string): string => {
  const [path = '', ...words] = misfit.split(': ')
  return [path.replaceAll(/\/\d+(?=\/|$)/g, '/*'), ...words].join(': ')
}
