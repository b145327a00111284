import type { ReactNode } from 'react'
import { useWords } from '../i18n/index.ts'
import { TextField } from '../ui/index.ts'
import type { FieldOf } from './fields.ts'

type PlaceFieldProps = {
  readonly field: FieldOf<'place'>
  readonly value: string
  readonly onChange: (value: string) => void
  readonly error: string | null
  readonly testId: string
}

/** One part of a place on the map: its name, its address, or a coordinate in degrees. */
export function PlaceField({ field: { part }, value, onChange, error, testId }: PlaceFieldProps): ReactNode {
  const { t } = useWords()
  return (
    <TextField
      label={t(`value.place.${part}`)}
      value={value}
      onChange={onChange}
      hint={part === 'latitude' || part === 'longitude' ? t(`value.place.${part}Hint`) : undefined}
      error={error}
      maxLength={1000}
      testId={testId}
    />
  )
}
