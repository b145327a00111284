import type { CustomerField } from '#contract/ipc/customer-record.ts'
import { fail, ok, type Result } from '#contract/kernel/result.ts'
import type { z } from 'zod'
import { isRealDay } from '../rules.ts'

type Asked = Pick<z.infer<typeof CustomerField>, 'kind' | 'choices' | 'label'>

const YES: ReadonlySet<string> = new Set(['yes', 'y', 'true', '1', 'x', '是', '有'])
const NO: ReadonlySet<string> = new Set(['no', 'n', 'false', '0', '否', '無', '无'])

/**
 * Reads a text as a value of a field: one writing for each value, so that they can be compared. An empty text is no value.
 * Errors: customer-field-refused (label, kind).
 */
export function readFieldValue(field: Asked, text: string): Result<string> {
  const written = text.normalize('NFKC').trim()
  if (written === '') return ok('')
  const value = field.kind === 'text' ? text.trim().slice(0, 1000) : typed(field, written)
  return value === null ? fail('customer-field-refused', { label: field.label, kind: field.kind }) : ok(value)
}

function typed({ kind, choices }: Asked, written: string): string | null {
  switch (kind) {
    case 'text':
      return written
    case 'number':
      return readNumber(written)
    case 'date':
      return readDay(written)
    case 'choice':
      return choices.find((choice) => sameKey(choice) === sameKey(written)) ?? null
    case 'yes-no':
      return YES.has(written.toLowerCase()) ? 'yes' : NO.has(written.toLowerCase()) ? 'no' : null
  }
}

/** Commas between thousands are left out; a decimal comma is refused, because 1,234 could be either. */
function readNumber(written: string): string | null {
  const plain = /^-?\d{1,3}(,\d{3})+(\.\d+)?$/.test(written) ? written.replaceAll(',', '') : written
  if (!/^-?\d{1,15}(\.\d{1,6})?$/.test(plain)) return null
  return String(Number(plain))
}

function readDay(written: string): string | null {
  const match = /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?$/.exec(written)
  if (match === null) return null
  const [year, month, day] = match.slice(1).map(Number) as [number, number, number]
  if (year < 1800 || year > 2200 || !isRealDay({ year, month, day })) return null
  return `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`
}

/** Labels and choices that differ only by case, width or spaces are the same. */
export const sameKey = (text: string): string => text.normalize('NFKC').replace(/\s+/g, ' ').trim().toLowerCase()
