import type { ReactNode } from 'react'
import { useWords } from '../../../i18n/index.ts'
import { Columns, TextField } from '../../../ui/index.ts'
import type { IdProblem, TypedIds } from '../number-form.ts'

type TypedIdFieldsProps = {
  readonly ids: TypedIds
  readonly onChange: (ids: TypedIds) => void
  readonly problems: Partial<Record<keyof TypedIds, IdProblem>>
}

const fields = [
  { id: 'phoneNumberId', testId: 'connection-number-id', isRequired: true },
  { id: 'wabaId', testId: 'connection-account-id', isRequired: true },
  { id: 'catalogId', testId: 'connection-catalog-id', isRequired: false },
] as const

/** The ids by hand, for providers and keys that do not show their numbers. */
export function TypedIdFields({ ids, onChange, problems }: TypedIdFieldsProps): ReactNode {
  const { t } = useWords()
  return (
    <Columns>
      {fields.map(({ id, testId, isRequired }) => {
        const problem = problems[id]
        return (
          <TextField
            key={id}
            label={t(`connection.id.${id}`)}
            hint={t(`connection.id.${id}.hint`)}
            value={ids[id]}
            onChange={(value) => onChange({ ...ids, [id]: value })}
            {...(isRequired ? { isRequired } : { isOptional: true })}
            error={problem === undefined ? null : t(`connection.problem.${problem}`)}
            testId={testId}
          />
        )
      })}
    </Columns>
  )
}
