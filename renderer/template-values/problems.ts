import type { Field, FieldOf } from './fields.ts'

/** Why a value can't go. */
export type Problem = 'missing' | 'file' | 'address' | 'latitude' | 'longitude' | 'spaces' | 'past'

const isWebAddress = (text: string): boolean => URL.canParse(text) && new URL(text).protocol === 'https:' && !/\s/u.test(text)
/** Ids that Meta gives to uploads. */
const isUpload = (text: string): boolean => /^\d+$/u.test(text)

const isDegrees = (text: string, most: number): boolean => /^-?\d{1,3}(\.\d+)?$/u.test(text) && Math.abs(Number(text)) <= most

/**
 * What is wrong with a value that is the same for everybody; null when it can go.
 * @param now ms since the epoch: offers must end after it
 */
export function problemOf(field: Field, value: string, now: number): Problem | null {
  const text = value.trim()
  if (field.kind === 'file') return fileProblem(field.hasSample, text)
  if (text === '') return 'missing'
  switch (field.kind) {
    case 'place':
      return placeProblem(field.part, text)
    case 'end':
      return endProblem(Date.parse(text), now)
    case 'link':
      return /\s/u.test(text) ? 'spaces' : null
    case 'text':
      return null
  }
}

function fileProblem(hasSample: boolean, text: string): Problem | null {
  if (text === '') return hasSample ? null : 'file'
  return isUpload(text) || isWebAddress(text) ? null : 'address'
}

function endProblem(at: number, now: number): Problem | null {
  if (!Number.isFinite(at)) return 'missing'
  return at <= now ? 'past' : null
}

function placeProblem(part: FieldOf<'place'>['part'], text: string): Problem | null {
  if (part === 'latitude') return isDegrees(text, 90) ? null : 'latitude'
  if (part === 'longitude') return isDegrees(text, 180) ? null : 'longitude'
  return null
}
