import type { CallOutput } from '../../../bridge/index.ts'
import { formatDate, useWords } from '../../../i18n/index.ts'

export type Field = CallOutput<'customer.fields'>['fields'][number]

/** Writes a value the way its reader writes such things. */
export function useValueWords(): (kind: Field['kind'], value: string) => string {
  const words = useWords()
  return (kind, value) => {
    switch (kind) {
      case 'number':
        return words.number(Number(value), { maximumFractionDigits: 6 })
      case 'date':
        return formatDate(Date.parse(`${value}T12:00:00Z`), 'date', { ...words, timeZone: 'UTC' })
      case 'yes-no':
        return words.t(value === 'yes' ? 'record.fields.yes' : 'record.fields.no')
      case 'text':
      case 'choice':
        return value
    }
  }
}
