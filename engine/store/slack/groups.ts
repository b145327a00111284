/** Puts values together that share a key. */
export function groupsOf<T>(values: readonly T[], keyOf: (value: T) => number): ReadonlyMap<number, T[]> {
  const groups = new Map<number, T[]>()
  for (const value of values) {
    const group = groups.get(keyOf(value))
    if (group === undefined) groups.set(keyOf(value), [value])
    else group.push(value)
  }
  return groups
}
