import { z } from 'zod'
import type { Person } from '../../behaviour/people.ts'
import type { World } from '../../behaviour/world.ts'
import { SIMULATOR_HEADER } from '../transport.ts'

/** A body that a control call can't use; goes out as 400 with the text. */
export class ControlError extends Error {}

/** One thing that tests and training can cause. */
export type ControlCall = {
  /** What it does and what its body holds, for the list of all calls. */
  readonly does: string
  /** Reads the body and does it; what it gives is the answer. Throws ControlError when the body can't be used. */
  readonly run: (world: World, body: unknown) => object
}

/** Calls by the last part of their path. */
export type ControlCalls = Readonly<Record<string, ControlCall>>

/** Makes a call whose body is checked first. What it gives back is the answer; nothing = success. */
export function controlCall<Schema extends z.ZodType>(
  does: string,
  schema: Schema,
  run: (world: World, wish: z.infer<Schema>) => object | undefined,
): ControlCall {
  return {
    does,
    run: (world, body) => {
      const wish = schema.safeParse(body)
      if (!wish.success) throw new ControlError(z.prettifyError(wish.error))
      return run(world, wish.data) ?? { success: true }
    },
  }
}

/** Finds a person by number, user id or username; throws ControlError when there is none. */
export function findPerson(world: World, from: string): Person {
  const person = world.people.find(from)
  if (person === null) throw new ControlError(`"${from}" is no number, user id or username of the scenario`)
  return person
}

/** Reads a JSON body; an empty one is an empty object, a broken one null. */
export function readJson(text: string): unknown {
  try {
    return JSON.parse(text === '' ? '{}' : text) as unknown
  } catch {
    // No JSON: the schema words the refusal.
    return null
  }
}

/** A JSON answer that says whose it is. */
export function answer(body: object, status = 200): Response {
  return new Response(JSON.stringify(body), { status, headers: { 'content-type': 'application/json', [SIMULATOR_HEADER]: '1' } })
}
