import type { Result } from '#contract/kernel/result.ts'
import type { Played } from './played.ts'

/** Ids that one call made and a later one needs. */
export type Made = Map<string, string>

/** One call of the client that the simulator must answer well; they run in order. */
export type SimulatorDrive = {
  /** Operations of the client that it makes. */
  readonly of: readonly string[]
  /** What must be so before; not held against anything. */
  readonly before?: (played: Played, made: Made) => Promise<unknown>
  readonly run: (played: Played, made: Made) => Promise<Result<unknown>>
}

/** What must have been made by an earlier call. */
export function take(made: Made, name: string): string {
  const id = made.get(name)
  if (id === undefined) throw new Error(`no call made a ${name}`)
  return id
}

/** Keeps the id that a call made. */
export async function keep<T extends { readonly id: string }>(made: Made, name: string, call: Promise<Result<T>>): Promise<Result<T>> {
  const result = await call
  if (result.ok) made.set(name, result.value.id)
  return result
}
