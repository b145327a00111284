import { useState } from 'react'
import { useWords } from '../../../i18n/index.ts'
import type { Field, UploadedFile } from '../../../template-values/index.ts'
import { proposedCoupon, sameForAll, type Template, type Variable } from '../content.ts'
import { messageProblems } from '../message-problems.ts'
import { useProposedEnd } from '../use-day-of.ts'
import type { Draft } from '../use-draft.ts'

/** The values of a message, each by its key, as the cards of the step read and write them. */
export type Values = {
  /** Null where nothing is set. */
  readonly of: (key: string) => Variable | null
  /** The text that everybody gets; empty where there is none. */
  readonly text: (key: string) => string
  readonly set: (key: string, variable: Variable) => void
  /** Sets a text for everybody. */
  readonly setText: (key: string, text: string) => void
  /** Sets a web address; an empty one goes back to the template's own file. */
  readonly setAddress: (key: string, address: string) => void
  readonly setFile: (key: string, file: UploadedFile | null) => void
  /** What is wrong with a value, in words. Empty fields that nobody has touched yet say nothing before `isTried`. */
  readonly problem: (field: Field) => string | null
}

/** Gives the values of a draft. */
export function useValues(draft: Draft, template: Template, isTried: boolean): Values {
  const { t } = useWords()
  const endOfProposed = useProposedEnd()
  const [now] = useState(() => Date.now())
  const { content } = draft
  const problems = messageProblems(content, template, now)
  const of = (key: string): Variable | null => content.variables[key] ?? null
  const text = (key: string): string => {
    const from = of(key)?.from
    if (from?.kind === 'text') return from.text
    return key === 'header' && from === undefined ? (content.headerUrl ?? '') : ''
  }
  const set = (key: string, variable: Variable): void => {
    const needsCoupon = variable.from.kind === 'coupon' && content.coupon === null
    draft.change({
      variables: { ...content.variables, [key]: variable },
      ...(needsCoupon ? { coupon: proposedCoupon(endOfProposed()) } : {}),
    })
  }
  const replace = (key: string, variable: Variable | null): void => {
    const { [key]: _, ...others } = content.variables
    draft.change({
      variables: variable === null ? others : { ...others, [key]: variable },
      ...(key === 'header' ? { headerUrl: null } : {}),
    })
  }
  return {
    of,
    text,
    set,
    setText: (key, next) => set(key, sameForAll(next)),
    setAddress: (key, address) => replace(key, address.trim() === '' ? null : sameForAll(address.trim())),
    setFile: (key, file) => replace(key, file === null ? null : fileVariable(file)),
    problem(field) {
      const problem = problems.get(field.key)
      if (problem === undefined) return null
      const isUntouched = field.kind !== 'text' && (problem === 'missing' || problem === 'file')
      return isUntouched && !isTried ? null : t(`value.problem.${problem}`)
    },
  }
}

/** An upload as a draft keeps it. */
const fileVariable = (file: UploadedFile): Variable => ({
  // The brand of the contract's moments is given by its schema; this one is of the same clock.
  from: { kind: 'file', ...file, uploadedAt: file.uploadedAt as Extract<Variable['from'], { kind: 'file' }>['uploadedAt'] },
  fallback: '',
})
