/** Which part of an automation a place names; numbered as people count, 0 where there is no number. */
export type Place = { readonly part: 'rule' | 'option' | 'step' | 'none'; readonly number: number }

const parts = { rules: 'rule', options: 'option', choices: 'option', steps: 'step' } as const

/** Reads a place such as rules.2.answer. */
export function placeOf(place: string): Place {
  const [, name = '', at = ''] = /^(rules|options|choices|steps)\.(\d+)/u.exec(place) ?? []
  return name in parts ? { part: parts[name as keyof typeof parts], number: Number(at) + 1 } : { part: 'none', number: 0 }
}
