import type { Misfit } from '../hold-requests.ts'
import type { SpecException } from './exception.ts'

/** What is left of misfits when the written exceptions are taken off. */
export type Verdict = {
  readonly violations: readonly string[]
  /** Misfits of the table that nothing needed, as `of: misfit`. */
  readonly unused: readonly string[]
  /** Different misfits that an exception explained. */
  readonly excused: number
}

const partsOf = ({ side, of, misfits }: SpecException): readonly string[] => [
  ...of.map((name) => `${side} ${name}: `),
  ...misfits.map((misfit) => `${side} ${of.join(', ')}: ${misfit}`),
]

/** Holds misfits against the exceptions; every name and every misfit of an exception must have been needed. */
export function judge(misfits: readonly Misfit[], exceptions: readonly SpecException[]): Verdict {
  const used = new Set<string>()
  const violations = new Set<string>()
  const excused = new Set<string>()
  for (const one of misfits) {
    const line = `${one.side} ${one.of}: ${one.misfit}`
    const found = exceptions.filter(
      ({ side, of, misfits: known }) => side === one.side && (of.includes('*') || of.includes(one.of)) && known.includes(one.misfit),
    )
    for (const exception of found) {
      used.add(`${one.side} ${exception.of.includes('*') ? '*' : one.of}: `)
      used.add(`${one.side} ${exception.of.join(', ')}: ${one.misfit}`)
    }
    if (found.length === 0) violations.add(line)
    else excused.add(line)
  }
  return {
    violations: [...violations].toSorted(),
    unused: [...new Set(exceptions.flatMap(partsOf).filter((part) => !used.has(part)))],
    excused: excused.size,
  }
}
