/** Closes a switch over a union: reaching it is a bug that the compiler should have found. */
export function assertNever(value: never, why: string): never {
  throw new Error(`Cannot happen: ${why} (${JSON.stringify(value)})`)
}

/** Throws when a condition that the surrounding code guarantees does not hold; `why` says what guarantees it. */
export function assert(condition: unknown, why: string): asserts condition {
  if (!condition) throw new Error(`Cannot happen: ${why}`)
}
