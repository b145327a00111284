/** 32-bit hash of a text; same text, same number, on every machine. */
export function hashText(text: string): number {
  let hash = 0x811c9dc5
  for (let index = 0; index < text.length; index += 1) {
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193)
  }
  // A last avalanche, because near texts (p1, p2 …) would otherwise give near numbers.
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b)
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35)
  return (hash ^ (hash >>> 16)) >>> 0
}

/**
 * A number in [0, 1) that depends on the seed and the keys alone, so that a person behaves the same
 * whenever and in whatever order things happen.
 */
export function fraction(seed: number, ...keys: readonly (string | number)[]): number {
  return hashText(`${seed}|${keys.join('|')}`) / 0x1_0000_0000
}

/** One of the items, chosen by seed and keys. The list must not be empty. */
export function pick<Item>(items: readonly Item[], seed: number, ...keys: readonly (string | number)[]): Item {
  const item = items[Math.floor(fraction(seed, ...keys) * items.length)]
  if (item === undefined) throw new Error('pick needs at least one item: every list in the simulator is written by hand')
  return item
}

/** A number between the two ends, chosen by seed and keys. */
export function between(range: readonly [number, number], seed: number, ...keys: readonly (string | number)[]): number {
  return range[0] + (range[1] - range[0]) * fraction(seed, ...keys)
}

/** An endless row of numbers in [0, 1): same seed and label, same row. */
export function createNumberRow(seed: number, label: string): () => number {
  let count = 0
  return () => {
    count += 1
    return fraction(seed, label, count)
  }
}
