/** How rooms end, in the reverse order of how they began. */
export type Endings = { add(end: () => Promise<void>): void; run(): Promise<void> }

/**
 * Collects endings while rooms begin. Each runs even when one before it failed, because a room that is left running would
 * go on using files that are about to close; the first failure is thrown afterwards.
 */
export function createEndings(): Endings {
  const ends: (() => Promise<void>)[] = []
  return {
    add: (end) => void ends.push(end),
    async run() {
      const failures: unknown[] = []
      for (const end of ends.splice(0).reverse()) {
        try {
          await end()
        } catch (error) {
          failures.push(error)
        }
      }
      if (failures.length > 0) throw failures[0]
    },
  }
}
