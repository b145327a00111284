import { z } from 'zod'
import { fail, ok, type Result } from '#contract/kernel/result.ts'
import type { RunningProgram } from '../engine-host/index.ts'

/** What the simulator says when it is ready; other fields may follow in later versions. */
const ReadyMessage = z.looseObject({
  ready: z.literal(true),
  url: z.url(),
  token: z.string(),
  appSecret: z.string(),
  businessId: z.string(),
  wabaId: z.string(),
  phoneNumberId: z.string(),
  catalogId: z.string(),
  customersFile: z.string(),
})
/** Where the simulator listens, and the keys and ids of the shop that it plays. */
export type SimulatorFacts = z.infer<typeof ReadyMessage>

/** A simulator that is ready. */
export type Simulator = { readonly facts: SimulatorFacts; stop(): Promise<void> }

const READY_LIMIT_MS = 20_000
const STOP_LIMIT_MS = 3_000

const waitUntilReady = (program: RunningProgram): Promise<SimulatorFacts | undefined> =>
  new Promise((resolve) => {
    const timer = setTimeout(() => resolve(undefined), READY_LIMIT_MS)
    const finish = (facts: SimulatorFacts | undefined): void => {
      clearTimeout(timer)
      resolve(facts)
    }
    program.onExit(() => finish(undefined))
    program.channel.onMessage((message) => {
      const parsed = ReadyMessage.safeParse(message)
      if (parsed.success) finish(parsed.data)
    })
  })

const stopProgram = (program: RunningProgram): Promise<void> =>
  new Promise((resolve) => {
    const timer = setTimeout(() => program.kill(), STOP_LIMIT_MS)
    program.onExit(() => {
      clearTimeout(timer)
      resolve()
    })
    program.channel.close()
  })

/**
 * Starts the simulator and waits until it listens.
 * @param start starts the program
 * @returns `engine-unavailable` when it does not come up within 20 s
 */
export const startSimulator = async (start: () => RunningProgram): Promise<Result<Simulator>> => {
  const program = start()
  const facts = await waitUntilReady(program)
  if (facts !== undefined) return ok({ facts, stop: () => stopProgram(program) })
  program.kill()
  return fail('engine-unavailable', undefined, 'now')
}
