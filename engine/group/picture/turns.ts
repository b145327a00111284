/** Longest time at a stretch, ms; then others have their turn. */
const TURN_MS = 8

/** The vault was closed while something was being counted. */
export class PictureEnded extends Error {
  constructor() {
    super('The vault was closed')
  }
}

/** Long work in short turns: the engine does other things in between. */
export type Turns = {
  /** Waits for the others when the turn has lasted long enough. @throws PictureEnded once it was ended */
  next(): Promise<void>
  /** Whether the turn has lasted long enough. */
  isLong(): boolean
}

/** @param hasEnded told once nothing may be read any more */
export function createTurns(hasEnded: () => boolean): Turns {
  let begunAt = performance.now()
  const isLong = (): boolean => performance.now() - begunAt >= TURN_MS
  return {
    isLong,
    async next() {
      if (!isLong()) return
      await new Promise<void>((resolve) => setImmediate(resolve))
      if (hasEnded()) throw new PictureEnded()
      begunAt = performance.now()
    },
  }
}
