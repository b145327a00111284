import type { Rule } from '../../../../group-builder/index.ts'

/** Sentences of the audience that are not finished, which a draft can not hold; null where none is being written. */
export type TypedRules = { readonly include: Rule | null; readonly exclude: Rule | null }

export const noTypedRules: TypedRules = { include: null, exclude: null }

/** True while a sentence of the audience has an open gap: then nobody may go on as if it were not there. */
export const hasOpenRule = ({ include, exclude }: TypedRules): boolean => include !== null || exclude !== null
