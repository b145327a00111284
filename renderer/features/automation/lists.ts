/** The list with one of its parts replaced. */
export const replaced = <T>(list: readonly T[], at: number, part: T): T[] => list.map((one, index) => (index === at ? part : one))

/** The list without one of its parts. */
export const without = <T>(list: readonly T[], at: number): T[] => list.filter((_one, index) => index !== at)

/** The list with one part moved by so many places; unchanged where it would leave the list. */
export function moved<T>(list: readonly T[], at: number, by: number): T[] {
  const to = at + by
  const part = list[at]
  if (part === undefined || to < 0 || to >= list.length) return [...list]
  const rest = without(list, at)
  return [...rest.slice(0, to), part, ...rest.slice(to)]
}

/** A new name for a part, that no other part of an automation has. */
export const newPartId = (): string => crypto.randomUUID().slice(0, 8)
