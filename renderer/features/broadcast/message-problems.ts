import { fieldsOf, problemOf, type Field, type Problem, type Template } from '../../template-values/index.ts'
import { couponEnd, type Content } from './content.ts'

/**
 * What is wrong with the values of a message, by their keys; nothing when it can go on. Values that differ from person to
 * person are counted by the preview instead.
 * @param now ms since the epoch
 */
export function messageProblems(content: Content, template: Template, now: number): ReadonlyMap<string, Problem> {
  const problems = fieldsOf(template).flatMap((field) => {
    const text = textOf(content, field)
    const problem = text === null ? null : problemOf(field, text, now)
    return problem === null ? [] : [[field.key, problem] as const]
  })
  return new Map(problems)
}

/** The text that everybody gets; null where it comes from somewhere else. */
function textOf(content: Content, { key, kind }: Field): string | null {
  const from = content.variables[key]?.from
  if (from !== undefined) return from.kind === 'text' ? from.text : null
  if (key === 'header') return content.headerUrl ?? ''
  const endsAt = kind === 'end' ? couponEnd(content.coupon) : null
  return endsAt === null ? '' : new Date(endsAt).toISOString()
}
