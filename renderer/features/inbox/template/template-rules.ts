import type { CallOutput } from '../../../bridge/index.ts'
import {
  fieldsOf,
  problemOf,
  variableKey,
  type Field,
  type Problem,
  type Template,
  type UploadedFile,
} from '../../../template-values/index.ts'

export type Proposal = NonNullable<CallOutput<'inbox.propose'>['proposal']>

/** What the composer for templates works on. */
export type TemplateComposerProps = {
  readonly customerId: string
  readonly personName: string
  readonly closesAt: number | null
  readonly draftText: string
  readonly holdMs: number
  /** Back to free text; null while the reply window is closed. */
  readonly onWriteFreely: (() => void) | null
  readonly onSent: () => void
  /** Writes a note for the staff instead. */
  readonly onNote: () => void
  /** Puts the chat out of sight until a time. */
  readonly onRemind: (until: number | null) => void
}

export type ProposedProps = TemplateComposerProps & {
  readonly answer: CallOutput<'inbox.propose'>
  readonly onChoose: (choice: { readonly name: string; readonly language: string }) => void
}

/** One text for a template in a language, for lists. */
export const keyOf = ({ name, language }: { readonly name: string; readonly language: string }): string => `${name} ${language}`

/**
 * Puts values into a template's text; a field without a value shows its name in brackets, never bare braces.
 * @param nameOf the words for a field that is still empty
 */
export function fillTemplate(body: string, values: Readonly<Record<string, string>>, nameOf: (name: string) => string): string {
  return body.replace(/\{\{\s*([^{}]+?)\s*\}\}/gu, (_, name: string) => {
    const value = values[name]
    return value === undefined || value.trim() === '' ? `[${nameOf(name)}]` : value
  })
}

/** Everything that the proposed template takes; while the template itself is not read yet, the fields that the proposal names. */
export function fieldsOfProposal(proposal: Proposal, template: Template | undefined): readonly Field[] {
  if (template !== undefined) return fieldsOf(template)
  return Object.keys(proposal.values).map((name) => {
    const variable = { name, where: 'body' as const, card: null, sample: '' }
    return { ...variable, kind: 'text', key: variableKey(variable) }
  })
}

/** What was filled in so far. */
export type Filled = {
  readonly values: Readonly<Record<string, string>>
  readonly files: Readonly<Record<string, UploadedFile>>
  readonly couponCode: string
}

/** The values as they are sent: uploads by their id, and nothing for what the template has itself. */
export function valuesToSend(fields: readonly Field[], { values, files }: Filled): Record<string, string> {
  return Object.fromEntries(
    fields.flatMap(({ key }) => {
      const value = files[key]?.mediaId ?? values[key]?.trim() ?? ''
      return value === '' ? [] : [[key, value] as const]
    }),
  )
}

/** Key of a copy button's code among the problems. */
export const COUPON = 'coupon'

/** What still keeps the template from going, by key, in the order of the fields. */
export function openProblems(
  fields: readonly Field[],
  filled: Filled,
  given: { readonly needsCoupon: boolean; readonly now: number },
): ReadonlyMap<string, Problem> {
  const values = valuesToSend(fields, filled)
  const problems = fields.flatMap((field) => {
    const problem = problemOf(field, values[field.key] ?? '', given.now)
    return problem === null ? [] : [[field.key, problem] as const]
  })
  const coupon = given.needsCoupon && filled.couponCode.trim() === '' ? [[COUPON, 'missing'] as const] : []
  return new Map([...problems, ...coupon])
}
