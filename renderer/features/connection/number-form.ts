import type { CallInput } from '../../bridge/index.ts'
import type { NumberChoice } from './types.ts'

/** Ids typed by hand, where the key does not show which numbers it reaches. */
export type TypedIds = { readonly phoneNumberId: string; readonly wabaId: string; readonly catalogId: string }
/** What is wrong with an id. */
export type IdProblem = 'missing' | 'digits'

/** Nothing typed yet. */
export const noIds: TypedIds = { phoneNumberId: '', wabaId: '', catalogId: '' }

const idProblem = (value: string, isRequired: boolean): IdProblem | null => {
  if (value.trim() === '') return isRequired ? 'missing' : null
  return /^\d{1,32}$/.test(value.trim()) ? null : 'digits'
}

/** What is wrong with the typed ids, by field; an empty object when nothing is. */
export function idProblems(ids: TypedIds): Partial<Record<keyof TypedIds, IdProblem>> {
  const found = {
    phoneNumberId: idProblem(ids.phoneNumberId, true),
    wabaId: idProblem(ids.wabaId, true),
    catalogId: idProblem(ids.catalogId, false),
  }
  return Object.fromEntries(Object.entries(found).filter(([, problem]) => problem !== null))
}

/** Typed ids as the call wants them; ask `idProblems` first. */
export const typedInput = ({ phoneNumberId, wabaId, catalogId }: TypedIds): CallInput<'connection.chooseNumber'> => ({
  phoneNumberId: phoneNumberId.trim(),
  wabaId: wabaId.trim(),
  catalogId: catalogId.trim() === '' ? null : catalogId.trim(),
})

/** A number of the list with its catalog as the call wants them. */
export const chosenInput = (
  { wabaId, phoneNumberId, businessId }: NumberChoice,
  catalogId: string | null,
): CallInput<'connection.chooseNumber'> => ({ wabaId, phoneNumberId, catalogId, ...(businessId === null ? {} : { businessId }) })
