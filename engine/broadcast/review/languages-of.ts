import type { Going } from '../going.ts'
import type { Message } from '../message/compile.ts'
import type { Review } from './rules.ts'

/** People by the language in which they get the template, most first; the broadcast's own language where nobody gets it. */
export function languagesOf({ main }: Message, goes: readonly Going[]): Review['languages'] {
  const people = new Map<string, number>()
  for (const { version } of goes) if (version !== null) people.set(version.language, (people.get(version.language) ?? 0) + 1)
  if (people.size === 0) return [{ language: main.language, people: 0 }]
  return [...people].map(([language, count]) => ({ language, people: count })).toSorted((one, other) => other.people - one.people)
}
